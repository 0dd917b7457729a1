import type { Remedy } from '../../../domain/errors';
import type { JobState } from '../../../domain/mandates/mandate';

const jobState: Record<JobState, string> = {
  queued: '排队',
  running: '执行中',
  confirming: '核对中',
  waiting: '等待重试',
  submitted: '平台已受理',
  published: '已公开',
  failed: '失败',
  cancelled: '已取消',
};
const remedy: Record<Remedy, string> = {
  'retry-later': '稍后自动重试',
  reconcile: '先核对是否已发布',
  'refresh-token': '更新令牌',
  're-authorise': '需重新授权',
  'fix-content': '需修改内容',
  'fix-configuration': '需修改配置',
  'ask-a-person': '需人工处理',
  'give-up': '不再尝试',
};

/** Words for the codes of publish jobs. */
export const publishingCodes = { jobState, remedy };
