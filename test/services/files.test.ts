import type { FileId } from '../../src/domain/ids';
import type { Principal } from '../../src/domain/people/role';
import { HOUR_MS } from '../../src/domain/time/instant';
import { png } from '../domain/files/fileSamples';
import { useWorld } from './useWorld';

const world = useWorld();
const somebody = (given: Partial<Principal>): Principal => ({
  ...{ personId: 'a'.repeat(24) as Principal['personId'], name: '张信息', role: 'officer', unitId: world.unitA },
  ...{ via: 'session' },
  ...given,
});
const other = (unitId: Principal['unitId']): Principal =>
  somebody({ personId: 'b'.repeat(24) as Principal['personId'], unitId });
const upload = (bytes: Uint8Array, by = somebody({})) => world.services.files.upload({ name: '公示.png', bytes }, by);

test('what was handed in is seen by who did, and by those who see a unit whose things have it', async () => {
  const { id } = await upload(png());
  const { files } = world.services;
  expect(await files.file(id, somebody({}))).toMatchObject({ name: '公示.png', group: 'picture', width: 2, height: 3 });
  await expect(files.content(id, other(world.unitA))).rejects.toMatchObject({ code: 'not-found' });
  await world.storage.files.hold([id], { subject: 'own-post:1', unitId: world.unitA });
  expect((await files.content(id, other(world.unitA))).bytes.length).toBe(png().length);
  expect((await files.content(id, other(null))).mediaType).toBe('image/png');
  await expect(files.content(id, other(world.unitB))).rejects.toMatchObject({ code: 'not-found' });
  await expect(files.file('f'.repeat(24) as FileId, other(null))).rejects.toMatchObject({ code: 'not-found' });
});

test('what is no picture and no attachment is refused with what is taken, and so is who may only read', async () => {
  await expect(upload(Buffer.from('<svg/>'))).rejects.toMatchObject({
    code: 'invalid-input',
    field: 'body',
    remedy: expect.stringContaining('JPEG') as string,
  });
  await expect(upload(png(), somebody({ role: 'viewer' }))).rejects.toMatchObject({ code: 'forbidden' });
});

test('a person and the office hand in so much a civil day; the next day begins anew', async () => {
  const half = Buffer.concat([png().subarray(0, 33), Buffer.alloc(512 * 1024 - png().length), png().subarray(33)]);
  await upload(half);
  await upload(half);
  await expect(upload(png())).rejects.toMatchObject({ code: 'too-many-requests' });
  await upload(half, other(world.unitB));
  await upload(half, other(world.unitB));
  const third = somebody({ personId: 'c'.repeat(24) as Principal['personId'] });
  await expect(upload(png(), third)).rejects.toMatchObject({ code: 'too-many-requests' });
  world.clock.pass(24 * HOUR_MS);
  expect((await upload(png())).type).toBe('png');
});
