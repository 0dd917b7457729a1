import { DAY_MS, SECOND_MS } from '../../src/domain/time/instant';
import type { Storage } from '../../src/ports/storage';
import { createServices, type AccountServices } from '../../src/services/index';
import { createDyingProcess, ProcessDied } from './dyingProcess';
import { useWorld } from './useWorld';
import { PACK, SETTINGS } from './world';

const world = useWorld();
const SILENT_BY = 2;
const FINE_BY = 14;
const VERDICT = { [SILENT_BY]: 'silent', [FINE_BY]: 'fine' } as const;

/** Judging by rules under which so many days without a post are a breach. */
function judgingBy(breachDays: number, storage: Storage = world.storage): Pick<AccountServices, 'judgeDue'> {
  const rules = PACK.rules.flatMap((rule) =>
    rule.kind === 'silence' ? [{ ...rule, warnDays: [], breachDays, dormantDays: 300, zombieDays: 400 }] : [],
  );
  const settings = { ...SETTINGS, packs: [{ ...PACK, rules }] };
  return createServices({ ...world.deps, storage, settings }).accounts;
}

/** Two accounts that posted three days ago, were looked at and judged. */
async function judgedOffice(): Promise<void> {
  await world.addAccounts(['weibo', 'w'], ['weibo', 'v']);
  const at = new Date(world.clock.now().getTime() - 3 * DAY_MS);
  for (const account of ['w', 'v'])
    world.platform.publishByHand(account, {
      title: '三天前',
      publishedAt: { precision: 'instant', at, original: '' },
    });
  await world.lookAtDue();
  await judgingBy(FINE_BY).judgeDue(10);
}

/** What the ledger says since it was asked last, sorted: who of two comes first is nobody's promise. */
async function told(): Promise<readonly string[]> {
  while ((await world.storage.outbox.relay(100)) > 0);
  const lines = await world.storage.ledger.after(toldUpTo, 500);
  toldUpTo = lines.at(-1)?.seq ?? toldUpTo;
  return lines.map(({ kind, from, to, reason }) => `${kind}: ${from} → ${to} (${reason})`).sort();
}
let toldUpTo = 0;

async function everybodyIsDue(): Promise<void> {
  world.clock.pass(SECOND_MS);
  expect(await world.storage.accounts.judgeAgain(world.clock.now())).toBe(2);
}

async function findings(): Promise<readonly string[]> {
  const accounts = [await world.account('w'), await world.account('v')];
  const open = await Promise.all(accounts.map(({ account }) => world.storage.findings.openFor(account.id)));
  return accounts.map(({ verdict }, n) => `${verdict?.kind} ${open[n]?.length}`);
}

test('killed at any step, the next run judges all; ledger and findings are those of judging one by one', async () => {
  await judgedOffice();
  await told();
  const oneByOne = new Map<number, readonly string[]>();
  for (const days of [SILENT_BY, FINE_BY] as const) {
    await everybodyIsDue();
    const { judgeDue } = judgingBy(days);
    expect([await judgeDue(1), await judgeDue(1), await judgeDue(1)]).toEqual([{ changed: 1 }, { changed: 1 }, {}]);
    oneByOne.set(days, await told());
  }
  expect(oneByOne.get(SILENT_BY)).not.toEqual([]);
  let deaths = 0;
  for (let atCall = 1, isOver = false; !isOver; atCall += 1) {
    isOver = true;
    for (const days of [SILENT_BY, FINE_BY] as const) {
      await everybodyIsDue();
      const dying = createDyingProcess(world.storage, { atCall, takesEffect: false });
      await judgingBy(days, dying.storage)
        .judgeDue(10)
        .catch((error: unknown) => expect(error).toBeInstanceOf(ProcessDied));
      if (dying.isDead()) [deaths, isOver] = [deaths + 1, false];
      await judgingBy(days).judgeDue(10);
      expect([atCall, await told()]).toEqual([atCall, oneByOne.get(days)]);
      const kept = `${VERDICT[days]} ${days === SILENT_BY ? 1 : 0}`;
      expect([atCall, await findings()]).toEqual([atCall, [kept, kept]]);
    }
  }
  expect(deaths).toBeGreaterThan(20);
});
