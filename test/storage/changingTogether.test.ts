import type { Account } from '../../src/domain/accounts/account';
import type { Case } from '../../src/domain/cases/case';
import { after, caseOf, eventOf, findingOf, NOW, register } from './samples';
import { ids, useTestStore } from './testStore';

const { storage } = useTestStore();

async function openCase(of: Account, given: Partial<Case> = {}): Promise<Case> {
  const shutdownCase = caseOf(of, given);
  await storage.cases.open(shutdownCase, eventOf(`case:${shutdownCase.id}`));
  return shutdownCase;
}

const moved = (from: Case, to: Case['state'], note = ''): Case => ({
  ...from,
  state: to,
  closedAt: to === 'closed' ? after(1) : null,
  steps: [
    ...from.steps,
    {
      event: to === 'closed' ? 'posts-seen' : 'remind',
      from: from.state,
      to,
      occurredAt: NOW,
      recordedAt: after(1),
      actor: { kind: 'system', name: 'cases' },
      note,
    },
  ],
});

const accounts = (count: number): Promise<Account[]> =>
  Promise.all(Array.from({ length: count }, () => register(storage)));

async function toldOf(kind: string): Promise<readonly string[]> {
  while ((await storage.outbox.relay(100)) > 0);
  return (await storage.ledger.after(0, 200)).map(({ subject }) => subject).filter((subject) => subject === kind);
}

test('of cases moved at once each caller is told whether theirs was, and only those leave their event', async () => {
  const cases = await Promise.all((await accounts(6)).map((of) => openCase(of)));
  const [, , elsewhere] = cases;
  if (elsewhere === undefined) throw new Error('no case');
  await storage.cases.move(elsewhere, moved(elsewhere, 'reminded', 'by another'), eventOf('other'));
  const answers = await Promise.all([
    ...cases.map((one) => storage.cases.move(one, moved(one, 'reminded'), eventOf('bulk'))),
    ...cases.slice(3, 5).map((one) => storage.cases.move(one, moved(one, 'reminded'), eventOf('bulk'))),
  ]);
  expect(answers).toEqual([true, true, false, true, true, true, false, false]);
  expect(await toldOf('bulk')).toHaveLength(5);
  expect((await storage.cases.byId(elsewhere.id, null))?.steps.at(-1)?.note).toBe('by another');
});

test('of cases moved at once one that another open case of its account stands in the way of stays, and no other', async () => {
  const [one, two, three] = await accounts(3);
  if (one === undefined || two === undefined || three === undefined) throw new Error('no account');
  const closed = await openCase(two, { id: ids.id() });
  const over = moved(closed, 'closed');
  await storage.cases.move(closed, over, eventOf('case'));
  await openCase(two, { openedAt: after(2) });
  const [first, third] = [await openCase(one), await openCase(three)];
  const move = (from: Case) => storage.cases.move(from, moved(from, 'reminded'), eventOf('bulk'));
  const answers = await Promise.all([first, over, third].map(move));
  expect(answers).toEqual([true, false, true]);
});

test('of findings closed at once each caller is told whether theirs was', async () => {
  const findings = (await accounts(5)).map(({ id }) => findingOf(id));
  for (const finding of findings) await storage.findings.open(finding, eventOf('finding'));
  const [, known] = findings;
  if (known === undefined) throw new Error('no finding');
  await storage.findings.close(known.id, after(1), 'by another', eventOf('other'));
  const close = (finding: typeof known) => storage.findings.close(finding.id, after(2), 'posts-seen', eventOf('bulk'));
  const answers = await Promise.all([...findings, ...findings.slice(3)].map(close));
  expect(answers).toEqual([true, false, true, true, true, false, false]);
  expect(await toldOf('bulk')).toHaveLength(4);
});

test('the case opened last is found whoever asks at once, also where it is over; none is none', async () => {
  const [none, one, two] = await accounts(3);
  if (none === undefined || one === undefined || two === undefined) throw new Error('no account');
  const first = await openCase(one);
  await storage.cases.move(first, moved(first, 'closed'), eventOf('case'));
  const later = await openCase(one, { openedAt: after(5) });
  const over = await openCase(two);
  await storage.cases.move(over, moved(over, 'closed'), eventOf('case'));
  const latest = await Promise.all([none, one, two, one].map(({ id }) => storage.cases.latestFor(id)));
  expect(latest.map((found) => found?.id ?? null)).toEqual([null, later.id, over.id, later.id]);
});
