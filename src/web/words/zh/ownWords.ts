import type { OwnWordStanding, OwnWordStep } from '../../../domain/content/ownWord';

const state: Record<OwnWordStanding, string> = {
  proposed: '待决定',
  'in-force': '在用',
  refused: '未同意',
  withdrawn: '已撤回',
  revoked: '已撤销',
  expired: '已到期',
};
const event: Record<OwnWordStep | 'propose', string> = {
  propose: '提出',
  approve: '同意',
  refuse: '不同意',
  withdraw: '撤回',
  revoke: '撤销',
};
const consequence: Record<OwnWordStep, string> = {
  approve: '同意后，本单位及下级单位的稿件、报送、答复和发文不再提示这一用语，由它引起的未消除问题随之撤销。',
  refuse: '不同意后，检查照常提示这一用语。',
  withdraw: '撤回后，检查照常提示这一用语。',
  revoke: '撤销后，此后检查的内容照常提示这一用语；已撤销的问题不恢复。',
};

/** Words that a unit uses as they are, though a check finds them wrong. */
export const ownWords = {
  title: '本单位用语',
  intro: '检查提示有误、本单位确需使用的用语。由他人决定后生效，到期后照常提示。',
  toDecide: (count: string) => `本单位用语有 ${count} 条等待您决定`,
  state,
  event,
  consequence,
  none: '还没有提出过用语。可以在稿件的检查结果中，或撤销“乱发声”问题时提出。',
  noneFiltered: '没有符合条件的用语。',
  filters: { state: '状态', unit: '单位' },
  columns: { words: '用语', unit: '适用单位', state: '状态', lastOn: '最后一日', proposed: '提出', step: '办理' },
  belowToo: '及下级单位',
  history: '经过',
  stepTitle: (step: string, words: string) => `${step}「${words}」`,
  propose: {
    button: '以后不再提示…',
    of: (words: string) => `以后不再提示「${words}」…`,
    title: (words: string) => `以后不再提示「${words}」`,
    consequence: '提出后由有权限的同事决定，同意前照常提示。',
    submit: '提出',
    unit: '适用单位',
    lastOn: '最后一日',
    done: '已提出，等待决定。',
    seen: '查看本单位用语',
    beside: '同时提出列入本单位用语',
    besideHint: '同意后，同样的用语不再作为问题提出。',
  },
  override: {
    button: '仍要送审…',
    title: '仍要送审',
    consequence: '检查列为“须改正”的内容将照原样送审。理由记入台账，审核人可以看到；文字再有改动须重新办理。',
    submit: '送审',
    reasonFor: (words: string) => `「${words}」仍予送审的理由`,
    handedIn: '须改正而仍予送审的内容',
    line: (words: string) => `「${words}」仍予送审`,
  },
};
