import type { Alert } from '../../domain/alerts/alert';
import type { AccountId, CaseId, MandateId, SiteId, UnitId } from '../../domain/ids';
import type { HidingAbout } from '../../domain/notify/hidingAbout';
import type { Scope } from '../../ports/storage';
import { notFound } from '../refuse';
import { openByUnit } from '../remindedOf';
import type { ServiceDeps } from '../settings';
import type { SilencedThing } from './contract';

export interface PlaceAbout {
  readonly place: HidingAbout;
  /** Whether an alert that was picked by itself is about it. */
  readonly isAbout: (alert: Alert) => boolean;
  /** Sites of these units are part of it; null: of all that the reader sees. */
  readonly unitIds: ReadonlySet<UnitId> | null;
}

/** What a page shows, as silences ask of it. Throws `Refusal` `not-found` where the reader does not see it. */
export async function placeAbout(deps: ServiceDeps, about: SilencedThing, scope: Scope): Promise<PlaceAbout> {
  switch (about.kind) {
    case 'account':
      return ofAccount(deps, about.id, scope);
    case 'case':
      return ofCase(deps, about.id, scope);
    case 'site':
      return ofSite(deps, about.id, scope);
    case 'mandate':
      return ofMandate(deps, about.id, scope);
    case 'unit':
      return ofUnit(deps, about.id, scope);
    case 'sources':
      return ofSources(deps, scope);
  }
}

async function ofAccount({ storage }: ServiceDeps, id: AccountId, scope: Scope): Promise<PlaceAbout> {
  const account = (await storage.accounts.byId(id, scope))?.account;
  if (account === undefined) throw notFound('账号', 'accountId');
  const { unitPath, platform, siteId } = account;
  return {
    place: {
      place: 'account',
      unitIds: new Set(unitPath),
      platforms: [platform],
      siteIds: new Set(siteId === null ? [] : [siteId]),
      authorities: null,
    },
    isAbout: ({ subject }) => subject.accountId === id,
    unitIds: null,
  };
}

async function ofCase({ storage }: ServiceDeps, id: CaseId, scope: Scope): Promise<PlaceAbout> {
  const found = await storage.cases.byId(id, scope);
  if (found === null) throw notFound('案件', 'caseId');
  const account = (await storage.accounts.byId(found.accountId, null))?.account ?? null;
  return {
    place: {
      place: 'case',
      unitIds: new Set(account?.unitPath ?? [found.unitId]),
      platforms: account === null ? null : [account.platform],
      siteIds: new Set(account?.siteId == null ? [] : [account.siteId]),
      // Its alerts are about no policy.
      authorities: [],
    },
    isAbout: ({ subject }) => subject.caseId === id,
    unitIds: null,
  };
}

async function ofSite({ storage }: ServiceDeps, id: SiteId, scope: Scope): Promise<PlaceAbout> {
  const site = await storage.sites.byId(id, scope);
  if (site === null) throw notFound('站点', 'siteId');
  const unitIds = new Set(site.unitPath);
  return {
    place: { place: 'site', unitIds, platforms: ['portal'], siteIds: new Set([id]), authorities: null },
    isAbout: ({ siteId }) => siteId === id,
    unitIds: null,
  };
}

/** Of the units that still owe something of it, as far as the reader sees them. */
async function ofMandate({ storage }: ServiceDeps, id: MandateId, scope: Scope): Promise<PlaceAbout> {
  const mandate = await storage.mandates.byId(id);
  if (mandate === null) throw notFound('必转任务', 'mandateId');
  const [policy, owing, units] = await Promise.all([
    storage.policies.byId(mandate.policyId),
    openByUnit(storage, id),
    storage.units.list(scope),
  ]);
  const unitIds = new Set(units.filter((unit) => owing.has(unit.id)).flatMap(({ path }) => path));
  return {
    place: {
      place: 'mandate',
      unitIds,
      platforms: null,
      siteIds: null,
      authorities: policy === null ? null : [policy.authority],
    },
    isAbout: ({ subject }) => subject.mandateId === id,
    unitIds,
  };
}

async function ofUnit({ storage }: ServiceDeps, id: UnitId, scope: Scope): Promise<PlaceAbout> {
  const unit = await storage.units.byId(id, scope);
  if (unit === null) throw notFound('单位', 'unitId');
  const below = (await storage.units.list(id)).map((one) => one.id);
  return {
    place: {
      place: 'unit',
      unitIds: new Set([...unit.path, ...below]),
      platforms: null,
      siteIds: null,
      authorities: null,
    },
    isAbout: ({ unitPath }) => unitPath.includes(id),
    unitIds: new Set([id, ...below]),
  };
}

async function ofSources({ storage }: ServiceDeps, scope: Scope): Promise<PlaceAbout> {
  const units = scope === null ? [] : await storage.units.list(scope);
  const unitIds = scope === null ? null : new Set(units.flatMap(({ path }) => path));
  return {
    place: { place: 'sources', unitIds, platforms: null, siteIds: null, authorities: [] },
    isAbout: ({ kind, unitPath }) =>
      (kind === 'source-incident' || kind === 'account-unknown') && (scope === null || unitPath.includes(scope)),
    unitIds: null,
  };
}
