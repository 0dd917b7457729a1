import type { AwardReason } from '../../../domain/submissions/award';
import type { QuotaCounts } from '../../../domain/submissions/quota';
import type {
  DeclineReason,
  ReturnReason,
  SubmissionEvent,
  SubmissionKind,
  SubmissionState,
} from '../../../domain/submissions/submission';

const submissionKind: Record<SubmissionKind, string> = {
  'policy-document': '重要政策文件信息',
  'public-interest': '涉及群众切身利益的信息',
  interpretation: '政策解读',
  other: '其他信息',
};
const submissionState: Record<SubmissionState, string> = {
  draft: '草稿',
  'in-review': '单位审核中',
  sent: '已报送',
  returned: '主管单位退回',
  adopted: '已采用',
  'not-adopted': '未采用',
  refused: '单位审核未通过',
  withdrawn: '已撤回',
};
const submissionEvent: Record<SubmissionEvent, string> = {
  write: '撰写',
  submit: '提交审核',
  'return-in-unit': '单位审核退回',
  'refuse-in-unit': '单位审核不予通过',
  send: '三级审核通过，报送',
  withdraw: '撤回',
  'hand-over': '交接',
  adopt: '采用',
  return: '退回',
  decline: '不采用',
  reconsider: '重新处理',
  assess: '评定质量',
};
const submissionReason: Record<ReturnReason | DeclineReason, string> = {
  incomplete: '内容不完整',
  unclear: '表述不清楚',
  wording: '文字关：文字有误',
  policy: '政治关、政策关：与政策不符',
  legal: '法律关：依据不足',
  secrecy: '保密关：须重新保密审查',
  inconsistent: '与其他平台发布的不一致',
  duplicate: '与已采用的信息重复',
  'out-of-date': '已过时效',
  'not-public': '不宜公开',
  'out-of-remit': '不属于报送范围',
  other: '其他',
};
const awardReason: Record<AwardReason, string> = {
  'met-and-outstanding': '完成任务、表现优异',
  'quota-missed': '未完成报送任务',
  'quality-short': '质量不足',
  'no-longer-informant': '已不任信息员',
  other: '其他',
};
const quotaCounts: Record<QuotaCounts, string> = { sent: '按报送计', adopted: '按采用计' };

/** Words for the codes of submissions. */
export const submissionsCodes = {
  submissionKind,
  submissionState,
  submissionEvent,
  submissionReason,
  awardReason,
  quotaCounts,
};
