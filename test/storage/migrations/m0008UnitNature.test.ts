import { m0008UnitNature } from '../../../src/storage/migrations/m0008UnitNature';
import { useTestStore } from '../testStore';

const { store } = useTestStore({ database: 'of-its-own' });

test('units of before keep their level and work in no sector yet; running it again changes nothing', async () => {
  const raw = await store.raw();
  const units = raw.collection<{ _id: string }>('units');
  await units.insertMany([
    { _id: 'a', key: 'a', level: 'county' },
    { _id: 'b', key: 'b', level: 'bureau' },
    { _id: 'c', key: 'c', level: 'city', sectors: ['education'], region: '330100' },
  ] as never);
  for (let run = 0; run < 2; run += 1) {
    await m0008UnitNature.up(raw);
    const stored = await units.find({}).sort({ _id: 1 }).toArray();
    expect(
      stored.map((row: Record<string, unknown>) => ({
        level: row['level'],
        sectors: row['sectors'],
        region: row['region'],
      })),
    ).toEqual([
      { level: 'county', sectors: [], region: '' },
      { level: 'other', sectors: [], region: '' },
      { level: 'city', sectors: ['education'], region: '330100' },
    ]);
  }
});
