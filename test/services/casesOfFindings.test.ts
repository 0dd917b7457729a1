import type { Case } from '../../src/domain/cases/case';
import type { DomainEvent } from '../../src/domain/alerts/alert';
import type { AccountId, FindingId } from '../../src/domain/ids';
import type { Finding } from '../../src/domain/judging/verdict';
import type { AccountRecord } from '../../src/ports/storage';
import { createDismissCaseOf, createOpenCaseFor, createResumeCaseOf } from '../../src/services/cases/casesOfFindings';
import { createMoveStoredCase } from '../../src/services/cases/moveStoredCase';
import { approved, context, duty, move, opened, reminded } from '../domain/cases/someCase';
import { accountOf, findingOf, NOW } from '../storage/samples';
import { depsOver, recordOf } from './scriptedStorage';

const finding = findingOf('account' as AccountId, { id: 'finding' as FindingId });
const other = findingOf('account' as AccountId, { id: 'other' as FindingId });
const by = { actor: duty, reason: '当时平台维护', now: NOW };
const dismissed = move(reminded, 'dismiss', context(2, duty));
const MOVED = { code: 'conflict', message: '案件刚刚被他人推进。' };

function over(
  given: {
    readonly open?: Case | null;
    readonly latest?: Case;
    readonly account?: AccountRecord | null;
    readonly isBeaten?: boolean;
  } = {},
) {
  const moved: (readonly [Case, DomainEvent['ledger']])[] = [];
  const deps = depsOver({
    cases: {
      openFor: (id) => Promise.resolve(id === finding.accountId ? (given.open ?? null) : null),
      latestFor: (id) => Promise.resolve(id === 'account' ? (given.latest ?? null) : null),
      move: (_before, next, { ledger }) => {
        if (given.isBeaten === true) return Promise.resolve(false);
        moved.push([next, ledger]);
        return Promise.resolve(true);
      },
    },
    accounts: {
      byIds: (ids) => {
        expect(ids).toEqual(['account']);
        return Promise.resolve(given.account === null ? [] : [given.account ?? recordOf()]);
      },
    },
  });
  const moveStoredCase = createMoveStoredCase(deps);
  return {
    moved,
    dismiss: (about: Finding = finding) => createDismissCaseOf(deps, moveStoredCase)(about, by),
    resume: (about: Finding = finding) => createResumeCaseOf(deps, moveStoredCase)(about, by),
  };
}

describe('the case of a finding that is dismissed', () => {
  test('ends with the reason, in the ledger too', async () => {
    const made = over({ open: reminded });
    await made.dismiss();
    expect(made.moved).toMatchObject([
      [
        { state: 'closed', closeReason: 'dismissed', closedAt: NOW },
        { from: 'reminded', to: 'closed', reason: 'dismiss', actor: 'person:person-值班员', recordedAt: NOW },
      ],
    ]);
    expect(made.moved[0]?.[0].steps.at(-1)).toMatchObject({ note: by.reason, occurredAt: NOW });
  });

  test('is none where the account has no open case, or one of another finding', async () => {
    for (const [open, about] of [
      [null, finding],
      [reminded, other],
    ] as const) {
      const made = over({ open });
      await made.dismiss(about);
      expect(made.moved).toEqual([]);
    }
  });

  test('is not undone where it was approved, nor where somebody moved it meanwhile', async () => {
    const late = over({ open: approved });
    await expect(late.dismiss()).rejects.toMatchObject({
      code: 'conflict',
      message: '由这一问题引起的案件已经批准关停或整合，不能再撤销问题。',
    });
    expect(late.moved).toEqual([]);
    await expect(over({ open: reminded, isBeaten: true }).dismiss()).rejects.toMatchObject(MOVED);
  });
});

describe('the case of a finding whose dismissal is taken back', () => {
  test('goes on where it stood, with the reason', async () => {
    const made = over({ latest: dismissed });
    await made.resume();
    expect(made.moved).toMatchObject([
      [
        { state: 'reminded', closeReason: null },
        { from: 'closed', to: 'reminded', reason: 'resume', recordedAt: NOW },
      ],
    ]);
    expect(made.moved[0]?.[0].steps.at(-1)).toMatchObject({ note: by.reason, actor: duty, occurredAt: NOW });
  });

  const cancelled = recordOf({ account: accountOf({ status: 'cancelled' }) });
  test.each<[string, Parameters<typeof over>[0], Finding?]>([
    ['another case is open', { latest: dismissed, open: reminded }],
    ['the account is gone', { latest: dismissed, account: null }],
    ['the account has no duty any more', { latest: dismissed, account: cancelled }],
    ['there was no case', {}],
    ['the last case was of another finding', { latest: dismissed }, other],
    ['the case ended otherwise', { latest: move(reminded, 'posts-seen', context(2, { kind: 'system', name: 'x' })) }],
  ])('stays as it is where %s', async (_where, given, about = finding) => {
    const made = over(given);
    await made.resume(about);
    expect(made.moved).toEqual([]);
  });

  test('goes on of a stopped account: it has its duty still', async () => {
    const made = over({ latest: dismissed, account: recordOf({ account: accountOf({ status: 'stopped' }) }) });
    await made.resume();
    expect(made.moved).toHaveLength(1);
  });

  test('is refused where somebody moved it meanwhile', async () => {
    await expect(over({ latest: dismissed, isBeaten: true }).resume()).rejects.toMatchObject(MOVED);
  });
});

test('a case that is opened is of the finding, dated by it, with its line in the ledger', async () => {
  const seen: unknown[] = [];
  const account = accountOf();
  const open = createOpenCaseFor(
    depsOver({
      cases: {
        open: (shutdownCase, { ledger }) => {
          seen.push(shutdownCase, ledger);
          return Promise.resolve({ shutdownCase, opened: true });
        },
      },
    }),
  );
  await open(account, finding, NOW);
  expect(seen).toMatchObject([
    {
      accountId: account.id,
      findingId: finding.id,
      occurredAt: finding.occurredAt,
      openedAt: NOW,
      state: opened.state,
    },
    { kind: 'case-moved', to: 'noticed', actor: 'system:judge', recordedAt: NOW },
  ]);
});
