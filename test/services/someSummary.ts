import type { SummaryView } from '../../src/api/summary';
import type { Alert } from '../../src/domain/alerts/alert';
import type { Mandate } from '../../src/domain/mandates/mandate';
import type { Policy } from '../../src/domain/policies/policy';
import type { Scope } from '../../src/ports/storage';
import { createUnitNames } from '../../src/services/unitNames';
import { createSummary } from '../../src/services/views/summary';
import { NOW, unitOf } from '../storage/samples';
import { createTestPlatform } from './platform';
import { depsOver, whole, type ScriptedStorage } from './scriptedStorage';
import { principal } from './world';

const OFFICE = unitOf('office');
/** A unit of the office. */
export const UNIT = unitOf('a', [OFFICE]);
/** A store in which there is nothing. */
const NOTHING = {
  units: { list: () => Promise.resolve([OFFICE, UNIT]) },
  alerts: {
    lastSeq: () => Promise.resolve(7),
    history: () => Promise.resolve('history'),
    countUnresolved: () => Promise.resolve([]),
    list: () => whole<Alert>([]),
  },
  accounts: {
    countByVerdict: () => Promise.resolve([]),
    countBreaching: () => Promise.resolve(0),
    list: () => whole<never>([]),
    sightByPlatform: () => Promise.resolve([]),
  },
  findings: { countAccounts: () => Promise.resolve(0) },
  mandates: { list: () => whole<Mandate>([]), count: () => Promise.resolve(0), rules: () => Promise.resolve([]) },
  obligations: { openByMandate: () => Promise.resolve(new Map()), progress: () => Promise.resolve(new Map()) },
  policies: {
    list: () => whole<Policy>([]),
    decisions: () => Promise.resolve(new Map()),
    interpretationsOf: () => Promise.resolve([]),
  },
  policySources: { all: () => Promise.resolve([]), health: () => Promise.resolve([]) },
  settings: { get: () => Promise.resolve(null) },
  incidents: { current: () => Promise.resolve([]) },
  posts: { countSince: () => Promise.resolve(0) },
  tickRuns: { latest: () => Promise.resolve([]) },
  cases: { countByState: () => Promise.resolve({}) },
  publishJobs: { countByState: () => Promise.resolve({}) },
  credentials: { countByState: () => Promise.resolve({}) },
  callCounts: { spent: () => Promise.resolve([]) },
  looks: { latenessSince: () => Promise.resolve([]) },
} satisfies ScriptedStorage;

/** The summary of a store in which there is this and nothing else. */
export async function summaryOf(
  given: ScriptedStorage,
  scope: Scope = null,
  callsPerDay: number | null = null,
): Promise<SummaryView> {
  const storage = Object.fromEntries(
    Object.entries(NOTHING).map(([name, questions]) => [
      name,
      { ...questions, ...given[name as keyof typeof NOTHING] },
    ]),
  ) as ScriptedStorage;
  const { connectors } = createTestPlatform({ now: () => NOW });
  const [weibo, ...others] = connectors.all;
  if (weibo === undefined) throw new Error('no platforms');
  const all = [{ ...weibo, collector: { ...weibo.collector, callsPerDay } }, ...others];
  const deps = depsOver(storage, { connectors: { ...connectors, all } });
  return createSummary(deps, createUnitNames(deps))(principal('viewer', '1', scope));
}
