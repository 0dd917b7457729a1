import { isOpen } from '../../../domain/accounts/unit';
import type { AccountId, LiaisonId, PersonId, SiteId, UnitId } from '../../../domain/ids';
import {
  fieldsBack,
  isAsAdded,
  refOf,
  withFormer,
  type Added,
  type AppliedImport,
  type Changed,
  type RowOf,
} from '../../../domain/register/appliedImport';
import { REGISTER_KINDS, type RegisterKind } from '../../../domain/register/columns';
import type { Kept, KeptReason } from '../../../domain/register/import';
import type { BelowUnit, UnitInUse } from '../../../ports/takingBack';
import type { ServiceDeps } from '../../settings';
import type { ImportSteps } from '../../steps';
import type { RegisterNow } from './readNow';

/** What taking an import back comes to, as things are. */
export interface Survey {
  /** What of it is to go. */
  readonly removable: { readonly [kind in RegisterKind]: readonly Added<RowOf[kind]>[] };
  /** What of it is gone. */
  readonly gone: { readonly [kind in RegisterKind]: readonly Added<RowOf[kind]>[] };
  /** Rows as they are to be again. */
  readonly restorable: { readonly [kind in RegisterKind]: readonly RowOf[kind][] };
  /** How many have all their former values. */
  readonly restored: { readonly [kind in RegisterKind]: number };
  readonly kept: readonly Kept[];
}

interface Looking {
  readonly deps: ServiceDeps;
  readonly steps: ImportSteps;
  readonly applied: AppliedImport;
  readonly now: RegisterNow;
}

/** Asked together: what none of them has is asked once. */
const AT_ONCE = 5_000;

/** Looks at all an import did. Reads alone. */
export async function surveyUndo(looking: Looking): Promise<Survey> {
  const { applied, now } = looking;
  const kept: Kept[] = [];
  const back = {
    units: changesBack(looking, 'units', kept),
    sites: changesBack(looking, 'sites', kept),
    accounts: changesBack(looking, 'accounts', kept),
    people: changesBack(looking, 'people', kept),
    liaisons: changesBack(looking, 'liaisons', kept),
  };
  const looked = {
    liaisons: addedNow(now, 'liaisons', applied.added.liaisons),
    people: addedNow(now, 'people', applied.added.people),
    accounts: addedNow(now, 'accounts', applied.added.accounts),
    sites: addedNow(now, 'sites', applied.added.sites),
    units: addedNow(now, 'units', applied.added.units),
  };
  // Columns and accounts that go, or go back to where they were, hold no website and no unit.
  const leaving = new Set<string>(back.accounts.ids);
  for (const id of [...back.sites.ids, ...back.units.ids, ...back.people.ids]) leaving.add(id);
  const keep = <Kind extends RegisterKind>(
    kind: Kind,
    { there, keptAlready }: ReturnType<typeof addedNow<Kind>>,
    reasons: ReadonlyMap<string, KeptReason>,
  ) => {
    kept.push(...keptAlready);
    for (const { id, row } of there) {
      const reason = reasons.get(id);
      if (reason === undefined) leaving.add(id);
      else kept.push({ kind, ref: refOf(kind, row), name: row.name, field: '', reason });
    }
    return there.filter(({ id }) => !reasons.has(id));
  };
  const { takingBack } = looking.deps.storage;
  const liaisons = keep(
    'liaisons',
    looked.liaisons,
    await takingBack.liaisonsInUse(looked.liaisons.there.map(idOf) as LiaisonId[]),
  );
  const people = keep(
    'people',
    looked.people,
    await looking.steps.people.inUse(looked.people.there.map(idOf) as PersonId[], leaving),
  );
  const accounts = keep('accounts', looked.accounts, await accountsInUse(looking, looked.accounts.there.map(idOf)));
  const sites = keep(
    'sites',
    looked.sites,
    await takingBack.sitesInUse(looked.sites.there.map(idOf) as SiteId[], leaving),
  );
  const units = keep(
    'units',
    looked.units,
    await unitsInUse(looking, {
      there: looked.units.there,
      leaving,
      back,
      accounts,
      sites,
      kept: [...kept, ...looked.units.keptAlready],
    }),
  );
  return {
    removable: { units, sites, accounts, people, liaisons },
    gone: {
      units: looked.units.gone,
      sites: looked.sites.gone,
      accounts: looked.accounts.gone,
      people: looked.people.gone,
      liaisons: looked.liaisons.gone,
    },
    restorable: {
      units: back.units.rows,
      sites: back.sites.rows,
      accounts: back.accounts.rows,
      people: back.people.rows,
      liaisons: back.liaisons.rows,
    },
    restored: {
      units: back.units.restored,
      sites: back.sites.restored,
      accounts: back.accounts.restored,
      people: back.people.restored,
      liaisons: back.liaisons.restored,
    },
    kept: [...kept].sort((one, other) => REGISTER_KINDS.indexOf(one.kind) - REGISTER_KINDS.indexOf(other.kind)),
  };
}

const idOf = ({ id }: { readonly id: string }): string => id;

/** Of what was added: what is there and could go, what stays by what it has become, and what is gone. */
function addedNow<Kind extends RegisterKind>(now: RegisterNow, kind: Kind, added: readonly Added<RowOf[Kind]>[]) {
  const [there, gone]: [Added<RowOf[Kind]>[], Added<RowOf[Kind]>[]] = [[], []];
  const keptAlready: Kept[] = [];
  for (const one of added) {
    const present = now.of[kind].byId.get(one.id);
    if (present === undefined) {
      gone.push(one);
      continue;
    }
    const isSame = isAsAdded(kind, one.row, present.row) && refOf(kind, one.row) === refOf(kind, present.row);
    const reason = !present.isReached ? 'not-reached' : (present.state ?? (isSame ? null : 'changed-since'));
    if (reason === null) there.push(one);
    else keptAlready.push({ kind, ref: refOf(kind, one.row), name: one.row.name, field: '', reason });
  }
  return { there, gone, keptAlready };
}

/** Rows that get their former values, and what of others does not. */
function changesBack<Kind extends RegisterKind>({ applied, now }: Looking, kind: Kind, kept: Kept[]) {
  const rows: RowOf[Kind][] = [];
  const ids: string[] = [];
  let restored = 0;
  const openKeys = new Set(now.units.filter(isOpen).map(({ key }) => key));
  const changes: readonly Changed<RowOf[Kind]>[] = applied.changed[kind];
  for (const change of changes) {
    const { before } = change;
    const base = { kind, ref: refOf(kind, before), name: before.name };
    const present = now.of[kind].byRef.get(base.ref);
    if (present?.isReached !== true) {
      kept.push({ ...base, field: '', reason: present === undefined ? 'changed-since' : 'not-reached' });
      continue;
    }
    const { back, since } = fieldsBack(kind, change, present.row);
    for (const field of since) kept.push({ ...base, field, reason: 'changed-since' });
    if (back.length === 0) {
      if (since.length === 0) restored += 1;
      continue;
    }
    const row = withFormer<Kind>({ before, now: present.row }, back);
    const closed = closedUnitField(kind, row, openKeys);
    if (closed !== null) for (const field of back) kept.push({ ...base, field, reason: 'unit-closed' });
    else {
      rows.push(row);
      ids.push(present.id);
    }
  }
  return { rows, ids, restored };
}

/** Nothing is given to a closed unit: the field that names one; null: none does. */
function closedUnitField<Kind extends RegisterKind>(
  kind: Kind,
  row: RowOf[Kind],
  openKeys: ReadonlySet<string>,
): string | null {
  const named = kind === 'units' ? ['key', 'parent'] : ['unit'];
  const values = row as unknown as Readonly<Record<string, string | null>>;
  const isUsable = (key: string | null | undefined): boolean => key === null || key === undefined || openKeys.has(key);
  return named.find((field) => !isUsable(values[field])) ?? null;
}

async function accountsInUse({ deps }: Looking, ids: readonly string[]): Promise<ReadonlyMap<string, KeptReason>> {
  const found = new Map<string, KeptReason>();
  for (let at = 0; at < ids.length; at += AT_ONCE)
    for (const [id, reason] of await deps.storage.takingBack.accountsInUse(ids.slice(at, at + AT_ONCE) as AccountId[]))
      found.set(id, reason);
  return found;
}

/** Those below before those above, so that a unit is free once all that was added below it goes. */
async function unitsInUse(
  { deps, now }: Looking,
  given: {
    readonly there: readonly Added<RowOf['units']>[];
    readonly accounts: readonly Added<RowOf['accounts']>[];
    readonly sites: readonly Added<RowOf['sites']>[];
    readonly leaving: ReadonlySet<string>;
    readonly back: Backs;
    readonly kept: readonly Kept[];
  },
): Promise<ReadonlyMap<string, KeptReason>> {
  const found = new Map<string, KeptReason>();
  const pathOf = new Map(now.units.map(({ id, key, path }) => [key, { id, path }]));
  const goingBelow = new Map<string, Record<keyof BelowUnit, number>>();
  const below = (id: string) => goingBelow.get(id) ?? { units: 0, sites: 0, accounts: 0 };
  const goes = (kind: keyof BelowUnit, unitKey: string): void => {
    const unit = pathOf.get(unitKey);
    for (const id of unit?.path ?? [])
      if (kind !== 'units' || id !== unit?.id) goingBelow.set(id, { ...below(id), [kind]: below(id)[kind] + 1 });
  };
  for (const { row } of given.accounts) goes('accounts', row.unit);
  for (const { row } of given.sites) goes('sites', row.unit);
  const left = leftUnits(now, given.back);
  const staying = new Map<string, KeptReason>();
  const stays = (unitKey: string | null | undefined, reason: KeptReason): void => {
    for (const id of pathOf.get(unitKey ?? '')?.path ?? [])
      if (!staying.has(id) || reason === 'has-units') staying.set(id, reason);
  };
  for (const { kind, ref, field } of given.kept) {
    if (field !== '') continue;
    if (kind === 'accounts') stays(now.of.accounts.byRef.get(ref)?.row.unit, 'has-accounts');
    if (kind === 'units') stays(now.of.units.byRef.get(ref)?.row.parent, 'has-units');
    if (kind === 'sites') stays(now.of.sites.byRef.get(ref)?.row.unit, 'has-sites');
  }
  const inUse = new Map<UnitId, UnitInUse>();
  for (let at = 0; at < given.there.length; at += AT_ONCE)
    for (const [id, use] of await deps.storage.takingBack.unitsInUse(
      given.there.slice(at, at + AT_ONCE).map(idOf) as UnitId[],
      given.leaving,
    ))
      inUse.set(id, use);
  const staff = now.people.filter(({ id }) => !given.leaving.has(id));
  const peopled = new Set(
    staff.flatMap(({ unitId, assignments }) => [unitId, ...assignments.map((one) => one.unitId)]),
  );
  const depth = (key: string): number => pathOf.get(key)?.path.length ?? 0;
  for (const { id, row } of [...given.there].sort((one, other) => depth(other.row.key) - depth(one.row.key))) {
    // What moves out of it takes all its own along: looked at when that is done.
    const reason = left.has(id) ? (staying.get(id) ?? null) : whyInUse(inUse.get(id as UnitId), below(id));
    const why = reason ?? (peopled.has(id as UnitId) ? 'has-people' : null);
    if (why === null) goes('units', row.key);
    else {
      found.set(id, why);
      stays(row.parent, 'has-units');
    }
  }
  return found;
}

/** `besides`: how much below it is not there any more then. */
function whyInUse(use: UnitInUse | undefined, besides: BelowUnit): KeptReason | null {
  if (use === undefined) return null;
  if (use.below.units > besides.units) return 'has-units';
  if (use.below.accounts > besides.accounts) return 'has-accounts';
  return use.below.sites > besides.sites ? 'has-sites' : use.reason;
}

type Backs = { readonly [kind in RegisterKind]: { readonly ids: readonly string[] } };

/** Units that something which goes back stands below now. */
function leftUnits(now: RegisterNow, back: Backs): ReadonlySet<string> {
  const byKey = new Map(now.units.map((unit) => [unit.key, unit]));
  const left = new Set<string>();
  const add = (key: string | null | undefined): void => {
    for (const id of byKey.get(key ?? '')?.path ?? []) left.add(id);
  };
  for (const id of back.units.ids) add(now.of.units.byId.get(id)?.row.parent);
  for (const id of back.sites.ids) add(now.of.sites.byId.get(id)?.row.unit);
  for (const id of back.accounts.ids) add(now.of.accounts.byId.get(id)?.row.unit);
  for (const id of back.people.ids) add(now.of.people.byId.get(id)?.row.unit);
  return left;
}
