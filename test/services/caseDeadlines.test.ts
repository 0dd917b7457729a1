import type { Case } from '../../src/domain/cases/case';
import type { AccountId } from '../../src/domain/ids';
import type { AccountRecord } from '../../src/ports/storage';
import { createActDue } from '../../src/services/cases/actDue';
import type { CaseContext } from '../../src/domain/cases/moveCase';
import { filed, opened, rectifying, proposed, reminded } from '../domain/cases/someCase';
import { accountOf, after, factsOf, verdictOf, type Given } from '../storage/samples';
import { depsOver, recordOf } from './scriptedStorage';

const account = accountOf({ id: 'account' as AccountId });
const silent = verdictOf({ kind: 'silent', reason: 'silence-breach' });
const at = (ms: number, deadline = rectifying.rectifyBy): Date => after(ms, deadline ?? undefined);

/** A run at an instant over these cases of one account. */
async function act(
  now: Date,
  given: {
    readonly cases: readonly Case[];
    readonly record?: Given<AccountRecord> | null;
    readonly refused?: 'moved-meanwhile' | 'no-such-step';
  },
) {
  const record = recordOf({ account, verdict: silent, nextLookAt: after(1, now), ...given.record });
  const moves: (readonly [string, CaseContext])[] = [];
  const closed: AccountRecord[] = [];
  const run = createActDue(
    depsOver(
      {
        cases: { dueForAction: (_now, limit) => Promise.resolve(_now === now ? given.cases.slice(0, limit) : []) },
        accounts: { byIds: () => Promise.resolve(given.record === null ? [] : [record]) },
      },
      { clock: { now: () => now } },
    ),
    {
      moveStoredCase: (shutdownCase, event, context) => {
        moves.push([event, context]);
        return Promise.resolve(given.refused === undefined ? { shutdownCase } : { refused: given.refused });
      },
      closeRecovered: (recovered, when) => {
        expect(when).toBe(now);
        return Promise.resolve(void closed.push(recovered));
      },
    },
  );
  return { counts: await run(10), moves, closed };
}

describe('a deadline of rectification', () => {
  const past = (record: Given<AccountRecord> | null): Promise<unknown> =>
    act(at(5_000), { cases: [rectifying], record }).then(({ counts }) => counts);
  const facts = (ms: number | null) => factsOf({ lastSightAt: ms === null ? null : at(ms) });
  const holds = { 'deadline-passed': 1 };
  const held = { held: 1 };

  test.each<[string, Given<AccountRecord> | null, object]>([
    ['no look is owed', { nextLookAt: at(5_001), facts: facts(null) }, holds],
    ['a look is owed, and it was not seen since', { nextLookAt: at(5_000), facts: facts(-1) }, held],
    ['a look is owed, and it was never seen', { nextLookAt: at(5_000), facts: facts(null) }, held],
    ['a look is owed, but it was seen at the deadline', { nextLookAt: at(5_000), facts: facts(0) }, holds],
    ['a look is owed, but it was seen since', { nextLookAt: at(4_000), facts: facts(1) }, holds],
    ['it cannot be seen', { verdict: verdictOf({ kind: 'unknown', reason: 'proof-too-old' }), facts: facts(1) }, held],
    ['it was not judged', { verdict: null, nextLookAt: at(5_000), facts: facts(0) }, holds],
    ['it is gone', null, holds],
  ])('is held against an account only where we can: %s', async (_when, record, counts) => {
    expect(await past(record)).toEqual(counts);
  });

  test('passes at its instant and not before', async () => {
    expect((await act(at(0), { cases: [rectifying] })).counts).toEqual(holds);
    expect((await act(at(-1), { cases: [rectifying] })).counts).toEqual(held);
  });
});

describe('what the system does when its time has come', () => {
  const unseen = { verdict: verdictOf({ kind: 'unknown', reason: 'proof-too-old' }) } as const;

  test('is done by it, with nothing to say about it, whether the account can be seen or not', async () => {
    const now = filed.actAfter ?? at(0);
    const { counts, moves } = await act(now, { cases: [opened, filed], record: unseen });
    expect(counts).toEqual({ remind: 1, 'watch-ended': 1 });
    const context = { actor: { kind: 'system', name: 'cases' }, occurredAt: now, now, note: '' };
    expect(moves).toEqual([
      ['remind', context],
      ['watch-ended', context],
    ]);
  });

  test('is not what a person has to do, nor what has no date', async () => {
    const cases = [reminded, proposed, { ...rectifying, actAfter: null }];
    expect(await act(at(9_000_000_000), { cases })).toMatchObject({ counts: { held: 3 }, moves: [] });
  });

  test.each(['moved-meanwhile', 'no-such-step'] as const)('is counted as %s where it is refused', async (refused) => {
    expect((await act(at(0), { cases: [rectifying], refused })).counts).toEqual({ [refused]: 1 });
  });

  test('is not done where the account came back meanwhile: the case is closed', async () => {
    const came = { verdict: verdictOf(), facts: factsOf({ lastPostAt: at(0) }) };
    const { counts, moves, closed } = await act(at(0), { cases: [rectifying], record: came });
    expect([counts, moves, closed.map((one) => one.account)]).toEqual([{ 'posts-seen': 1 }, [], [account]]);
    expect((await act(at(0), { cases: [rectifying], record: { ...came, facts: factsOf() } })).closed).toEqual([]);
  });
});
