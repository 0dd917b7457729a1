import type { LookDayView, RemovalView, StorageView } from '../../api/storage';
import { estimateDisk } from '../../domain/retention/diskEstimate';
import { LEDGER_RULE, RETENTION_BOUNDS, RETENTION_RULES } from '../../domain/retention/retentionRules';
import type { LookDay } from '../../domain/retention/lookDay';
import type { RetentionRun } from '../../domain/retention/retentionRun';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso, isoOrNull, listView } from '../toView/isoInstant';
import type { ViewServices } from './contract';

/** A week of hours. */
const SAMPLES_READ = 7 * 24;

/** Of the whole office: readers of a unit find none of it. */
export function createReadStorage({
  storage,
  clock,
  settings,
}: ServiceDeps): Pick<ViewServices, 'storage' | 'removals' | 'diskLevel'> {
  const now = async () => {
    const at = clock.now();
    const size = await storage.sizes.now();
    return { at, size, estimate: estimateDisk({ at, ...size }, await storage.sizes.noted(SAMPLES_READ)) };
  };
  return {
    storage: async (principal): Promise<StorageView> => {
      if (readScope(principal) !== null) throw notFound('存储情况');
      const { at, size, estimate } = await now();
      return {
        asOf: iso(at),
        ...size,
        ...estimate,
        rules: [...RETENTION_RULES, LEDGER_RULE].map(({ class: of, setting, stays }) => ({
          class: of,
          days: settings.retention[setting],
          ...RETENTION_BOUNDS[setting],
          stays,
        })),
        sealedEntries: (await storage.ledger.newestSegment())?.last ?? 0,
      };
    },
    removals: async (page, principal) => {
      if (readScope(principal) !== null) throw notFound('清理记录');
      return listView(await storage.retentionRuns.list(page), removalView, clock.now());
    },
    diskLevel: async () => (await now()).estimate.level,
  };
}

function removalView({ beforeAt, startedAt, endedAt, ...run }: RetentionRun): RemovalView {
  return {
    class: run.class,
    on: run.on,
    before: iso(beforeAt),
    startedAt: iso(startedAt),
    endedAt: isoOrNull(endedAt),
    removed: run.removed,
    kept: run.kept,
  };
}

export function lookDayView({ accountId: _, firstSightAt, lastSightAt, ...day }: LookDay): LookDayView {
  return { ...day, firstSightAt: isoOrNull(firstSightAt), lastSightAt: isoOrNull(lastSightAt) };
}
