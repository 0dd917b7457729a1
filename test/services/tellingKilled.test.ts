import type { Storage } from '../../src/ports/storage';
import { createServices } from '../../src/services/index';
import { allAlerts } from '../storage/samples';
import { createDyingProcess, ProcessDied } from './dyingProcess';
import { everybodyIsDue, FINE_BY, judgedOffice, judgingBy, SILENT_BY } from './judgedOffice';
import { useWorld } from './useWorld';

const world = useWorld();
const NAMES = ['u', 'v', 'w', 'x'];

const relayOf = (storage: Storage) => createServices({ ...world.deps, storage }).alerts.relay(500);

/** What was told after a number. Two things that came to be at once have no order. */
async function toldAfter(seq: number): Promise<readonly string[]> {
  const alerts = (await allAlerts(world.storage)).filter((alert) => alert.seq > seq);
  return alerts.map(({ kind, change, subject }) => `${subject.label}: ${kind} ${change}`).sort();
}

test('killed while it tells of many accounts at once, the next run tells the rest: each thing once, no number left out', async () => {
  await judgedOffice(world, NAMES);
  await relayOf(world.storage);
  let deaths = 0;
  for (let atCall = 1, isOver = false; !isOver; atCall += 1) {
    isOver = true;
    for (const [days, change] of [
      [SILENT_BY, 'opened'],
      [FINE_BY, 'resolved'],
    ] as const) {
      await everybodyIsDue(world);
      await judgingBy(world, days).judgeDue(10);
      const from = await world.storage.alerts.lastSeq();
      const dying = createDyingProcess(world.storage, { atCall, takesEffect: atCall % 2 === 0 });
      await relayOf(dying.storage).catch((error: unknown) => expect(error).toBeInstanceOf(ProcessDied));
      if (dying.isDead()) [deaths, isOver] = [deaths + 1, false];
      await relayOf(world.storage);
      const told = [atCall, NAMES.map((name) => `账号${name}: account-silent ${change}`)];
      expect([atCall, await toldAfter(from)]).toEqual(told);
    }
  }
  expect(deaths).toBeGreaterThan(20);
  const seqs = (await allAlerts(world.storage)).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
});
