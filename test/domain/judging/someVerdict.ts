import type { Account } from '../../../src/domain/accounts/account';
import type { AccountFacts } from '../../../src/domain/accounts/facts';
import { effectiveRules, type EffectiveRules } from '../../../src/domain/judging/effectiveRules';
import { judge } from '../../../src/domain/judging/judge';
import type { Verdict } from '../../../src/domain/judging/verdict';
import { HOUR_MS, type CivilDate } from '../../../src/domain/time/instant';
import { shippedPack } from './someFacts';

export const national = shippedPack('national');
export const today = '2026-09-20' as CivilDate;
export const account = {
  status: 'active',
  openedAt: null,
  region: 'x',
  platform: 'weibo',
  columnClass: 'account',
} as const satisfies Partial<Account>;
export const rules = effectiveRules([national], account, today);
export const PROOF_MS = 48 * HOUR_MS;

export function verdictOn(
  facts: AccountFacts,
  now: Date,
  more: {
    readonly account?: Partial<typeof account> | { openedAt: Date } | { status: Account['status'] };
    readonly rules?: EffectiveRules;
    readonly isReadable?: boolean;
    readonly judgedSince?: Date;
  } = {},
): Verdict {
  const { isReadable, judgedSince } = more;
  return judge({
    account: { ...account, ...more.account },
    facts,
    rules: more.rules ?? rules,
    now,
    ...(isReadable === undefined ? {} : { isReadable }),
    ...(judgedSince === undefined ? {} : { judgedSince }),
  });
}
export const told = (verdict: Verdict): string => `${verdict.kind} ${verdict.reason}`;
