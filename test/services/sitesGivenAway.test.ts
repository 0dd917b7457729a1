import type { Site } from '../../src/domain/accounts/site';
import type { UnitId } from '../../src/domain/ids';
import { MINUTE_MS } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { createDyingProcess, ProcessDied } from './dyingProcess';
import { useWorld } from './useWorld';
import { PAGE, principal, registration } from './world';

const world = useWorld();
const ROOT = principal('administrator', '1');

const siteOf = async (key: string): Promise<Site> => {
  const site = await world.storage.sites.byKey(key);
  if (site === null) throw new Error('no site');
  return site;
};
/** As whoever has read the site registers it: into the unit it had then. */
const addColumn = (siteKey: string, name: string) =>
  world.services.accounts.registerAccounts([{ ...registration('portal', name), siteKey }]);
/** A website of unit `a` with two columns, named for it. */
async function addSite(key: string): Promise<Site> {
  const known = { unitKey: 'a', homeUrl: `https://${key}.gov.test/`, identifierCode: null };
  await world.services.accounts.registerSites([{ key, name: `网站${key}`, ...known }]);
  for (const column of ['news', 'notices']) await addColumn(key, `${key}-${column}`);
  return siteOf(key);
}
const give = ({ id }: Site, unitId: UnitId, services = world.services) =>
  services.accounts.changeSite(id, { unitId, reason: '职能划转' }, ROOT);
const upkeep = () => world.services.accounts.resumeMoves();
const unitsOf = async ({ id }: Site): Promise<readonly UnitId[]> => [
  (await world.storage.sites.byId(id, null))?.unitId ?? ('' as UnitId),
  ...(await world.storage.accounts.ofSites([id])).map(({ account }) => account.unitId),
];
const movesOf = async (column: string) => {
  while ((await world.storage.outbox.relay(500)) > 0);
  const { id } = (await world.account(column)).account;
  const { items } = await world.storage.ledger.ofSubject(`account:${id}`, PAGE);
  return items.filter(({ reason }) => reason === 'site-moved');
};

describe('a website whose giving was killed, whatever call it died at, is brought there whole', () => {
  const goOn = {
    'by asking again': async (site: Site) => give(site, world.unitB),
    'by the upkeep, as far as it was said that it goes there': async () => upkeep(),
  };
  const cases = (['by asking again', 'by the upkeep, as far as it was said that it goes there'] as const).flatMap(
    (how) => [false, true].map((takesEffect) => [how, takesEffect] as const),
  );

  test.each(cases)('%s (the call took effect: %p)', async (how, takesEffect) => {
    const deaths: string[] = [];
    for (let atCall = 1; ; atCall += 1) {
      const key = `s${atCall}`;
      const site = await addSite(key);
      const process = createDyingProcess(world.storage, { atCall, takesEffect });
      const dying = createServices({ ...world.deps, storage: process.storage });
      const ended = await give(site, world.unitB, dying).catch((error: unknown) => error);
      if (!(ended instanceof ProcessDied)) break;
      deaths.push(process.diedAt());
      const isSaid = (await siteOf(key)).unitId === world.unitB;
      await addColumn(key, `${key}-late`);
      await goOn[how](site);
      const unitId = isSaid || how === 'by asking again' ? world.unitB : world.unitA;
      expect(await unitsOf(site)).toEqual([unitId, unitId, unitId, unitId]);
      for (const column of ['news', 'notices', 'late'])
        expect(await movesOf(`${key}-${column}`)).toHaveLength(unitId === world.unitB ? 1 : 0);
    }
    expect(new Set(deaths)).toEqual(
      new Set(['sites.byId', 'sites.byIds', 'accounts.ofSites', 'units.byId', 'sites.change', 'accounts.takeStep']),
    );
  });
});

describe('a column that is registered with the former unit', () => {
  test('while its website settles goes along, as it was said then; later it is meant', async () => {
    const site = await addSite('s');
    await give(site, world.unitB);
    expect(await upkeep()).not.toHaveProperty('columns');
    world.clock.pass(14 * MINUTE_MS);
    await addColumn('s', 's-late');
    expect(await upkeep()).toMatchObject({ columns: 1 });
    expect(await unitsOf(site)).toEqual([world.unitB, world.unitB, world.unitB, world.unitB]);
    expect(await movesOf('s-late')).toMatchObject([
      { actor: `person:${ROOT.personId}`, data: { note: '职能划转', unitFrom: world.unitA, unitTo: world.unitB } },
    ]);
    world.clock.pass(MINUTE_MS);
    await upkeep();
    await addColumn('s', 's-meant');
    expect(await upkeep()).not.toHaveProperty('columns');
    expect(await world.storage.sites.moving(10)).toEqual([]);
    expect((await world.account('s-meant')).account.unitId).toBe(world.unitA);
    expect((await siteOf('s')).moved).toBeUndefined();
  });

  test('of a website that was given away twice goes to the last one, and what another unit has of it stays', async () => {
    const site = await addSite('s');
    await world.services.accounts.registerAccounts([{ ...registration('portal', 's-other', 'office'), siteKey: 's' }]);
    await give(site, world.unitB);
    await give(site, world.unitA);
    await give(site, world.unitB);
    await addColumn('s', 's-late');
    await upkeep();
    expect((await world.account('s-late')).account.unitId).toBe(world.unitB);
    expect((await world.account('s-other')).account.unitId).toBe(world.officeId);
    // Given back, what was registered for the unit in between goes back as well.
    await give(site, world.unitA);
    await world.services.accounts.registerAccounts([{ ...registration('portal', 's-later', 'b'), siteKey: 's' }]);
    await upkeep();
    expect((await world.account('s-later')).account.unitId).toBe(world.unitA);
    expect((await world.account('s-other')).account.unitId).toBe(world.officeId);
  });
});
