import type { PersonView, SignInLinkView } from '../../src/api/people';
import type { ListView } from '../../src/api/wire';
import { until } from './listener';
import { PASSWORD, useRealOffice } from './realOffice';
import { problemOf } from './serve';

const { ask, post, read, signIn, listen } = useRealOffice();

const idOf = async (username: string): Promise<string> => {
  const { items } = await read<ListView<PersonView>>('root', '/people');
  return items.find((person) => person.username === username)?.id ?? '?';
};

test('whoever is shut out loses session and stream at once, and comes back only when let in again', async () => {
  const id = await idOf('officer-a');
  const listener = listen('officer-a');
  await until('live', () => listener.beats.length > 0);
  const response = await post('root', `/people/${id}/disabled`, { disabled: true, reason: '调离岗位' });
  expect([response.status, ((await response.json()) as PersonView).disabled]).toEqual([200, true]);
  expect((await ask('officer-a', '/me')).status).toBe(401);
  await until('cut', () => listener.ends.length === 1);
  expect((await post(null, '/sign-in', { username: 'officer-a', password: PASSWORD })).status).toBe(401);
  expect((await post('root', `/people/${id}/disabled`, { disabled: false, reason: '调回' })).status).toBe(200);
  expect((await ask('officer-a', '/me')).status).toBe(401);
  await signIn('officer-a');
  expect((await ask('officer-a', '/me')).status).toBe(200);
});

test('whose sessions are ended is out at once, on every device, and may sign in again', async () => {
  const path = `/people/${await idOf('officer-a')}/sessions-end`;
  expect((await ask('officer-a', '/me')).status).toBe(200);
  expect((await problemOf(await post('duty', path, { reason: 'x' }))).code).toBe('forbidden');
  expect((await problemOf(await post('root', path, { reason: ' ' }))).field).toBe('reason');
  expect((await post('root', path, { reason: '手机遗失' })).status).toBe(204);
  expect((await ask('officer-a', '/me')).status).toBe(401);
  await signIn('officer-a');
  expect((await ask('officer-a', '/me')).status).toBe(200);
});

test('a locked person gets in by a link that an administrator made, once', async () => {
  for (let attempt = 0; attempt < 5; attempt += 1)
    await post(null, '/sign-in', { username: 'officer-b', password: 'guess' });
  const locked = await post(null, '/sign-in', { username: 'officer-b', password: PASSWORD });
  expect((await problemOf(locked)).code).toBe('locked-out');
  const made = await post('chief-b', `/people/${await idOf('officer-b')}/sign-in-link`, { reason: '已电话核实' });
  expect(made.status).toBe(201);
  const { url } = (await made.json()) as SignInLinkView;
  const { origin, pathname, hash } = new URL(url);
  expect([origin.startsWith('http://127.0.0.1:'), pathname]).toEqual([true, '/sign-in']);
  const token = hash.slice('#token='.length);
  expect((await post(null, '/sign-in/link', { token })).status).toBe(200);
  expect((await problemOf(await post(null, '/sign-in/link', { token }))).code).toBe('link-used-or-expired');
});

test('people are managed by administrators, within their unit, never by or for oneself, and always with a reason', async () => {
  const path = `/people/${await idOf('duty')}`;
  expect((await problemOf(await ask('duty', '/people'))).code).toBe('forbidden');
  const { items } = await read<ListView<PersonView>>('chief-b', '/people');
  expect(items.map(({ username }) => username)).toEqual(['chief-b', 'officer-b']);
  expect((await post('duty', `${path}/disabled`, { disabled: true, reason: 'x' })).status).toBe(403);
  expect((await post('chief-b', `${path}/disabled`, { disabled: true, reason: 'x' })).status).toBe(404);
  expect((await post('chief-b', `${path}/sign-in-link`, { reason: 'x' })).status).toBe(404);
  const own = `/people/${await idOf('root')}/disabled`;
  expect((await problemOf(await post('root', own, { disabled: true, reason: 'x' }))).code).toBe('conflict');
  const without = await problemOf(await post('root', `${path}/disabled`, { disabled: true, reason: ' ' }));
  expect([without.code, without.field]).toEqual(['invalid-input', 'reason']);
});
