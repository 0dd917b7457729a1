import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AlertView } from '../../src/api/alerts';
import type { OwnPostView } from '../../src/api/ownPosts';
import type { ReviewView } from '../../src/api/reviews';
import type { AccountView } from '../../src/api/accounts';
import type { ListView } from '../../src/api/wire';
import type { UnitView } from '../../src/api/people';
import type { SandboxPlatform, SandboxPublicPost } from '@gov-matrix/platform-sandbox';
import { startSteppedDemo, type SteppedDemo } from './steppedDemo';

/**
 * One item of an office from its first draft to a copy that somebody altered on its platform: the whole product with its
 * real connectors on the simulated platforms, asked over HTTP as the pages ask it.
 */
const PASSWORD = 'correct-horse-battery';
const TITLE = '关于做好冬季森林防火工作的提示';
const BODY = '12月1日至次年3月31日为防火期。\n全县设检查点12个，由县应急管理局局长王建国负责。\n请勿携带火种进山。';
const PEOPLE = [
  ['author', 'officer'],
  ['first', 'operator'],
  ['second', 'operator'],
  ['secrecy', 'operator'],
  ['third', 'administrator'],
] as const;
type Who = (typeof PEOPLE)[number][0];
const PLATFORMS: readonly SandboxPlatform[] = ['weibo', 'wechat', 'portal'];
/** Two seconds of the test’s clock each: far more than it takes, only so that the test ends. */
const MOST_STEPS = 900;

let folder = '';
let demo: SteppedDemo;
const cookies = new Map<Who, string>();

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-own-'));
  demo = await startSteppedDemo({ dataDir: folder, at: new Date('2026-11-23T09:00:00+08:00'), accounts: 16 });
  const [county] = await demo.app.storage.units.list(null);
  for (const [username, role] of PEOPLE) {
    const unitId = username === 'author' ? (county?.id ?? null) : null;
    const person = { username, name: username, role, unitId, password: PASSWORD, disabled: false };
    await demo.app.services.people.register(person, 'system');
    const response = await send(null, 'POST', '/sign-in', { username, password: PASSWORD });
    cookies.set(username, (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '');
  }
});
afterAll(async () => {
  await demo.app.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const send = (as: Who | null, method: string, at: string, body?: object): Promise<Response> =>
  fetch(`${demo.app.url ?? ''}/api/v1${at}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', cookie: as === null ? '' : (cookies.get(as) ?? '') },
  });
const must = async <T>(as: Who, method: string, at: string, body?: object): Promise<T> => {
  const response = await send(as, method, at, body);
  const value = (await response.json()) as T;
  expect([method, at, response.ok ? null : value]).toEqual([method, at, null]);
  return value;
};
const shown = (id: string): Promise<OwnPostView> => must('author', 'GET', `/own-posts/${id}`);
const until = async (is: () => Promise<boolean>): Promise<void> => {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    await demo.step();
    if (steps % 5 === 0 && (await is())) return;
  }
  throw new Error('it does not come about');
};
/** What is public of the item on each platform, round all interfaces of the product. */
const publicCopies = (keys: readonly string[]): readonly (readonly SandboxPublicPost[])[] =>
  keys.map((key) =>
    demo.sandbox.control.publicPosts(key).filter(({ title, text }) => `${title}${text}`.includes(TITLE)),
  );
const step = async ({ reviewId }: OwnPostView, as: Who, asked: object, at = 'steps'): Promise<ReviewView> => {
  const { version } = await must<ReviewView>(as, 'GET', `/reviews/${reviewId ?? ''}`);
  return must(as, 'POST', `/reviews/${reviewId ?? ''}/${at}`, { version, ...asked });
};

test('an item is returned, passed by three and the secrecy gate, public once on each of three platforms, and a copy that is altered there is found', async () => {
  const accounts = await must<ListView<AccountView>>('author', 'GET', '/accounts?limit=200');
  const chosen = PLATFORMS.map((platform) => {
    const account = demo.sandbox.county.accounts.find(
      (one) => one.platform === platform && one.behaviour === 'lively' && one.credential !== null,
    );
    const row = accounts.items.find((one) => one.platform === platform && one.name === account?.name);
    if (account === undefined || row === undefined) throw new Error(`no account on ${platform}`);
    return { key: account.key, id: row.id, safeDomain: account.credential?.['safeDomain'] };
  });
  const keys = chosen.map(({ key }) => key);
  const units = await must<ListView<UnitView>>('author', 'GET', '/units');
  const writing = {
    ...{ title: TITLE, summary: '防火期内请勿携带火种进山。' },
    link: `http://${chosen[0]?.safeDomain ?? ''}/notice/1.html`,
    channels: chosen.map(({ id }) => ({ accountId: id })),
  };

  // Drafted with a figure that is not right, looked at, handed in, and returned with words.
  const draft = { ...writing, unitId: units.items[0]?.id ?? '', body: BODY.replace('12个', '21个') };
  const begun = await must<OwnPostView>('author', 'POST', '/own-posts', draft);
  const { channels } = await must<{ channels: readonly { byHand: unknown; draft: { text: string } | null }[] }>(
    ...(['author', 'GET', `/own-posts/${begun.id}/preview`] as const),
  );
  expect(channels.map(({ byHand }) => byHand)).toEqual([null, null, null]);
  const handedIn = await must<OwnPostView>('author', 'POST', `/own-posts/${begun.id}/submit`, {
    version: begun.version,
  });
  await step(handedIn, 'first', { step: 'pass' });
  await step(handedIn, 'second', { step: 'return', reason: '检查点数字有误' });
  const returned = await shown(begun.id);
  expect(returned.state).toBe('returned');

  // Set right by its author, handed in again, and passed by three others and the secrecy gate.
  const edited = await must<OwnPostView>('author', 'PUT', `/own-posts/${begun.id}`, {
    ...{ ...writing, body: BODY, version: returned.version },
  });
  await must('author', 'POST', `/own-posts/${begun.id}/submit`, { version: edited.version });
  await step(handedIn, 'first', { step: 'pass' });
  await step(handedIn, 'second', { step: 'pass' });
  const early = await send('third', 'POST', `/reviews/${handedIn.reviewId ?? ''}/steps`, {
    ...{
      version: (await must<ReviewView>('third', 'GET', `/reviews/${handedIn.reviewId ?? ''}`)).version,
      step: 'pass',
    },
  });
  expect([early.status, publicCopies(keys)]).toEqual([409, [[], [], []]]);
  const gate = { result: 'pass', classification: 'none', disclosure: 'proactive' };
  await step(handedIn, 'secrecy', gate, 'secrecy');
  for (let steps = 0; steps < 10; steps += 1) await demo.step();
  expect(publicCopies(keys)).toEqual([[], [], []]);
  await step(handedIn, 'third', { step: 'pass' });

  // Public once on each of the three, and done when each was seen and says what was passed.
  await until(async () => (await shown(begun.id)).state === 'published');
  const copies = publicCopies(keys);
  expect(copies.map((posts) => posts.map(({ origin }) => origin))).toEqual([['api'], ['api'], ['api']]);
  const published = await shown(begun.id);
  expect(published.copies.map(({ state, compared, differences }) => [state, compared, differences])).toEqual([
    ['seen', true, []],
    ['seen', true, []],
    ['seen', true, []],
  ]);
  // Addresses of the platforms' own, so that everybody can go and see.
  expect(published.copies.map(({ url }) => typeof url)).toEqual(['string', 'string', 'string']);

  // Somebody rewrites the article on WeChat's own page.
  const article = copies[1]?.[0];
  const key = keys[1] ?? '';
  if (article === undefined) throw new Error('no article');
  demo.sandbox.control.editPost(key, article.id, { text: article.text.replace('12个', '15个') });
  await must('third', 'POST', `/accounts/${chosen[1]?.id ?? ''}/collect`);
  await until(async () => (await shown(begun.id)).differing > 0);
  const altered = await shown(begun.id);
  expect(altered.copies.map(({ differences }) => differences)).toMatchObject([
    [],
    [{ kind: 'figure', expected: '12', found: '15' }],
    [],
  ]);
  const openAlerts = async (): Promise<readonly AlertView[]> =>
    (await must<ListView<AlertView>>('author', 'GET', '/alerts?kind=copies-differ&state=unresolved')).items;
  await until(async () => (await openAlerts()).length > 0);
  expect(await openAlerts()).toMatchObject([{ reason: 'figure', subject: { accountId: chosen[1]?.id } }]);
  // Looking again and again published nothing a second time.
  expect(publicCopies(keys).map((posts) => posts.length)).toEqual([1, 1, 1]);
});
