import type { OwnPasswordView, PersonView, SessionView, SignInLinkView } from '../../src/api/people';
import type { ListView } from '../../src/api/wire';
import { MINUTE_MS } from '../../src/domain/time/instant';
import { PAGE } from '../services/world';
import { PASSWORD, useRealOffice } from './realOffice';
import { problemOf } from './serve';

const { world, ask, post, read, signIn, relayAll } = useRealOffice();

/** So long a link is good. */
const LINK_MS = 60 * MINUTE_MS;
const NEXT = 'Another-Long-2026';
const put = (headers: Record<string, string>, body: object): Promise<Response> =>
  ask(null, '/me/password', {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const cookieOf = (response: Response): string => (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
const idOf = async (username: string): Promise<string> => {
  const { items } = await read<ListView<PersonView>>('root', '/people');
  return items.find((person) => person.username === username)?.id ?? '?';
};
const ledgerOf = async (id: string): Promise<string> => {
  await relayAll();
  return JSON.stringify((await world.storage.ledger.ofSubject(`person:${id}`, PAGE)).items);
};
const signInOnce = async (username: string, password = PASSWORD): Promise<Response> =>
  post(null, '/sign-in', { username, password });

test("one's own password needs the present one, follows the rules, and ends the other sessions", async () => {
  const [here, elsewhere] = [await signIn('officer-a'), cookieOf(await signInOnce('officer-a'))];
  const change = async (body: object): Promise<[number, string | undefined, string]> => {
    const response = await put({ cookie: here }, body);
    const problem = response.status === 204 ? null : await problemOf(response);
    return [response.status, problem?.field, problem?.detail ?? ''];
  };
  expect(await change({ password: NEXT })).toEqual([400, 'present', expect.any(String)]);
  expect(await change({ present: 'not it', password: NEXT })).toEqual([400, 'present', '现在的密码不正确。']);
  expect(await change({ present: PASSWORD, password: 'alllowercase' })).toEqual([
    400,
    'password',
    '密码至少含大写字母、小写字母、数字、其他字符中的 3 类。',
  ]);
  expect(await change({ present: PASSWORD, password: PASSWORD })).toEqual([400, 'password', expect.any(String)]);
  const changed = await put({ cookie: here }, { present: PASSWORD, password: NEXT });
  expect(changed.status).toBe(204);
  const statuses = async (cookie: string): Promise<number> => (await ask(null, '/me', { headers: { cookie } })).status;
  expect([await statuses(here), await statuses(elsewhere), await statuses(cookieOf(changed))]).toEqual([401, 401, 200]);
  expect([(await signInOnce('officer-a')).status, (await signInOnce('officer-a', NEXT)).status]).toEqual([401, 200]);
  const lines = await ledgerOf(await idOf('officer-a'));
  expect(lines).toContain('password-changed');
  expect(lines).not.toContain(NEXT);
});

test('wrong guesses at the present password lock the name as wrong sign-ins do', async () => {
  const cookie = await signIn('officer-b');
  for (let guess = 0; guess < 4; guess += 1)
    expect((await put({ cookie }, { present: 'guess', password: NEXT })).status).toBe(400);
  expect((await problemOf(await put({ cookie }, { present: 'guess', password: NEXT }))).code).toBe('locked-out');
  expect((await problemOf(await put({ cookie }, { present: PASSWORD, password: NEXT }))).code).toBe('locked-out');
  expect((await problemOf(await signInOnce('officer-b'))).code).toBe('locked-out');
  world.clock.pass(15 * MINUTE_MS);
  expect((await signInOnce('officer-b')).status).toBe(200);
});

test('a link sets a forgotten password without the present one, for as long as the link itself was good', async () => {
  const id = await idOf('officer-b');
  const issue = async (forPassword = true, usedAfterMs = 0): Promise<string> => {
    const made = await post('root', `/people/${id}/sign-in-link`, { reason: '忘记密码', forPassword });
    const { url } = (await made.json()) as SignInLinkView;
    expect(url.endsWith('&then=password')).toBe(forPassword);
    const token = /#token=([^&]+)/.exec(url)?.[1] ?? '';
    world.clock.pass(usedAfterMs);
    return cookieOf(await post(null, '/sign-in/link', { token }));
  };
  const [late, plain] = [await issue(true, 10 * MINUTE_MS), await issue(false)];
  const needsPresent = async (cookie: string): Promise<boolean> =>
    ((await (await ask(null, '/me/password', { headers: { cookie } })).json()) as OwnPasswordView).needsPresent;
  expect(await needsPresent(late)).toBe(false);
  expect(await needsPresent(plain)).toBe(true);
  world.clock.pass(LINK_MS - 10 * MINUTE_MS);
  expect(await needsPresent(late)).toBe(true);
  expect((await put({ cookie: late }, { password: 'Reset-by-link-1' })).status).toBe(400);
  expect((await put({ cookie: await issue() }, { password: 'Reset-by-link-1' })).status).toBe(204);
  expect((await signInOnce('officer-b', 'Reset-by-link-1')).status).toBe(200);
  const lines = await ledgerOf(id);
  for (const line of ['password-link-issued', 'password-changed']) expect(lines).toContain(line);
  expect(lines).not.toContain('Reset-by-link-1');
});

test('sessions are listed with where from and when last seen, this one marked, and one of them is ended', async () => {
  const edge = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0';
  const here = await signIn('duty');
  const there = cookieOf(
    await ask(null, '/sign-in', {
      method: 'POST',
      body: JSON.stringify({ username: 'duty', password: PASSWORD }),
      headers: { 'content-type': 'application/json', 'user-agent': edge },
    }),
  );
  const sessions = async (): Promise<readonly SessionView[]> =>
    (await read<ListView<SessionView>>('duty', '/me/sessions')).items;
  const before = await sessions();
  expect(before.filter(({ isThis }) => isThis)).toHaveLength(1);
  const other = before.find(({ from }) => from?.browser === 'edge');
  expect(other).toMatchObject({ by: 'password', isThis: false, from: { address: '127.0.0.1', system: 'windows' } });
  world.clock.pass(6 * MINUTE_MS);
  await ask(null, '/me', { headers: { cookie: there, 'user-agent': edge } });
  const seen = (await sessions()).find(({ id }) => id === other?.id);
  expect(seen?.lastSeenAt).toBe(world.clock.now().toISOString());
  const ended = await ask('duty', `/me/sessions/${other?.id}`, { method: 'DELETE' });
  expect(ended.status).toBe(204);
  expect((await ask(null, '/me', { headers: { cookie: there } })).status).toBe(401);
  expect((await ask(null, '/me', { headers: { cookie: here } })).status).toBe(200);
  expect((await sessions()).some(({ id }) => id === other?.id)).toBe(false);
  expect((await ask('duty', `/me/sessions/${other?.id}`, { method: 'DELETE' })).status).toBe(404);
});

test("somebody else's sessions are for who manages them alone, and ending one needs a reason", async () => {
  const id = await idOf('duty');
  const path = `/people/${id}/sessions`;
  expect((await problemOf(await ask('officer-b', path))).code).toBe('not-signed-in');
  expect((await problemOf(await ask('duty', path))).code).toBe('forbidden');
  expect((await problemOf(await ask('chief-b', path))).code).toBe('not-found');
  const [session] = (await read<ListView<SessionView>>('root', path)).items;
  const end = `${path}/${session?.id}/end`;
  expect((await problemOf(await post('root', end, { reason: ' ' }))).field).toBe('reason');
  expect((await problemOf(await post('chief-b', end, { reason: '手机遗失' }))).code).toBe('not-found');
  expect((await post('root', end, { reason: '手机遗失' })).status).toBe(204);
  expect((await ask('duty', '/me')).status).toBe(401);
  expect(await ledgerOf(id)).toContain('session-ended');
  // A session of one person is not reached under the name of another.
  const mine = (await read<ListView<SessionView>>('root', '/me/sessions')).items[0]?.id ?? '';
  expect((await post('root', `${path}/${mine}/end`, { reason: '试' })).status).toBe(404);
});
