import type { ImportId } from '../../domain/ids';
import {
  NOTHING_APPLIED,
  refOf,
  ROW_FROM,
  wholeApplied,
  type AppliedImport,
  type RowOf,
} from '../../domain/register/appliedImport';
import { REGISTER_KINDS, type RegisterKind } from '../../domain/register/columns';
import type { ServiceDeps } from '../settings';
import type { ImportPlan } from './importPlan';
import { siteFields } from './readRegistered';

const AT_ONCE = 1_000;

/**
 * Keeps what of a plan has come about, for taking it back: what is registered under the ids that were settled, and what
 * was changed. An import that failed and was applied again is kept as one.
 */
export async function recordApplied(deps: ServiceDeps, id: ImportId, plan: ImportPlan): Promise<void> {
  const { storage } = deps;
  const { added, changed } = wholeApplied(plan.applied);
  const earlier = wholeApplied((await storage.imports.part<AppliedImport>(id, 'applied')) ?? NOTHING_APPLIED);
  const units = await storage.units.list(null);
  const keyOf = new Map(units.map((unit) => [unit.id, unit.key]));
  const made: AppliedImport['added']['sites'] = (await storage.sites.byKeys(plan.madeSiteKeys)).map((site) => ({
    id: site.id,
    row: ROW_FROM.sites({ ...siteFields(site, keyOf), isReached: true }),
  }));
  const there = new Set<string>(units.map((unit) => unit.id));
  for (const site of made) there.add(site.id);
  for (const kind of ['sites', 'accounts', 'people', 'liaisons'] as const)
    for (let at = 0; at < added[kind].length; at += AT_ONCE) {
      const some = added[kind].slice(at, at + AT_ONCE).map((one) => one.id);
      for (const present of await storage.takingBack.present(kind, some)) there.add(present);
    }
  const addedOf = <Kind extends RegisterKind>(kind: Kind, rows: AppliedImport['added'][Kind]) => {
    const before = earlier.added[kind];
    const known = new Set(before.map((one) => one.id));
    return [...before, ...rows.filter((one) => there.has(one.id) && !known.has(one.id))];
  };
  const changedOf = <Kind extends RegisterKind>(kind: Kind) => {
    const ref = (row: RowOf[Kind]): string => refOf(kind, row);
    const after = new Map(changed[kind].map((one) => [ref(one.after), one.after]));
    const before = earlier.changed[kind].map((one) => ({ ...one, after: after.get(ref(one.after)) ?? one.after }));
    const known = new Set(before.map((one) => ref(one.after)));
    return [...before, ...changed[kind].filter((one) => !known.has(ref(one.after)))];
  };
  const applied: AppliedImport = {
    added: {
      units: addedOf('units', added.units),
      sites: addedOf('sites', [...added.sites, ...made]),
      accounts: addedOf('accounts', added.accounts),
      people: addedOf('people', added.people),
      liaisons: addedOf('liaisons', added.liaisons),
    },
    changed: {
      units: changedOf('units'),
      sites: changedOf('sites'),
      accounts: changedOf('accounts'),
      people: changedOf('people'),
      liaisons: changedOf('liaisons'),
    },
  };
  if (REGISTER_KINDS.some((kind) => applied.added[kind].length + applied.changed[kind].length > 0))
    await storage.imports.putPart(id, 'applied', applied);
}
