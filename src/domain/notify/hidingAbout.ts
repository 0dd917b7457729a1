import type { Platform } from '../accounts/account';
import type { AlertKind, CurrentAlertKind } from '../alerts/alert';
import type { SiteId, UnitId } from '../ids';
import type { Authority } from '../policies/policy';
import type { AlertMatch } from './route';

/** Pages on which people look for what is wrong, and would miss what a silence keeps from them. */
export const HIDING_PLACES = ['account', 'site', 'mandate', 'case', 'unit', 'sources'] as const;
export type HidingPlace = (typeof HIDING_PLACES)[number];

/** On which of them an alert of a kind is about what the page shows. */
const SHOWN_AT: Readonly<Record<CurrentAlertKind, readonly HidingPlace[]>> = {
  'account-warned': ['account', 'site', 'unit'],
  'account-silent': ['account', 'site', 'unit'],
  'account-slow': ['account', 'site', 'unit'],
  'account-improper': ['account', 'site', 'unit'],
  'account-unknown': ['account', 'site', 'unit', 'sources'],
  'repost-unclear': ['account', 'site', 'unit'],
  'repost-outdated': ['mandate', 'unit'],
  'credential-expiring': ['account', 'unit'],
  'credential-expired': ['account', 'unit'],
  'credential-refused': ['account', 'unit'],
  'credential-unopened': ['account', 'unit'],
  'source-incident': ['sources'],
  'storage-low': [],
  'archive-unusable': [],
  'channel-failing': [],
  'receiver-failing': [],
  'mandate-review': ['mandate'],
  'mandate-progress': ['mandate', 'unit'],
  'obligation-manual': ['mandate', 'account', 'site', 'unit'],
  'obligation-reminder': ['mandate', 'account', 'site', 'unit'],
  'obligation-overdue': ['mandate', 'account', 'site', 'unit'],
  'policy-withdrawn': ['mandate', 'unit'],
  'policy-awaiting': [],
  'case-overdue': ['case', 'account', 'unit'],
  'case-step': ['case', 'account', 'unit'],
  'case-revived': ['case', 'account', 'unit'],
  'submissions-behind': ['unit'],
  'copies-differ': ['account', 'site', 'unit'],
  'copy-manual': ['account', 'site', 'unit'],
  'duty-near': ['unit'],
  'duty-overdue': ['unit'],
  'duty-asked': ['unit'],
  'survey-behind': ['unit'],
  'site-warned': ['site', 'unit'],
  'site-failing': ['site', 'unit'],
};

/** What a page shows, as far as a silence asks. Null: any of them. */
export interface HidingAbout {
  readonly place: HidingPlace;
  /** Units something of it lies in, with those above them. */
  readonly unitIds: ReadonlySet<UnitId> | null;
  readonly platforms: readonly Platform[] | null;
  readonly siteIds: ReadonlySet<SiteId> | null;
  readonly authorities: readonly Authority[] | null;
}

/** Whether a silence can hide an alert about what the page shows; what it names one by one is asked beside it. */
export function mayHide(match: AlertMatch, about: HidingAbout): boolean {
  const { kinds, unitId, platform, siteId = null, authority } = match;
  return (
    (kinds.length === 0 || kinds.some((kind) => isShownAt(kind, about.place))) &&
    (unitId === null || about.unitIds === null || about.unitIds.has(unitId)) &&
    (platform === null || about.platforms === null || about.platforms.includes(platform)) &&
    (siteId === null || about.siteIds === null || about.siteIds.has(siteId)) &&
    (authority === null || about.authorities === null || about.authorities.includes(authority))
  );
}

/** What earlier versions told of opens no more. */
function isShownAt(kind: AlertKind, place: HidingPlace): boolean {
  const places: Readonly<Partial<Record<AlertKind, readonly HidingPlace[]>>> = SHOWN_AT;
  return places[kind]?.includes(place) ?? false;
}
