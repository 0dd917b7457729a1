import { STATUS_RULES } from '../accounts/accountTable';
import type { Account, ColumnClass } from '../accounts/account';
import type { AccountFacts } from '../accounts/facts';
import type { VerdictKind } from '../judging/verdict';
import { DAY_MS } from '../time/instant';
import type { ColumnRules } from './siteCheckRules';
import type { SiteFound, SiteReason } from './siteVerdict';

/** How one column stands: `undated` has items nobody can date, and no dated one within its limit. */
export type ColumnState = 'updated' | 'stale' | 'undated' | 'empty' | 'unknown' | 'not-watched';

/** A column as it is judged here. */
export interface ColumnSeen {
  readonly account: Pick<Account, 'columnClass' | 'status'>;
  readonly facts: Pick<AccountFacts, 'lastPostAt' | 'lastLookAt' | 'lastLookOutcome' | 'lastLookDetail'>;
  readonly verdict: { readonly kind: VerdictKind } | null;
}

/** What a look at a list says whose items bear no date that can be read. */
const UNDATED = 'list-dates-unreadable';

/**
 * How a column stands. Whether it is stale its own verdict says, by the limit of its class; one whose items have no date
 * counts as not updated once its last dated item is older than that (the census of 2015: 无发布时间视为不更新). Where
 * no item was ever dated we may be the ones who cannot read: nothing is said.
 */
export function columnStateOf({ account, facts, verdict }: ColumnSeen, rules: ColumnRules): ColumnState {
  if (!STATUS_RULES[account.status].owes) return 'not-watched';
  const { lastPostAt, lastLookAt, lastLookOutcome, lastLookDetail } = facts;
  if (lastLookOutcome === 'unparsed' && lastLookDetail === UNDATED) {
    if (lastPostAt === null || lastLookAt === null) return 'unknown';
    const days = (lastLookAt.getTime() - lastPostAt.getTime()) / DAY_MS;
    return days >= limitDaysOf(account.columnClass, rules) ? 'undated' : 'unknown';
  }
  if (lastLookOutcome === 'proven-empty' && lastPostAt === null) return 'empty';
  if (verdict === null || verdict.kind === 'unknown') return 'unknown';
  return verdict.kind === 'silent' ? 'stale' : 'updated';
}

/** How long a column of a class may stay without an update. */
function limitDaysOf(columnClass: ColumnClass, { staleAfterDays }: Pick<ColumnRules, 'staleAfterDays'>): number {
  return columnClass === 'account' ? staleAfterDays.news : staleAfterDays[columnClass];
}

/**
 * The national sums: stale columns of news and of notices and policies together, all stale columns, and empty ones. What
 * is not seen decides nothing where the rest does already; where it could, nothing is said.
 */
export function judgeColumns(columns: readonly ColumnSeen[], rules: ColumnRules): SiteFound {
  const states = columns.map((column) => ({
    state: columnStateOf(column, rules),
    isFirst: column.account.columnClass !== 'other',
  }));
  const count = (wanted: readonly ColumnState[], first = false): number =>
    states.filter(({ state, isFirst }) => wanted.includes(state) && (isFirst || !first)).length;
  const stale = count(['stale', 'undated']);
  const firstStale = count(['stale', 'undated'], true);
  const [empty, unseen, watched] = [count(['empty']), count(['unknown']), states.length - count(['not-watched'])];
  const figures = { columns: watched, stale, firstStale, undated: count(['undated']), empty, unseen };
  const says = (state: SiteFound['state'], reason: SiteReason): SiteFound => ({
    ...{ state, reason, figures },
    clause: state === 'veto' ? rules.vetoClause : state === 'warn' ? rules.warnClause : null,
  });
  if (watched === 0) return says('unknown', 'no-columns');
  if (firstStale >= rules.staleVetoFrom) return says('veto', 'stale-columns-veto');
  if (stale >= rules.shouldUpdateVetoFrom) return says('veto', 'should-update-veto');
  if (empty >= rules.emptyVetoFrom) return says('veto', 'empty-columns-veto');
  if (stale > rules.shouldUpdateWarnAbove) return says('warn', 'should-update-warn');
  if (empty > rules.emptyWarnAbove) return says('warn', 'empty-columns-warn');
  const firstUnseen = count(['unknown'], true);
  const couldBe =
    firstStale + firstUnseen >= rules.staleVetoFrom ||
    stale + unseen > rules.shouldUpdateWarnAbove ||
    empty + unseen > rules.emptyWarnAbove;
  return couldBe || unseen === watched ? says('unknown', 'columns-not-seen') : says('pass', 'columns-updated');
}
