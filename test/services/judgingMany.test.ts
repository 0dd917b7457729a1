import type { AccountId } from '../../src/domain/ids';
import { createJudgeDue } from '../../src/services/accounts/judgeDue';
import type { ServiceDeps } from '../../src/services/settings';
import type { JudgeAccount } from '../../src/services/steps';

/** A register whose accounts are due until they are judged; some are due still after each try. */
function judging(count: number, inVain: (id: AccountId) => 'failed' | 'contested' | null = () => null) {
  const waiting = new Set(Array.from({ length: count }, (_, n) => `a${n}` as AccountId));
  const seen = { atOnce: 0, most: 0, judged: [] as AccountId[] };
  const judgeAccount: JudgeAccount = async (id) => {
    seen.atOnce += 1;
    seen.most = Math.max(seen.most, seen.atOnce);
    await Promise.resolve();
    seen.atOnce -= 1;
    seen.judged.push(id);
    const fault = inVain(id);
    if (fault === 'failed') throw new Error('broken');
    if (fault === 'contested') return 'contested';
    waiting.delete(id);
    return 'unchanged';
  };
  const dueForJudging = async (_now: Date, limit: number) =>
    [...waiting].slice(0, limit).map((id) => ({ account: { id } }));
  const deps = {
    storage: { accounts: { dueForJudging } },
    clock: { now: () => new Date() },
    log: { error: () => undefined },
  } as unknown as ServiceDeps;
  return { seen, judgeDue: createJudgeDue(deps, judgeAccount) };
}

test('all that are due are judged, a hundred at once, and each once', async () => {
  const { seen, judgeDue } = judging(250);
  expect(await judgeDue(10_000)).toEqual({ unchanged: 250 });
  expect(seen.most).toBe(100);
  expect(new Set(seen.judged).size).toBe(250);
});

test('no more than were asked for', async () => {
  const { seen, judgeDue } = judging(250);
  expect(await judgeDue(130)).toEqual({ unchanged: 130 });
  expect(seen.judged).toHaveLength(130);
});

test('those that cannot be judged keep nobody waiting, and are tried once', async () => {
  const { seen, judgeDue } = judging(400, (id) => {
    if (/^a\d\d?$/.test(id)) return 'failed';
    return id.endsWith('7') ? 'contested' : null;
  });
  expect(await judgeDue(10_000)).toEqual({ failed: 100, contested: 30, unchanged: 270 });
  expect(seen.judged).toHaveLength(400);
});

test('where five hundred cannot be judged and nobody can, the run ends; one that can be carries it on', async () => {
  expect(await judging(700, () => 'failed').judgeDue(10_000)).toEqual({ failed: 500 });
  const { judgeDue } = judging(700, (id) => (id === 'a499' ? null : 'failed'));
  expect(await judgeDue(10_000)).toEqual({ failed: 699, unchanged: 1 });
});

test('who stops waits for those that are being judged, and no more', async () => {
  const stop = new AbortController();
  const { seen, judgeDue } = judging(250, () => {
    stop.abort();
    return null;
  });
  expect(await judgeDue(10_000, stop.signal)).toEqual({ unchanged: 100 });
  expect(await judgeDue(10_000, stop.signal)).toEqual({});
  expect(seen.atOnce).toBe(0);
});
