import type { RepostSubject } from '../../src/domain/mandates/jobSubject';
import type {
  AccountId,
  MandateId,
  MandateRuleId,
  ObligationId,
  PolicyId,
  PolicySourceId,
  PublishJobId,
  UnitId,
} from '../../src/domain/ids';
import type { Mandate, Obligation, PublishJob } from '../../src/domain/mandates/mandate';
import type { RepostDraft } from '../../src/domain/mandates/repostDraft';
import type { Policy } from '../../src/domain/policies/policy';
import { ids } from './testStore';

import { after, at, NOW, published, type Given } from './samples';

export function policyOf(given: Given<Policy> = {}): Policy {
  const id = given.id ?? ids.id<PolicyId>();
  return {
    id,
    identityKeys: [`url:https://www.gov.example/${id}`],
    title: `关于事项 ${id} 的通知`,
    normalisedTitle: `关于事项${id}的通知`,
    docNumber: '国发〔2026〕30号',
    issuer: '国务院',
    authority: 'state-council',
    publishedAt: published(NOW),
    firstSeenAt: after(60_000),
    version: 1,
    textHash: 'a'.repeat(64),
    summary: '摘要',
    body: null,
    url: `https://www.gov.example/${id}`,
    sightings: [
      {
        sourceId: ids.id<PolicySourceId>(),
        url: null,
        statedSource: null,
        firstSeenAt: NOW,
        lastSeenAt: NOW,
        listed: true,
      },
    ],
    ...given,
  };
}

export function mandateOf(given: Given<Mandate> = {}): Mandate {
  return {
    id: ids.id<MandateId>(),
    policyId: ids.id<PolicyId>(),
    policyVersion: 1,
    ruleId: ids.id<MandateRuleId>(),
    title: '关于事项的通知',
    docNumber: null,
    issuer: '国务院',
    sourceUrl: 'https://www.gov.example/a',
    publishedAt: published(NOW),
    issuedAt: NOW,
    stage: 'issued',
    reviews: [{ stage: 'issued', by: 'rule', at: NOW }],
    dueBy: at('2026-09-20T16:00:00Z'),
    provisional: false,
    expanded: false,
    ...given,
  };
}

const DRAFT: RepostDraft = {
  title: '关于事项的通知',
  text: '正文 https://www.gov.example/a',
  sourceUrl: 'https://www.gov.example/a',
  sourceName: '中国政府网',
  digest: '摘要',
};

export function obligationOf(given: Given<Obligation> = {}): Obligation {
  return {
    id: ids.id<ObligationId>(),
    mandateId: ids.id<MandateId>(),
    policyId: ids.id<PolicyId>(),
    policyVersion: 1,
    accountId: ids.id<AccountId>(),
    siteId: null,
    platform: 'weibo',
    unitId: ids.id<UnitId>(),
    unitPath: [],
    accountName: '账号',
    policyTitle: '关于事项的通知',
    state: 'ready',
    manualReason: null,
    dueBy: at('2026-09-20T16:00:00Z'),
    provisional: false,
    createdAt: NOW,
    submittedAt: null,
    fulfilledAt: null,
    onTime: null,
    overdueNoticedAt: null,
    overdueProven: null,
    evidence: null,
    draft: DRAFT,
    ...given,
  };
}

export function repostOf(given: Partial<RepostSubject> = {}): RepostSubject {
  return {
    kind: 'repost',
    obligationId: ids.id<ObligationId>(),
    mandateId: ids.id<MandateId>(),
    policyId: ids.id<PolicyId>(),
    policyVersion: 1,
    ...given,
  };
}

export function jobOf(given: Given<PublishJob> = {}): PublishJob {
  const id = given.id ?? ids.id<PublishJobId>();
  return {
    id,
    subject: repostOf(),
    accountId: ids.id<AccountId>(),
    platform: 'weibo',
    key: `key-${id}`,
    draft: DRAFT,
    state: 'queued',
    progress: {},
    callMayHaveHappened: false,
    attempt: 0,
    dueAt: NOW,
    dueBy: at('2026-09-20T16:00:00Z'),
    lease: null,
    receipt: null,
    errors: [],
    createdAt: NOW,
    settledAt: null,
    ...given,
  };
}
