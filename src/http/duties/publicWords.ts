import type { InteractionState, Satisfaction } from '../../domain/duties/interaction';
import type { InteractionKind } from '../../domain/duties/interactionKinds';

const zh = {
  language: 'zh-CN',
  title: '给政府留言',
  intro:
    '不需要注册，也不收集您的姓名和联系方式。提交后得到一个查询码，凭它查看答复。请勿在留言中填写证件号码等个人信息。',
  unit: '办理单位',
  kind: '类别',
  subject: '标题',
  text: '内容',
  send: '提交留言',
  leaveEmpty: '请不要填写此项',
  sent: '留言已收到',
  code: '查询码',
  keepCode: '请记下查询码，它只显示这一次。',
  ask: '查询答复',
  state: '办理情况',
  dueBy: '应于此时之前答复',
  answer: '答复',
  rate: '评价答复',
  grade: '对答复是否满意',
  words: '意见（可不填）',
  rated: '感谢您的评价',
  published: '公开的留言和答复',
  noneYet: '还没有公开的答复。',
  question: '留言',
  more: '更早的',
  other: 'English',
  failed: '没有提交成功',
  kinds: {
    'error-report': '网站找错',
    inquiry: '咨询',
    complaint: '投诉',
    suggestion: '意见建议',
    verification: '反映情况',
  } satisfies Record<InteractionKind, string>,
  states: {
    received: '办理中',
    'in-review': '办理中',
    answered: '已答复',
    'not-valid': '未作为有效留言办理',
  } satisfies Record<InteractionState, string>,
  grades: { satisfied: '满意', fairly: '基本满意', dissatisfied: '不满意' } satisfies Record<Satisfaction, string>,
};

const en: typeof zh = {
  language: 'en',
  title: 'Write to the government',
  intro:
    'You need no account, and we do not ask for your name or how to reach you. You get a code to see the answer by. Please do not write identity numbers or other personal data.',
  unit: 'For which unit',
  kind: 'Kind',
  subject: 'Title',
  text: 'What you want to say',
  send: 'Send',
  leaveEmpty: 'Please leave this empty',
  sent: 'Your message has come in',
  code: 'Code',
  keepCode: 'Please note the code: it is shown this once.',
  ask: 'See the answer',
  state: 'How it stands',
  dueBy: 'To be answered by',
  answer: 'Answer',
  rate: 'Say whether you are satisfied',
  grade: 'Are you satisfied with the answer?',
  words: 'In your words (may be left empty)',
  rated: 'Thank you for telling us',
  published: 'Messages and answers in public',
  noneYet: 'No answer has been published yet.',
  question: 'Message',
  more: 'Earlier ones',
  other: '中文',
  failed: 'It was not sent',
  kinds: {
    'error-report': 'Error on a site',
    inquiry: 'Question',
    complaint: 'Complaint',
    suggestion: 'Opinion or suggestion',
    verification: 'Something to be looked into',
  },
  states: {
    received: 'Being seen to',
    'in-review': 'Being seen to',
    answered: 'Answered',
    'not-valid': 'Not taken up as a valid message',
  },
  grades: { satisfied: 'Satisfied', fairly: 'Fairly satisfied', dissatisfied: 'Dissatisfied' },
};

/** What the pages for everybody say. */
export const publicWords = { zh, en };
export type PublicWords = typeof zh;
