import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedStore, type EmbeddedStore } from '@gov-matrix/embedded-store';
import type { AccountView } from '../../src/api/accounts';
import type { CredentialView } from '../../src/api/credentials';
import type { ListView } from '../../src/api/wire';

/** A worker and a web process over one store, as an office would run them: what platforms call reaches the worker. */
const TOKEN = 'bootstrap-token-of-the-test-0123456789';
let folder: string;
let store: EmbeddedStore;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'two-processes-'));
  store = await startEmbeddedStore({ dataDir: path.join(folder, 'store'), databaseName: 'gov_matrix' });
});
afterAll(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await store.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

interface Role {
  readonly child: ChildProcess;
  /** Where it serves, once it does; `-` where it serves nobody. */
  readonly ready: Promise<string>;
}

function start(role: 'web' | 'worker'): Role {
  const child = spawn(
    process.execPath,
    ['--require', require.resolve('tsx/cjs'), path.join(__dirname, 'runRole.ts'), role, path.join(folder, 'data')],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, MONGODB_URI: store.uri, BOOTSTRAP_TOKEN: TOKEN } },
  );
  children.push(child);
  const ready = new Promise<string>((resolve, reject) => {
    let [said, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /^READY (\S+)$/m.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once('exit', () => reject(new Error(`${role} ended: ${errors}`)));
  });
  return { child, ready };
}

/** The platform's page as the officer's browser fills it in: its hidden fields, the account, and consent. */
async function consent(pageUrl: string, externalId: string): Promise<Response> {
  const page = new URL(pageUrl);
  const html = await (await fetch(page)).text();
  const fields = new URLSearchParams(
    [...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [
      name,
      value.replaceAll('&amp;', '&'),
    ]),
  );
  fields.set('account', externalId);
  fields.set('decision', 'allow');
  const decided = await fetch(`${page.origin}${page.pathname}`, { method: 'POST', redirect: 'manual', body: fields });
  return fetch(decided.headers.get('location') ?? '', { redirect: 'manual' });
}

/** Asked again until it fits: the two processes work at their own pace. */
async function until<T>(ask: () => Promise<T>, fits: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (fits(value)) return value;
    await pause(200);
  }
}

test('a WeChat account is authorised in the web process, by the ticket its callback took, and works in the worker', async () => {
  const worker = start('worker');
  const web = start('web');
  expect(await worker.ready).toBe('-');
  let url = await web.ready;
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const read = async <T>(of: string): Promise<T> =>
    (await fetch(`${url}/api/v1${of}`, { headers })).json() as Promise<T>;
  const authorise = (accountId: string): Promise<Response> =>
    fetch(`${url}/api/v1/credentials/authorise`, { method: 'POST', headers, body: JSON.stringify({ accountId }) });

  const { items } = await read<ListView<AccountView>>('/accounts?platform=wechat&limit=50');
  const account = items.find(({ name }) => name !== '');
  if (account === undefined) throw new Error('no WeChat account');
  // Until the component's ticket has come by callback and was taken in by the worker, nobody can be asked.
  const begun = await until(
    () => authorise(account.id),
    ({ status }) => status === 200,
  );
  const page = ((await begun.json()) as { readonly url: string }).url;
  const back = await consent(page, account.externalId);
  expect([back.status, back.headers.get('location')]).toEqual([303, `/credentials?authorised=${account.id}`]);
  const credentialOf = async (): Promise<CredentialView | undefined> =>
    (await read<ListView<CredentialView>>('/credentials?platform=wechat&limit=200')).items.find(
      ({ accountId }) => accountId === account.id,
    );
  // Its test is the worker's; it reaches the same simulated platform.
  expect(await until(credentialOf, (credential) => credential?.state === 'working')).toMatchObject({
    kind: 'wechat-component-grant',
  });

  // The web process comes back under another address: the platforms follow it.
  web.child.kill('SIGTERM');
  await once(web.child, 'exit');
  url = await start('web').ready;
  const other = items.find(({ id }) => id !== account.id);
  if (other === undefined) throw new Error('no other WeChat account');
  const again = ((await (await authorise(other.id)).json()) as { readonly url: string }).url;
  expect((await consent(again, other.externalId)).status).toBe(303);
});
