import { STATUS_RULES, isPendingExternalId } from '../accounts/accountTable';
import type { AccountStatus } from '../accounts/account';
import type { AccountFiling } from '../accounts/filing';
import type { Platform } from '../accounts/platforms';
import type { UnitLevel } from '../accounts/unit';
import type { AccountId } from '../ids';
import { addCivilDays, startOfCivilDate } from '../time/civil';
import type { CivilDate, Instant } from '../time/instant';
import { coverageOf, type CoverageRequirement } from './coverage';
import type { OnboardingDuty } from '../onboarding/onboardingStanding';
import type { FilingProblem } from './filingFinding';
import { onboardingProblems } from './onboardingProblems';

/** An account with what is filed of it. */
export interface FiledAccount {
  readonly id: AccountId;
  readonly platform: Platform;
  readonly externalId: string;
  readonly name: string;
  readonly status: AccountStatus;
  readonly filing: AccountFiling;
}

/** Where a unit has accounts: not clients and mini-programs, and nothing whose platform is not known. */
const ACCOUNT_PLATFORMS: readonly Platform[] = ['weibo', 'wechat', 'douyin', 'kuaishou', 'toutiao'];

/** How long before its end a certification has to be renewed. */
const CERTIFICATION_DAYS = 30;

export interface FiledUnit {
  readonly id: string;
  readonly name: string;
  readonly level: UnitLevel;
  /** The levels of its superiors, the nearest first. */
  readonly above: readonly UnitLevel[];
  /** What the office holds it to. */
  readonly requirements: readonly CoverageRequirement[];
  readonly isOpen: boolean;
  /** What it is to join by the plans in force. */
  readonly duties: readonly OnboardingDuty[];
}

export interface FilingProblems {
  readonly problems: readonly FilingProblem[];
  /** The next instant at which something changes by time alone; null: nothing does. */
  readonly nextAt: Instant | null;
}

/**
 * What is wrong with what is filed of one unit's accounts. An account that is not there yet, or is cancelled, owes no
 * filing; columns of a portal are one site, which is filed by itself. What is not stated is never taken for wrong but
 * where that it is not stated is the fault.
 */
export function filingProblems(unit: FiledUnit, accounts: readonly FiledAccount[], now: Instant): FilingProblems {
  const bound = accounts.filter(({ status, platform }) => STATUS_RULES[status].owes && platform !== 'portal');
  const timed = bound.flatMap((account) => [certification(account, now), contract(account, now)]);
  const joining = onboardingProblems(unit, unit.isOpen ? unit.duties : [], now);
  const ends = [...timed.map(({ nextAt }) => nextAt), ...joining.nextAt];
  const later = ends.flatMap((nextAt) => (nextAt === null ? [] : [nextAt.getTime()]));
  return {
    problems: [
      ...bound.flatMap(unfiled),
      ...duplicates(unit, bound),
      ...differingNames(unit, bound),
      ...(unit.isOpen ? uncovered(unit, accounts) : []),
      ...joining.problems,
      ...timed.flatMap(({ problem }) => (problem === null ? [] : [problem])),
    ],
    nextAt: later.length === 0 ? null : new Date(Math.min(...later)),
  };
}

/** A name as it is compared: written alike in full and half width, without blanks. */
function comparableName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}

/** A number or a day proves the filing; where both are missing nothing does. */
function unfiled(account: FiledAccount): readonly FilingProblem[] {
  const { status, filing } = account;
  if (status === 'revived') return [about(account, 'revived')];
  if (filing.filingNumber !== null || filing.filedOn !== null) return [];
  return [about(account, 'unfiled')];
}

function duplicates(
  unit: { readonly id: string; readonly name: string },
  bound: readonly FiledAccount[],
): readonly FilingProblem[] {
  return [...byPlatform(bound)].flatMap(([platform, several]) =>
    several.length < 2 || !ACCOUNT_PLATFORMS.includes(platform)
      ? []
      : [
          {
            key: `duplicate:${unit.id}:${platform}`,
            ...({ kind: 'duplicate', label: unit.name, platform, occurredAt: null } as const),
            accountIds: several.map(({ id }) => id),
            facts: { count: String(several.length), names: several.map(({ name }) => name).join('、') },
            basis: idsOf(several),
          },
        ],
  );
}

/** What a text demands of a unit and it does not have: what counts is in use. */
function uncovered(unit: FiledUnit, accounts: readonly FiledAccount[]): readonly FilingProblem[] {
  const inUse = accounts.filter(({ status }) => STATUS_RULES[status].bound);
  return coverageOf(
    unit,
    inUse.map(({ platform }) => platform),
  ).flatMap(({ requirement, state, lacking }) =>
    state !== 'missing'
      ? []
      : [
          {
            ...{ key: `${requirement}:${unit.id}`, kind: requirement, label: unit.name, platform: null },
            ...{ accountIds: [], facts: { lacking: lacking.join(',') }, basis: lacking.join(','), occurredAt: null },
          },
        ],
  );
}

/** Where no name is found on every platform the unit is on. */
function differingNames(
  unit: { readonly id: string; readonly name: string },
  all: readonly FiledAccount[],
): readonly FilingProblem[] {
  const bound = all.filter(({ platform }) => ACCOUNT_PLATFORMS.includes(platform));
  const platforms = [...byPlatform(bound).values()];
  if (platforms.length < 2) return [];
  const named = platforms.map((several) => new Set(several.map(({ name }) => comparableName(name))));
  const [first = new Set<string>(), ...others] = named;
  if ([...first].some((name) => others.every((names) => names.has(name)))) return [];
  return [
    {
      key: `name-differs:${unit.id}`,
      ...({ kind: 'name-differs', label: unit.name, platform: null, occurredAt: null } as const),
      accountIds: bound.map(({ id }) => id),
      facts: { names: [...new Set(bound.map(({ name }) => name))].join('、') },
      basis: bound
        .map(({ platform, name }) => `${platform} ${comparableName(name)}`)
        .sort()
        .join('|'),
    },
  ];
}

interface Timed {
  readonly problem: FilingProblem | null;
  readonly nextAt: Instant | null;
}

/** A certification holds through its last day. */
function certification(account: FiledAccount, now: Instant): Timed {
  const until = account.filing.certifiedUntil;
  if (until === null) return { problem: null, nextAt: null };
  const [warnAt, endAt] = [startOfCivilDate(addCivilDays(until, -CERTIFICATION_DAYS)), dayAfter(until)];
  if (now < warnAt) return { problem: null, nextAt: warnAt };
  const [kind, occurredAt] =
    now < endAt ? (['certification-ending', warnAt] as const) : (['certification-ended', endAt] as const);
  return {
    problem: {
      ...about(account, kind, { certifiedUntil: until, ...subjectOf(account) }),
      ...{ basis: until, occurredAt },
    },
    nextAt: now < endAt ? endAt : null,
  };
}

function contract(account: FiledAccount, now: Instant): Timed {
  const { contractor, contractEndsOn } = account.filing;
  if (contractor === null || contractEndsOn === null) return { problem: null, nextAt: null };
  const endAt = dayAfter(contractEndsOn);
  if (now < endAt) return { problem: null, nextAt: endAt };
  return {
    problem: {
      ...about(account, 'contract-ended', { contractor, contractEndsOn }),
      ...{ basis: `${contractor} ${contractEndsOn}`, occurredAt: endAt },
    },
    nextAt: null,
  };
}

function about(
  { id, name, platform }: FiledAccount,
  kind: FilingProblem['kind'],
  facts: FilingProblem['facts'] = {},
): FilingProblem {
  return { key: `${kind}:${id}`, kind, label: name, platform, accountIds: [id], facts, basis: '', occurredAt: null };
}

const subjectOf = ({ filing }: FiledAccount): Record<string, string> =>
  filing.certifiedSubject === null ? {} : { certifiedSubject: filing.certifiedSubject };

const dayAfter = (day: CivilDate): Instant => startOfCivilDate(addCivilDays(day, 1));

const idsOf = (accounts: readonly FiledAccount[]): string =>
  accounts
    .map(({ id }) => id)
    .sort()
    .join(' ');

function byPlatform(accounts: readonly FiledAccount[]): ReadonlyMap<Platform, readonly FiledAccount[]> {
  const found = new Map<Platform, FiledAccount[]>();
  for (const account of accounts) found.set(account.platform, [...(found.get(account.platform) ?? []), account]);
  return found;
}

/** The key of an account that somebody saw and that is not registered: by the id it has there, else by its name. */
export function reportedKey(
  unitId: string,
  seen: { readonly platform: Platform; readonly externalId: string; readonly name: string },
): string {
  const known = seen.externalId === '' ? `name ${comparableName(seen.name)}` : `id ${seen.externalId}`;
  return `reported:${unitId}:${seen.platform} ${known}`;
}

/** Whether an account is the one that was reported: by its id there, or by its name where no id was given. */
export function isReported(
  account: Pick<FiledAccount, 'platform' | 'externalId' | 'name'>,
  seen: { readonly platform: Platform | null; readonly facts: FilingProblem['facts'] },
): boolean {
  if (account.platform !== seen.platform || isPendingExternalId(account.externalId)) return false;
  const { externalId = '', name = '' } = seen.facts;
  if (externalId !== '') return account.externalId === externalId;
  return comparableName(account.name) === comparableName(name);
}
