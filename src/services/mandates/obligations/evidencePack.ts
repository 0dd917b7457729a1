import type { Mandate, Obligation } from '../../../domain/mandates/mandate';
import type { AccountId, MandateId } from '../../../domain/ids';
import type { Principal } from '../../../domain/people/role';
import type { EvidenceItemView, EvidencePackView } from '../../../api/mandates';
import type { PageRequest } from '../../../ports/storage';
import { notFound } from '../../refuse';
import { accountsById } from '../../accountsById';
import { pagesOf } from '../../pagesOf';
import type { ServiceDeps } from '../../settings';
import { ledgerView } from '../../toView/alertView';
import { iso } from '../../toView/isoInstant';
import { jobView, obligationView } from '../../toView/mandateView';
import type { createMandateViews } from '../../toView/readMandateViews';
import { readScope } from '../../readScope';
import type { createUnitNames } from '../../unitNames';
import type { PublishingServices } from '../contract';

const LEDGER_SHOWN = 50;
const EXPORT_PAGE = 100;

/** How an inspection checks the pack without trusting us; stands in the pack itself. */
const HOW_TO_CHECK: readonly string[] = [
  '每条 ledger 记录的 hash = SHA-256(上一条的 hash + 本条除 hash 外各字段的规范 JSON)；可用 “gov-matrix audit verify” 重算全链。',
  'evidence.seal = SHA-256(该证据全部字段按键名排序的规范 JSON)；办结（post-seen）那条台账的 data.seal 与之相同。',
  'evidence.textHash = 采集到的转载正文的 SHA-256；similarity 为转载正文中四字片段见于原文的比例。',
  'JSON Lines 导出：从空串起，逐行计算 h = SHA-256(h + 该行)，最后一行（footer）给出条数与最终的 h。',
];

type Parts = {
  readonly mandateViews: ReturnType<typeof createMandateViews>;
  readonly unitNames: ReturnType<typeof createUnitNames>;
};

/**
 * The evidence of a mandate: link, title, time, text hash, similarity, first sight, look, receipt, job and ledger
 * entries of each obligation.
 */
export function createEvidencePack(
  deps: ServiceDeps,
  parts: Parts,
): Pick<PublishingServices, 'evidence' | 'exportEvidence'> {
  const { storage, clock, hasher } = deps;
  const evidence = async (id: MandateId, page: PageRequest, principal: Principal): Promise<EvidencePackView> => {
    const scope = readScope(principal);
    const now = clock.now();
    const mandate = await storage.mandates.byId(id);
    const [view] = mandate === null ? [] : await parts.mandateViews([mandate], scope);
    if (mandate === null || view === undefined) throw notFound('必转任务');
    const stored = await storage.obligations.list({ mandateId: id }, page, scope);
    const units = await parts.unitNames(now);
    const accounts = await accountsById(
      storage,
      stored.items.map((obligation) => ({ accountId: carrierOf(obligation) })),
    );
    const items: EvidenceItemView[] = [];
    for (const obligation of stored.items)
      items.push(
        await itemOf(deps, obligation, {
          view: obligationView(obligation, units),
          homeUrl: accounts.get(carrierOf(obligation))?.account.homeUrl ?? '',
        }),
      );
    return {
      mandate: view,
      policy: await policyOf(deps, mandate),
      check: HOW_TO_CHECK,
      items,
      nextCursor: stored.nextCursor,
      asOf: iso(now),
    };
  };
  return {
    evidence,
    exportEvidence: async (id, write, principal) => {
      let running = '';
      let obligations = 0;
      const put = async (value: object): Promise<void> => {
        const line = `${JSON.stringify(value)}\n`;
        // A chain over the lines, so that nothing has to be kept in memory to seal the whole.
        running = hasher.sha256(running + line);
        await write(line);
      };
      let isFirst = true;
      for await (const pack of pagesOf((page) => evidence(id, page, principal), { limit: EXPORT_PAGE })) {
        const { items, nextCursor: _, ...header } = pack;
        if (isFirst) await put({ kind: 'header', ...header });
        isFirst = false;
        for (const item of items) await put({ kind: 'obligation', ...item });
        obligations += items.length;
      }
      await write(`${JSON.stringify({ kind: 'footer', obligations, sha256: running })}\n`);
      return { obligations, sha256: running };
    },
  };
}

/** Where the repost stands: of a site the column that carries it, which need not be the one its reposts go into. */
function carrierOf({ accountId, evidence }: Obligation): AccountId {
  return evidence?.columnId ?? accountId;
}

async function itemOf(
  { storage }: ServiceDeps,
  obligation: Obligation,
  { view, homeUrl }: { readonly view: EvidenceItemView['obligation']; readonly homeUrl: string },
): Promise<EvidenceItemView> {
  const job = await storage.publishJobs.byObligation(obligation.id);
  const own = await storage.ledger.ofSubject(`obligation:${obligation.id}`, { limit: LEDGER_SHOWN, cursor: null });
  const ofJob =
    job === null
      ? { items: [] }
      : await storage.ledger.ofSubject(`job:${job.id}`, { limit: LEDGER_SHOWN, cursor: null });
  const entries = [...own.items, ...ofJob.items].sort((one, other) => other.seq - one.seq);
  const { evidence } = obligation;
  return {
    obligation: view,
    accountHomeUrl: homeUrl,
    evidence:
      evidence === null
        ? null
        : { seal: evidence.seal ?? null, postId: evidence.postId, countedAt: iso(evidence.countedAt) },
    job: job === null ? null : jobView(job),
    ledger: entries.map(ledgerView),
  };
}

async function policyOf({ storage }: ServiceDeps, mandate: Mandate): Promise<EvidencePackView['policy']> {
  const policy = await storage.policies.byId(mandate.policyId);
  return policy === null
    ? null
    : { id: policy.id, title: policy.title, version: policy.version, textHash: policy.textHash, url: policy.url };
}
