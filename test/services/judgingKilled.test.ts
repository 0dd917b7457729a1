import { createDyingProcess, ProcessDied } from './dyingProcess';
import { everybodyIsDue, FINE_BY, judgedOffice, judgingBy, SILENT_BY } from './judgedOffice';
import { useWorld } from './useWorld';

const world = useWorld();
const VERDICT = { [SILENT_BY]: 'silent', [FINE_BY]: 'fine' } as const;

/** What the ledger says since it was asked last, sorted: who of two comes first is nobody's promise. */
async function told(): Promise<readonly string[]> {
  while ((await world.storage.outbox.relay(100)) > 0);
  const lines = await world.storage.ledger.after(toldUpTo, 500);
  toldUpTo = lines.at(-1)?.seq ?? toldUpTo;
  return lines.map(({ kind, from, to, reason }) => `${kind}: ${from} → ${to} (${reason})`).sort();
}
let toldUpTo = 0;

async function findings(): Promise<readonly string[]> {
  const accounts = [await world.account('w'), await world.account('v')];
  const open = await Promise.all(accounts.map(({ account }) => world.storage.findings.openFor(account.id)));
  return accounts.map(({ verdict }, n) => `${verdict?.kind} ${open[n]?.length}`);
}

test('killed at any step, the next run judges all; ledger and findings are those of judging one by one', async () => {
  await judgedOffice(world, ['w', 'v']);
  await told();
  const oneByOne = new Map<number, readonly string[]>();
  for (const days of [SILENT_BY, FINE_BY] as const) {
    expect(await everybodyIsDue(world)).toBe(2);
    const { judgeDue } = judgingBy(world, days);
    expect([await judgeDue(1), await judgeDue(1), await judgeDue(1)]).toEqual([{ changed: 1 }, { changed: 1 }, {}]);
    oneByOne.set(days, await told());
  }
  expect(oneByOne.get(SILENT_BY)).not.toEqual([]);
  let deaths = 0;
  for (let atCall = 1, isOver = false; !isOver; atCall += 1) {
    isOver = true;
    for (const days of [SILENT_BY, FINE_BY] as const) {
      expect(await everybodyIsDue(world)).toBe(2);
      const dying = createDyingProcess(world.storage, { atCall, takesEffect: false });
      await judgingBy(world, days, dying.storage)
        .judgeDue(10)
        .catch((error: unknown) => expect(error).toBeInstanceOf(ProcessDied));
      if (dying.isDead()) [deaths, isOver] = [deaths + 1, false];
      await judgingBy(world, days).judgeDue(10);
      expect([atCall, await told()]).toEqual([atCall, oneByOne.get(days)]);
      const kept = `${VERDICT[days]} ${days === SILENT_BY ? 1 : 0}`;
      expect([atCall, await findings()]).toEqual([atCall, [kept, kept]]);
    }
  }
  expect(deaths).toBeGreaterThan(20);
});
