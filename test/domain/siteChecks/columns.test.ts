import { columnStateOf, judgeColumns, type ColumnSeen } from '../../../src/domain/siteChecks/columns';
import type { AccountStatus, ColumnClass } from '../../../src/domain/accounts/account';
import { DAY_MS } from '../../../src/domain/time/instant';
import { SITE_CHECK_RULES } from '../../services/office';

const RULES = SITE_CHECK_RULES.columns;
const NOW = new Date('2026-09-18T02:00:00Z');
const ago = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);
type Kind = 'updated' | 'stale' | 'empty' | 'unseen' | 'undated';
const column = (kind: Kind, columnClass: ColumnClass = 'news', status: AccountStatus = 'active'): ColumnSeen => ({
  account: { columnClass, status },
  facts: {
    lastPostAt: kind === 'empty' ? null : ago(kind === 'undated' ? 14 : 1),
    lastLookAt: NOW,
    lastLookOutcome: kind === 'empty' ? 'proven-empty' : kind === 'undated' ? 'unparsed' : 'items',
    lastLookDetail: kind === 'undated' ? 'list-dates-unreadable' : 'list-page',
  },
  verdict: { kind: kind === 'unseen' ? 'unknown' : kind === 'stale' ? 'silent' : 'fine' },
});
const many = (count: number, ...of: Parameters<typeof column>): readonly ColumnSeen[] =>
  Array.from({ length: count }, () => column(...of));
const judge = (...groups: readonly (readonly ColumnSeen[])[]) => judgeColumns(groups.flat(), RULES);
const FINE = many(12, 'updated', 'other');

describe('the columns of a site', () => {
  test.each<[string, readonly (readonly ColumnSeen[])[], string, string]>([
    ['four stale ones of news and notices', [many(3, 'stale'), many(1, 'stale', 'notices')], 'pass', 'columns-updated'],
    ['five of them', [many(3, 'stale'), many(2, 'stale', 'notices')], 'veto', 'stale-columns-veto'],
    ['eight stale others', [many(8, 'stale', 'other')], 'pass', 'columns-updated'],
    ['nine', [many(9, 'stale', 'other')], 'warn', 'should-update-warn'],
    ['ten', [many(10, 'stale', 'other')], 'veto', 'should-update-veto'],
    ['two empty ones', [many(2, 'empty')], 'pass', 'columns-updated'],
    ['three', [many(3, 'empty')], 'warn', 'empty-columns-warn'],
    ['five', [many(5, 'empty')], 'veto', 'empty-columns-veto'],
    ['five unseen ones', [many(5, 'unseen')], 'unknown', 'columns-not-seen'],
    ['two unseen ones', [many(2, 'unseen')], 'pass', 'columns-updated'],
    ['five stale ones beside many unseen', [many(5, 'stale'), many(9, 'unseen')], 'veto', 'stale-columns-veto'],
    ['five undated ones', [many(5, 'undated')], 'veto', 'stale-columns-veto'],
  ])('%s beside updated ones: %s', (_what, groups, state, reason) => {
    expect(judge(FINE, ...groups)).toMatchObject({ state, reason });
  });

  test('that were cancelled are not counted; of a site without columns nothing is said', () => {
    expect(judge(FINE, many(9, 'stale', 'news', 'cancelled')).state).toBe('pass');
    expect(judge([])).toMatchObject({ state: 'unknown', reason: 'no-columns' });
    expect(judge(many(9, 'stale', 'news', 'cancelled')).reason).toBe('no-columns');
  });
});

describe('a column whose items bear no date', () => {
  const undated = (columnClass: ColumnClass, lastPostAt: Date | null) => {
    const { account, facts, verdict } = column('undated', columnClass);
    return columnStateOf({ account, facts: { ...facts, lastPostAt }, verdict }, RULES);
  };

  test.each<[ColumnClass, number]>([
    ['news', 14],
    ['notices', 183],
    ['other', 365],
  ])('of class %s counts as not updated %i days after its last dated item', (columnClass, days) => {
    expect([undated(columnClass, ago(days - 0.01)), undated(columnClass, ago(days))]).toEqual(['unknown', 'undated']);
  });

  test('is not held against the site where none was ever dated: we may be the ones who cannot read', () => {
    expect(undated('news', null)).toBe('unknown');
  });
});
