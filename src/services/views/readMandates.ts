import { notFound } from '../refuse';
import type { UnitId } from '../../domain/ids';
import type { ObligationView } from '../../api/obligations';
import type { ListedObligation } from '../../ports/storage';
import { keptViews } from '../toView/keptViews';
import { readOffers } from '../readOffers';
import type { ServiceDeps } from '../settings';
import { ledgerView } from '../toView/alertView';
import type { ViewServices } from './contract';
import { listView } from '../toView/isoInstant';
import { jobView, obligationView } from '../toView/mandateView';
import { createMandateViews } from '../toView/readMandateViews';
import { readScope } from '../readScope';
import type { createUnitNames, UnitDirectory } from '../unitNames';

type MandateReads = Pick<ViewServices, 'mandates' | 'mandate' | 'obligations' | 'obligation' | 'jobs' | 'job'>;
const HISTORY_LENGTH = 100;

export function createReadMandates(deps: ServiceDeps, unitNames: ReturnType<typeof createUnitNames>): MandateReads {
  const { storage, clock } = deps;
  const mandateViews = createMandateViews(deps);
  const keptView = keptViews<ListedObligation, UnitDirectory, ObligationView>(
    obligationView,
    (view, units) => view.unitName === units.nameOf(view.unitId as UnitId),
  );
  return {
    mandates: async ({ open }, page, principal) => {
      const now = clock.now();
      const scope = readScope(principal);
      const owed = open === undefined ? [] : [...(await storage.obligations.openByMandate(scope)).keys()];
      const stored = await storage.mandates.list(page, open === undefined ? undefined : { open, owed });
      const views = await mandateViews(stored.items, scope);
      return listView({ items: views, nextCursor: stored.nextCursor }, (view) => view, now);
    },
    mandate: async (id, principal) => {
      const mandate = await storage.mandates.byId(id);
      const [view] = mandate === null ? [] : await mandateViews([mandate], readScope(principal));
      if (view === undefined) throw notFound('必转任务');
      return view;
    },
    obligations: async (query, page, principal) => {
      const now = clock.now();
      const stored = await storage.obligations.listed(query, page, readScope(principal));
      const units = await unitNames(now);
      return listView(stored, (obligation) => keptView(obligation, units), now);
    },
    obligation: async (id, principal) => {
      const now = clock.now();
      const obligation = await storage.obligations.byId(id, readScope(principal));
      if (obligation === null) throw notFound('转载任务');
      const job = await storage.publishJobs.byObligation(id);
      const mandate = await storage.mandates.byId(obligation.mandateId);
      const history = await storage.ledger.ofSubject(`obligation:${id}`, { limit: HISTORY_LENGTH, cursor: null });
      return {
        ...obligationView(obligation, await unitNames(now)),
        draft: obligation.draft,
        interpretations: mandate === null ? [] : (await readOffers(deps, [mandate]))(mandate),
        job: job === null ? null : jobView(job),
        history: history.items.map(ledgerView),
      };
    },
    jobs: async (query, page, principal) =>
      listView(await storage.publishJobs.list(query, page, readScope(principal)), jobView, clock.now()),
    job: async (id, principal) => {
      const job = await storage.publishJobs.byId(id);
      const visible = job !== null && (await storage.accounts.byId(job.accountId, readScope(principal))) !== null;
      if (job === null || !visible) throw notFound('发布作业');
      return jobView(job);
    },
  };
}
