import type {
  AccountId,
  LookId,
  MandateId,
  ObligationId,
  PolicyId,
  PostId,
  PublishJobId,
  UnitId,
} from '../../../src/domain/ids';
import type { FulfilmentEvidence, Obligation, PublishJob } from '../../../src/domain/mandates/mandate';
import { jobKey } from '../../../src/domain/mandates/jobTable';
import { HOUR_MS } from '../../../src/domain/time/instant';

export const MADE_AT = new Date('2026-09-18T01:00:00.000Z');
export const DUE_BY = new Date('2026-09-18T16:00:00.000Z');
export const hoursAfter = (hours: number, ms = 0): Date => new Date(MADE_AT.getTime() + hours * HOUR_MS + ms);

const accountId = '0123456789abcdef01234567' as AccountId;
const policyId = 'fedcba9876543210fedcba98' as PolicyId;
const draft = {
  title: '某意见',
  text: '某意见 https://www.gov.cn/1.htm',
  sourceUrl: 'https://www.gov.cn/1.htm',
  sourceName: '中国政府网',
  digest: '',
};

export const OBLIGATION: Obligation = {
  id: 'obligation' as ObligationId,
  mandateId: 'mandate' as MandateId,
  policyId,
  policyVersion: 1,
  accountId,
  siteId: null,
  platform: 'weibo',
  unitId: 'unit' as UnitId,
  unitPath: ['county' as UnitId, 'unit' as UnitId],
  accountName: '某县发布',
  policyTitle: '某意见',
  state: 'awaiting-review',
  manualReason: null,
  dueBy: DUE_BY,
  provisional: false,
  createdAt: MADE_AT,
  submittedAt: null,
  fulfilledAt: null,
  onTime: null,
  overdueNoticedAt: null,
  overdueProven: null,
  evidence: null,
  draft,
};

export function evidenceAt(at: Date): FulfilmentEvidence {
  return {
    postId: 'post' as PostId,
    url: 'https://weibo.com/1',
    title: '某意见',
    publishedAt: { precision: 'instant', at, original: '' },
    countedAt: at,
    firstSeenAt: at,
    lookId: 'look' as LookId,
    textHash: 'h',
    basis: 'source-link',
    similarity: null,
  };
}

export const JOB: PublishJob = {
  id: 'job' as PublishJobId,
  subject: {
    kind: 'repost',
    obligationId: OBLIGATION.id,
    mandateId: OBLIGATION.mandateId,
    policyId,
    policyVersion: 1,
  },
  accountId,
  platform: 'weibo',
  key: jobKey({ siteId: null, accountId }, policyId, 1),
  draft,
  state: 'running',
  progress: {},
  callMayHaveHappened: false,
  attempt: 0,
  dueAt: MADE_AT,
  dueBy: DUE_BY,
  lease: null,
  receipt: null,
  errors: [],
  createdAt: MADE_AT,
  settledAt: null,
};
