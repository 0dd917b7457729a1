import { startOfCivilDate, addCivilDays } from '../time/civil';
import type { Instant } from '../time/instant';
import type { FilingFinding, FilingProblem } from './filingFinding';
import { isSaidByPeople } from './findingKinds';
import { isReported, type FiledAccount } from './filingProblems';
import { ENDED_STATUSES } from '../accounts/accountTable';

/** What has to become of the findings of a unit. `reason`: what its line in the ledger says. */
export type FilingChange =
  | { readonly to: 'open'; readonly problem: FilingProblem }
  | {
      readonly to: 'open' | 'accepted';
      readonly finding: FilingFinding;
      readonly problem: FilingProblem;
      readonly reason: 'changed' | 'acceptance-over';
    }
  | { readonly to: 'settled'; readonly finding: FilingFinding };

/** When an acceptance is over: with the end of its last day. */
export function acceptanceEndsAt({ acceptance }: Pick<FilingFinding, 'acceptance'>): Instant | null {
  return acceptance === null ? null : startOfCivilDate(addCivilDays(acceptance.untilOn, 1));
}

/**
 * What is to be changed for the stored findings of a unit (those that are not settled) to say what is wrong. An
 * acceptance holds as long as its cause is the same and its last day has not passed.
 */
export function filingChanges(
  stored: readonly FilingFinding[],
  given: { readonly problems: readonly FilingProblem[]; readonly accounts: readonly FiledAccount[] },
  now: Instant,
): readonly FilingChange[] {
  const wanted = new Map(given.problems.map((problem) => [problem.key, problem]));
  const known = new Set(stored.map(({ key }) => key));
  return [
    ...stored.flatMap((finding): FilingChange[] => {
      const problem = !isSaidByPeople(finding.kind)
        ? wanted.get(finding.key)
        : isStillSo(finding, given.accounts)
          ? finding
          : undefined;
      if (problem === undefined) return [{ to: 'settled', finding }];
      const endsAt = acceptanceEndsAt(finding);
      if (endsAt !== null && (endsAt <= now || problem.basis !== finding.basis))
        return [{ to: 'open', finding, problem, reason: endsAt <= now ? 'acceptance-over' : 'changed' }];
      const { state } = finding;
      return isSame(problem, finding) || state === 'settled'
        ? []
        : [{ to: state, finding, problem, reason: 'changed' }];
    }),
    ...given.problems.filter(({ key }) => !known.has(key)).map((problem) => ({ to: 'open' as const, problem })),
  ];
}

/** What a person has said stands until the account is registered, or the one that is missing in a list is cancelled. */
function isStillSo(finding: FilingFinding, accounts: readonly FiledAccount[]): boolean {
  if (finding.kind === 'reported') return !accounts.some((account) => isReported(account, finding));
  return accounts.some(({ id, status }) => finding.accountIds.includes(id) && !ENDED_STATUSES.includes(status));
}

const isSame = (one: FilingProblem, other: FilingProblem): boolean => said(one) === said(other);

const said = ({ label, platform, accountIds, facts, basis }: FilingProblem): string =>
  JSON.stringify([label, platform, [...accountIds].sort(), Object.entries(facts).sort(), basis]);
