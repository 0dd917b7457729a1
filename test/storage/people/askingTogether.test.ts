import type { PersonRow } from '../../../src/storage/people/people';
import { createSessions, type SessionRow } from '../../../src/storage/people/sessions';
import type { Filter, Row, Table } from '../../../src/storage/table';
import { after, NOW, personOf } from '../samples';
import { ids } from '../testStore';

/** Rows that are read when they are asked for; what was read arrives when it is let go. */
function slowTable<D extends Row>(rows: Map<unknown, D>, underWay: (() => void)[]): Table<D> & { reads: number } {
  const arriveLater = async <T>(found: T): Promise<T> => {
    table.reads += 1;
    await new Promise<void>((resolve) => underWay.push(resolve));
    return found;
  };
  const table = {
    reads: 0,
    one: ({ _id }: Filter) => arriveLater(rows.get(_id) ?? null),
    many: ({ _id }: Filter) =>
      arriveLater((_id as { readonly $in: readonly unknown[] }).$in.flatMap((id) => rows.get(id) ?? [])),
    remove: async ({ _id }: Filter) => rows.delete(_id),
  };
  return table as unknown as Table<D> & { reads: number };
}

function setUp() {
  const { id: _id, ...person } = { ...personOf(), id: ids.id<never>() };
  const sessionRows = new Map<unknown, SessionRow>(
    ['a', 'b', 'c'].map((token) => [
      token,
      { _id: token, personId: _id, kind: 'session', epoch: 0, expiresAt: after(1_000), createdAt: NOW, usedAt: null },
    ]),
  );
  const personRows = new Map<unknown, PersonRow>([[_id, { ...person, _id, outbox: [] }]]);
  const underWay: (() => void)[] = [];
  const tables = { sessions: slowTable(sessionRows, underWay), people: slowTable(personRows, underWay) };
  const sessions = createSessions(tables.sessions, tables.people);
  const letAllArrive = async (): Promise<void> => {
    for (let turns = 0; turns < 20; turns += 1) {
      for (const arrive of underWay.splice(0)) arrive();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const opens = async (token: string): Promise<boolean> => (await sessions.principal(token, NOW)) !== null;
  const disable = (): void => {
    for (const [key, row] of personRows) personRows.set(key, { ...row, disabled: true });
  };
  return { tables, sessions, opens, letAllArrive, disable };
}

describe('requests that ask who they are while others are being told', () => {
  test('are told together, by two reads for all of them, each of its own token', async () => {
    const { tables, opens, letAllArrive } = setUp();
    const asked = ['a', 'a', 'nobody', 'b', 'c', 'a'].map(opens);
    await letAllArrive();
    expect(await Promise.all(asked)).toEqual([true, true, false, true, true, true]);
    expect([tables.sessions.reads, tables.people.reads]).toEqual([2, 2]);
  });

  test.each<[string, (at: ReturnType<typeof setUp>) => unknown]>([
    ['a session that was ended', ({ sessions }) => sessions.revoke('a')],
    ['a person who was disabled', ({ disable }) => disable()],
  ])('are refused for %s before they came, though one that came before is not', async (_what, end) => {
    const world = setUp();
    const early = world.opens('a');
    await world.letAllArrive();
    expect(await early).toBe(true);

    const [during] = [world.opens('a')];
    await new Promise((resolve) => setImmediate(resolve));
    await end(world);
    const late = [world.opens('a'), world.opens('a')];
    await world.letAllArrive();
    await during;
    expect(await Promise.all(late)).toEqual([false, false]);
  });
});

test('a person whose row never arrives keeps nobody else from being told', async () => {
  const { tables, letAllArrive } = setUp();
  let reads = 0;
  const one: typeof tables.people.one = (filter) => {
    reads += 1;
    return reads === 1 ? new Promise<never>(() => undefined) : tables.people.one(filter);
  };
  const sessions = createSessions(tables.sessions, { ...tables.people, one });
  void sessions.principal('a', NOW);
  await letAllArrive();
  let told = false;
  const asked = sessions.principal('b', NOW).finally(() => {
    told = true;
  });
  while (!told) await letAllArrive();
  expect(reads).toBe(2);
  expect(await asked).not.toBeNull();
});
