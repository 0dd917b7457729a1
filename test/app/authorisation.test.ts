import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startApp, type App } from '../../src/app/app';
import { loadConfig } from '../../src/config/config';
import type { Principal } from '../../src/domain/people/role';
import type { PersonId } from '../../src/domain/ids';
import { LISTENING_BEAT_MS } from '../../src/domain/credentials/messageFlow';
import { createRuntime } from '../../src/app/runtime';
import type { Sandbox, SandboxAccount } from '@gov-matrix/platform-sandbox';

/**
 * The whole product against the simulated platforms, authorised the way an officer does it: through the platforms' own
 * pages.
 */
let folder: string;
let app: App;
/** Stands until a test moves it. */
let now = new Date('2026-11-23T09:00:00+08:00');
const administrator: Principal = {
  personId: 'a'.repeat(24) as PersonId,
  name: '管理员',
  role: 'administrator',
  unitId: null,
  via: 'session',
};
const signal = new AbortController().signal;
const run = { owner: 'test', max: 500, signal };

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-authorise-'));
  app = await startApp(loadConfig({ DATA_DIR: folder, PORT: '0', SANDBOX: 'on' }), {
    role: 'all',
    runtime: { ...createRuntime('error'), clock: { now: () => now } },
    say: () => undefined,
    demo: { pace: { nextPolicyAfterMs: 3_600_000 }, size: { units: 10, accounts: 30 } },
    // Nothing ticks by itself: the test takes each step.
    ticker: { schedule: () => ({ stop: () => undefined }) },
  });
});
afterAll(async () => {
  await app.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const sandbox = (): Sandbox => {
  if (app.sandbox === null) throw new Error('no simulated platforms');
  return app.sandbox;
};
const ofCounty = (platform: SandboxAccount['platform']): SandboxAccount => {
  const found = sandbox().county.accounts.find(
    (one) =>
      one.platform === platform &&
      one.behaviour === 'ordinary' &&
      !('authorizerRefreshToken' in (one.credential ?? {})),
  );
  if (found === undefined) throw new Error(`no ordinary ${platform} account`);
  return found;
};
const stored = async (account: SandboxAccount) => {
  const record = await app.storage.accounts.byExternalId(account.platform, account.externalId);
  const credential = record === null ? null : await app.storage.credentials.ofAccount(record.account.id);
  if (record === null || credential === null) throw new Error('not registered');
  return { record, credential };
};
/**
 * What the officer's browser does on the platform's page: the form of the page with its hidden fields, then wherever it
 * is sent.
 */
async function consent(pageUrl: string, account: SandboxAccount): Promise<Response> {
  const page = new URL(pageUrl);
  const html = await (await fetch(page)).text();
  const fields = new URLSearchParams(
    [...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [
      name,
      value.replaceAll('&amp;', '&'),
    ]),
  );
  fields.set('account', account.externalId);
  fields.set('decision', 'allow');
  const decided = await fetch(`${page.origin}${page.pathname}`, { method: 'POST', redirect: 'manual', body: fields });
  expect(decided.status).toBe(302);
  return fetch(decided.headers.get('location') ?? '', { redirect: 'manual' });
}
const begin = async (account: SandboxAccount): Promise<string> =>
  (
    await app.services.credentials.authorise(
      { accountId: (await stored(account)).record.account.id, applicationId: null, origin: app.url ?? '', signal },
      administrator,
    )
  ).url;

test("a Weibo account is authorised anew through the platform's page, and its new token is accepted", async () => {
  const account = ofCounty('weibo');
  const before = (await stored(account)).credential;
  const back = await consent(await begin(account), account);
  expect([back.status, back.headers.get('location')]).toEqual([
    303,
    `/credentials?authorised=${(await stored(account)).record.account.id}`,
  ]);
  const after = (await stored(account)).credential;
  expect(after).toMatchObject({ version: before.version + 1, grantedBy: { name: '管理员' }, state: 'untested' });
  await app.services.credentials.testDue(run);
  expect((await stored(account)).credential).toMatchObject({ state: 'working', lastCheckOutcome: 'accepted' });
});

test('consent of another Weibo account than the one asked for stores nothing', async () => {
  const account = ofCounty('weibo');
  const other = sandbox().county.accounts.find(
    (one) => one.platform === 'weibo' && one.externalId !== account.externalId,
  );
  if (other === undefined) throw new Error('no other account');
  const before = (await stored(account)).credential;
  const back = await consent(await begin(account), other);
  expect(back.status).toBe(400);
  expect(await back.text()).toContain('没有保存任何新的凭证');
  expect((await stored(account)).credential.version).toBe(before.version);
});

test('a WeChat account is authorised to the component, whose ticket came by callback, and its messages reach us', async () => {
  const account = ofCounty('wechat');
  await sandbox().control.deliverDue();
  expect(await app.services.credentials.workMessages(run)).toMatchObject({ done: 1 });
  const back = await consent(await begin(account), account);
  expect(back.status).toBe(303);
  expect((await stored(account)).credential).toMatchObject({
    kind: 'wechat-component-grant',
    applicationId: sandbox().applications.wechatComponent.appId,
  });
  await app.services.credentials.testDue(run);
  expect((await stored(account)).credential).toMatchObject({ state: 'working' });

  await sandbox().control.deliverDue();
  await app.services.credentials.workMessages(run);
  sandbox().control.massSend(account.key, { title: '群发的通知', text: '列表里看不到的一条。' });
  // The platform takes its time to send to everybody, and tells of it then.
  for (let beats = 0; beats < 100 && (await titles(account)).length === 0; beats += 1) {
    now = new Date(now.getTime() + LISTENING_BEAT_MS);
    // Our listener's sign of life comes by a real timer otherwise.
    await app.services.credentials.noteListening();
    await sandbox().control.deliverDue();
    await app.services.credentials.workMessages(run);
  }
  // The platform leaves the addresses out of some of these messages: then the sending itself is what is known.
  expect([['群发的通知'], ['']]).toContainEqual(await titles(account));

  const { record } = await stored(account);
  await app.storage.accounts.expediteLooks([record.account.id], now);
  await app.services.accounts.collectDue(run);
  const seen = (await stored(account)).record;
  expect(seen.facts).toMatchObject({ lastLookOutcome: 'items', coverage: 'full' });

  sandbox().control.cancelAuthorisation(account.key);
  await sandbox().control.deliverDue();
  await app.services.credentials.workMessages(run);
  expect((await stored(account)).credential.state).toBe('refused');
});

async function titles(account: SandboxAccount): Promise<string[]> {
  const { record } = await stored(account);
  return (await app.storage.posts.list(record.account.id, { limit: 50, cursor: null })).items
    .filter(({ origin }) => origin === 'message')
    .map(({ title }) => title);
}

test('a probe sees what a look would see', async () => {
  const account = ofCounty('portal');
  const view = await app.services.accounts.probe(
    {
      platform: 'portal',
      externalId: account.externalId,
      name: '',
      homeUrl: account.homeUrl,
      columnClass: 'news',
      settings: { kind: account.portal?.kind ?? 'list', listUrl: account.portal?.listUrl ?? '' },
      credential: null,
    },
    signal,
    administrator,
  );
  expect(view).toMatchObject({ outcome: 'items' });
  expect(view.items.length).toBeGreaterThan(0);
});
