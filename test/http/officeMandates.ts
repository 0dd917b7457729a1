import { Refusal } from '../../src/domain/errors';
import type { Services } from '../../src/services/index';
import {
  evidencePackOf,
  forecastOf,
  manualTaskOf,
  platformPreviewOf,
  ruleOf,
  rulePreviewOf,
} from './publishingSamples';

import { ACCOUNTS, NOW } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

/** Policies, mandates, cases and the simulated platforms of the office. */
export function mandateServices({
  asked,
  page,
  visible,
  change,
  changeRule,
}: OfficeRules): Pick<Services, 'policies' | 'mandates' | 'rules' | 'publishing' | 'cases' | 'training'> {
  return {
    policies: {
      registerSources: unused,
      intake: unused,
      intakeAll: unused,
      decideByHand: async (id, { reason }, principal) => {
        change(`policy-decided:${reason}`, id, { principal, action: 'mandate.review' });
      },
    },
    mandates: {
      issueMandates: unused,
      queueReady: unused,
      resumeManual: unused,
      publishDue: unused,
      recoverInterrupted: unused,
      endDuties: unused,
      announceComplete: unused,
      remindManual: unused,
      noticeOverdue: unused,
      recomputeProvisional: unused,
      review: async (id, principal) => change('review', id, { principal, action: 'mandate.review' }),
      decide: async (id, { step, reason }, principal) =>
        change(`${step}:${reason}`, id, { principal, action: 'mandate.review' }),
      exempt: async (id, reason, principal) =>
        change(`exempt:${reason}`, id, { principal, action: 'obligation.exempt' }),
      acceptRepost: async (id, { postId, reason }, principal) =>
        change(`accept:${postId}:${reason}`, id, { principal, action: 'obligation.exempt' }),
      confirmManual: async (id, principal) => {
        change('confirm', id, { principal, action: 'obligation.confirm-manual' });
        return { dueAt: NOW };
      },
      takeManual: async (id, principal) => change('take', id, { principal, action: 'obligation.confirm-manual' }),
      releaseManual: async (id, principal) => change('release', id, { principal, action: 'obligation.confirm-manual' }),
      retryManual: async (_filter, dryRun, principal) => {
        changeRule('retry-manual', principal);
        return { dryRun, matched: 2, retried: 1, refused: [{ reason: 'taken', count: 1 }], more: false };
      },
      retryJob: async (id, principal) => change('retry', id, { principal, action: 'job.retry' }),
    },
    rules: {
      register: unused,
      list: async () => page([ruleOf()]),
      create: async (_draft, reason, principal) => {
        changeRule(`rule-created:${reason}`, principal);
        return ruleOf();
      },
      update: async (id, { reason }, principal) => {
        change(`rule-updated:${reason}`, id, { principal, action: 'rules.manage' });
        return ruleOf();
      },
      setDisabled: async (id, { is, reason }, principal) => {
        change(`rule-disabled:${is}:${reason}`, id, { principal, action: 'rules.manage' });
        return ruleOf();
      },
      apply: async (id, { policyIds, reason }, principal) => {
        change(`rule-applied:${policyIds.length}:${reason}`, id, { principal, action: 'rules.manage' });
        return { mandated: 1, results: [{ policyId: id, outcome: 'mandated' }] };
      },
      preview: async (_draft, _about, principal) => {
        changeRule('rule-preview', principal);
        return rulePreviewOf();
      },
    },
    publishing: {
      exportEvidence: async (id, write, principal) => {
        visible(id, principal);
        await write('{"kind":"header"}\n');
        // Larger than a socket's buffer, so that a reader who does not read is noticed.
        for (let line = 0; line < 200; line += 1) await write(`{"kind":"obligation","pad":"${'x'.repeat(10_000)}"}\n`);
        if (asked.includes('evidence fails')) throw new Error('the store went away');
        await write('{"kind":"footer"}\n');
        return { obligations: 200, sha256: '0'.repeat(64) };
      },
      forecast: async () => forecastOf(),
      preview: async (id, principal) => {
        visible(id, principal);
        return page([platformPreviewOf()]);
      },
      manualTasks: async (query) =>
        page([manualTaskOf()].filter(({ unitId }) => query.unitId === undefined || query.unitId === unitId)),
      evidence: async (id, _page, principal) => {
        visible(id, principal);
        return evidencePackOf();
      },
    },
    cases: {
      actDue: unused,
      takeCaseStep: async ({ caseId, event, note, extra }, principal) => {
        if (event === 'approve' && note === 'mine')
          throw new Refusal('self-approval', '不能审批自己的提议。', { remedy: '' });
        if (event === 'file') throw new Refusal('conflict', '当前状态没有这一步。', { remedy: '请刷新后再试。' });
        change(`case:${event}:${note}:${extra?.successorAccountId ?? '-'}`, caseId, { principal, action: 'read' });
      },
    },
    training: {
      panel: (_query, principal) => {
        change('training', ACCOUNTS.ofA, { principal, action: 'training.control' });
        return {
          kinds: [],
          targets: [],
          total: 0,
          issuers: ['国务院办公厅'],
          active: [{ target: 'weibo', title: '微博', fault: 'outage', since: NOW, until: null }],
        };
      },
      setFault: async ({ target, fault }, principal) =>
        change(`fault:${target}:${fault ?? '-'}`, ACCOUNTS.ofA, { principal, action: 'training.control' }),
      publishPolicy: async ({ title }, principal) => {
        change(`policy:${title ?? '-'}`, ACCOUNTS.ofA, { principal, action: 'training.control' });
        return { title: title ?? '某政策', docNumber: '国发〔2026〕1号', url: 'https://example.gov.cn/1' };
      },
    },
  };
}
