import { mongo } from 'mongoose';
import { createByteReads } from '../../src/storage/byteReads';

type Command = Parameters<mongo.Db['command']>[0];

/** A database that notes what it is asked, and finds nothing. */
function askedOf(confirmed: boolean): {
  readonly asked: Command[];
  readonly reads: ReturnType<typeof createByteReads>;
} {
  const asked: Command[] = [];
  const database = {
    command: async (command: Command) => {
      asked.push(command);
      return { cursor: mongo.BSON.serialize({ firstBatch: [], id: mongo.Long.ZERO, ns: 'office.things' }) };
    },
  };
  return { asked, reads: createByteReads(() => database as unknown as mongo.Db, { name: 'things', confirmed }) };
}

describe('rows that are read as bytes', () => {
  const ASKED = { filter: {}, sort: { _id: 1 }, limit: 5 } as const;

  test('are, of a table that promises it, only those that an election cannot take back', async () => {
    const { asked, reads } = askedOf(true);
    await Promise.all([reads.first(ASKED), reads.whole(ASKED)]);
    expect(asked.map((command) => command['readConcern'])).toEqual([{ level: 'majority' }, { level: 'majority' }]);
  });

  test('are those the primary has, of any other table', async () => {
    const { asked, reads } = askedOf(false);
    await reads.whole(ASKED);
    expect(asked).toEqual([expect.not.objectContaining({ readConcern: expect.anything() as unknown })]);
  });

  test('are read once more for all who asked the same meanwhile, and never for another question', async () => {
    const { asked, reads } = askedOf(false);
    const at = new Date('2026-11-30T00:00:00+08:00');
    const same = { ...ASKED, filter: { at, count: 1 } };
    const others = [
      { ...same, filter: { at: at.toISOString(), count: 1 } },
      { ...same, filter: { at, count: '1' } },
      { ...same, filter: { at, count: 2 } },
      { ...same, limit: 6 },
      { ...same, sort: { _id: -1 } as const },
      { ...same, projection: { text: 0 } as const },
    ];
    await Promise.all([same, same, ...others, { ...same }, { ...same }].map(async (one) => reads.whole(one)));
    expect(asked).toHaveLength(2 + others.length);
    const filters = asked.map((command) => command['filter'] as unknown);
    expect(filters.filter((filter) => filter === same.filter)).toHaveLength(2 + 3);
  });
});
