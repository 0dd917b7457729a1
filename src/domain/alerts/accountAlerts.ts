import { STATUS_RULES } from '../accounts/accountTable';
import type { Account } from '../accounts/account';
import type { Finding, FindingKind, Verdict } from '../judging/verdict';
import { DAY_MS } from '../time/instant';
import type { AccountId } from '../ids';
import type { Alert, AlertDraft, AlertFigures, Resolution } from './alert';
import { FINDING_ALERTS, VERDICT_ALERTS } from './alertTable';

export interface AccountState {
  readonly account: Pick<Account, 'id' | 'name' | 'unitId' | 'unitPath' | 'status' | 'platform' | 'siteId'>;
  readonly verdict: Verdict | null;
  /** The open ones. */
  readonly findings: readonly Finding[];
}

export const accountOwner = (id: AccountId): string => `account:${id}`;

export const findingCause = (id: AccountId, kind: FindingKind): string => `account:${id}:${kind}`;

/** What is wrong with an account now: its verdict, and one alert a kind of finding however many posts it concerns. */
export function accountAlerts(state: AccountState): readonly AlertDraft[] {
  const { account, verdict, findings } = state;
  const about = {
    owner: accountOwner(account.id),
    subject: { accountId: account.id, label: account.name },
    unitId: account.unitId,
    unitPath: account.unitPath,
    byUnit: null,
    platform: account.platform,
    siteId: account.siteId,
  };
  const drafts: AlertDraft[] = [];
  const row = verdict === null ? null : VERDICT_ALERTS[verdict.kind];
  if (verdict !== null && row !== null)
    drafts.push({
      ...row,
      ...about,
      cause: `account:${account.id}:verdict`,
      reason: verdict.reason,
      figures: verdictFigures(verdict),
      occurredAt: verdict.crossedAt ?? verdict.judgedAt,
    });
  for (const kind of new Set(findings.map((finding) => finding.kind))) {
    const told = FINDING_ALERTS[kind];
    const own = findings.filter((finding) => finding.kind === kind);
    const [first] = own.toSorted((one, other) => one.occurredAt.getTime() - other.occurredAt.getTime());
    if (told === null || first === undefined) continue;
    drafts.push({
      ...told,
      ...about,
      cause: findingCause(account.id, kind),
      reason: kind,
      figures: {
        rule: first.ruleId,
        detail: first.detail,
        ...(own.length === 1 ? {} : { posts: own.length }),
      },
      occurredAt: first.occurredAt,
    });
  }
  return drafts;
}

function verdictFigures(verdict: Verdict): AlertFigures {
  const figures: Record<string, string | number> = {};
  if (verdict.provenSilenceMs !== null) figures['days'] = Math.floor(verdict.provenSilenceMs / DAY_MS);
  if (verdict.breachAt !== null) figures['breachAt'] = verdict.breachAt.toISOString();
  return figures;
}

/** Why an alert of the account is over; `null`: the account is not registered any more. */
export function accountAlertEnd(
  alert: Pick<Alert, 'cause'>,
  state: Pick<AccountState, 'account' | 'verdict'> | null,
  lastFindingState: (kind: FindingKind) => Finding['state'] | null,
): Resolution {
  if (state === null || !STATUS_RULES[state.account.status].judged) return 'account-ended';
  const part = alert.cause.split(':')[2] ?? '';
  if (part === 'verdict') {
    if (state.verdict?.kind === 'exempt') return 'account-ended';
    if (state.verdict?.reason === 'finding-dismissed') return 'finding-dismissed';
    return state.verdict?.kind === 'unknown' ? 'not-seen' : 'updated';
  }
  return lastFindingState(part as FindingKind) === 'dismissed' ? 'finding-dismissed' : 'finding-closed';
}
