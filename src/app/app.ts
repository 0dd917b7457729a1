import fs from 'node:fs';
import path from 'node:path';
import { loadCalendar } from '../config/calendarSource';
import type { Config } from '../config/config';
import { createConnectors } from '../connectors/index';
import { addCivilDays, civilDateOf } from '../domain/time/civil';
import type { CivilDate } from '../domain/time/instant';
import { dayKind, type WorkCalendar } from '../domain/time/workCalendar';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import { createHttpServer } from '../http/index';
import type { Storage } from '../ports/storage';
import { registerCounty } from './demo/registerCounty';
import type { Origin } from './origin';
import { registerConfigured } from './registerConfigured';
import type { Runtime } from './runtime';
import { startSandbox, type Sandbox, type SandboxOptions } from '@gov-matrix/platform-sandbox';
import { createScheduler, type Ticker } from '../scheduler/scheduler';
import { createCipher, keysOf, passwords } from './secrets';
import { createServices, type Services } from '../services/index';
import { serviceSettings } from '../config/serviceSettings';
import { openStorage } from '../storage/index';
import { createTrainingGround } from './demo/trainingGround';
import { VERSION } from './version';

/** Which parts this process runs: `web` serves people, `worker` looks, judges and publishes, `all` does both. */
export type ProcessRole = 'all' | 'web' | 'worker';

/** Something the operator can mend by themselves; shown as one sentence, without a stack. Exit code 2. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

export interface App {
  readonly url: string | null;
  readonly services: Services;
  readonly storage: Storage;
  readonly sandbox: Sandbox | null;
  /** One-time sign-in links, by what they are for. */
  readonly signInLinks: readonly { readonly title: string; readonly url: string }[];
  /** Stops taking work, lets what runs finish (bounded), closes everything in the reverse order of opening. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly role: ProcessRole;
  readonly runtime: Runtime;
  /** Told what is being done, a line at a time. */
  readonly say: (line: string) => void;
  /** How large and how quick the simulated county is; the sandbox's own defaults when absent. */
  readonly demo?: Pick<SandboxOptions, 'pace' | 'size' | 'seed' | 'kinds'>;
  /** Where ticks come from; node-cron unless a rehearsal steps through a day of its own. */
  readonly ticker?: Ticker;
}

type Closer = () => Promise<void> | void;

/** Opens the store alone, embedded or real, with its migrations run: what `import` and `audit` need. */
export async function openStore(
  config: Config,
  { runtime, say }: Pick<StartOptions, 'runtime' | 'say'>,
): Promise<{ readonly storage: Storage; readonly close: () => Promise<void> }> {
  fs.mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const embedded =
    config.mongodbUri === null
      ? await startEmbeddedStore({ dataDir: path.join(config.dataDir, 'store'), onProgress: say })
      : null;
  try {
    const { clock, ids, hasher, log } = runtime;
    const keys = keysOf(config);
    const cipher = createCipher(keys.current, keys.previous);
    const storage = await openStorage({
      uri: config.mongodbUri ?? embedded?.uri ?? '',
      clock,
      ids,
      hasher,
      log,
      cipher,
      onProgress: say,
    });
    return {
      storage,
      close: async () => {
        await storage.close();
        await embedded?.close();
      },
    };
  } catch (cause) {
    await embedded?.close();
    throw cause;
  }
}

/** Starts everything the role asks for. If any step fails, what was opened before is closed again. */
export async function startApp(config: Config, options: StartOptions): Promise<App> {
  const closers: Closer[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return await assemble(config, options, { closers, stop });
  } catch (cause) {
    await stop();
    throw cause;
  }
}

async function assemble(
  config: Config,
  options: StartOptions,
  life: { readonly closers: Closer[]; readonly stop: () => Promise<void> },
): Promise<App> {
  const { runtime, say, role } = options;
  const { clock, random, ids, hasher, log } = runtime;
  const store = await openStore(config, options);
  life.closers.push(store.close);
  const { storage } = store;
  const calendar = loadCalendar(config.calendarDir);
  const demo = await runsOnSandbox(config, storage);
  // A process that only serves people reaches no platform; the worker beside it owns the simulated ones.
  const sandbox =
    demo && role !== 'web' ? await openSandbox(config, { calendar, runtime, demo: options.demo ?? {} }) : null;
  if (sandbox !== null) {
    life.closers.push(() => sandbox.close());
    say(
      `模拟平台已启动：微博 ${sandbox.weiboBase}  微信 ${sandbox.wechatBase}  网站 ${sandbox.portalBase}  中国政府网 ${sandbox.govcnBase}`,
    );
  }
  const connectors = createConnectors({
    http: {
      timeoutMs: config.outbound.timeoutSeconds * 1000,
      maxBytes: config.outbound.maxMegabytes * 1_000_000,
      perHost: config.outbound.perHost,
    },
    bases:
      sandbox === null
        ? config.bases
        : { weibo: sandbox.weiboBase, wechat: sandbox.wechatBase, govcn: sandbox.govcnBase },
    clock,
    tokenStore: storage.tokens,
    allowedPrivateOrigins:
      sandbox === null
        ? config.outbound.allowedPrivateOrigins
        : [sandbox.weiboBase, sandbox.wechatBase, sandbox.portalBase, sandbox.govcnBase],
  });
  life.closers.push(() => connectors.close());
  const services = createServices({
    storage,
    connectors: connectors.registry,
    policyFeed: connectors.policyFeed,
    passwords,
    clock,
    random,
    ids,
    hasher,
    log,
    settings: serviceSettings(config, calendar),
    ...(sandbox === null ? {} : { training: createTrainingGround(sandbox) }),
  });
  if (role !== 'web') await registerEverything(config, { services, storage, sandbox, calendar, clock, say });
  const rehearsal = options.ticker ?? null;
  const scheduler =
    role === 'web'
      ? null
      : createScheduler({
          services,
          storage,
          clock,
          ids,
          log,
          schedule: {
            intakeEverySeconds:
              sandbox === null || rehearsal !== null ? config.policies.intervalSeconds : DEMO_INTAKE_SECONDS,
          },
          ...(rehearsal === null ? {} : { ticker: rehearsal }),
        });
  const http =
    role === 'worker'
      ? null
      : createHttpServer({
          services,
          clock,
          log,
          storeIsUp: () => storage.ping(2_000),
          progress: scheduler === null ? null : () => scheduler.progress(),
          config: {
            host: config.host,
            port: config.port,
            secureCookies: config.server.secureCookies,
            trustProxyHops: config.server.trustProxyHops,
            sandbox: demo,
            version: VERSION,
            publicUrl: config.publicUrl,
            webRoot: webRoot(),
          },
        });
  const url = http === null ? null : (await http.listen()).url;
  if (http !== null) life.closers.push(() => http.close());
  if (sandbox !== null && url !== null) await connectCallbacks(sandbox, url);
  if (scheduler !== null) {
    await scheduler.start();
    life.closers.push(() => scheduler.stop());
  }
  const signInLinks = url === null ? [] : await createSignInLinks(config, { services, storage, url, demo });
  return { url, services, storage, sandbox, signInLinks, stop: life.stop };
}

/** In the demo a policy must be seen within seconds of its publication; real sources are read every few minutes. */
const DEMO_INTAKE_SECONDS = 10;

/** Tells the simulated WeChat where to send its messages, as an administrator would on the open platform's page. */
async function connectCallbacks({ control, applications }: Sandbox, url: string): Promise<void> {
  await control.setCallback(
    'wechat-component',
    `${url}/callbacks/wechat/component/${applications.wechatComponent.appId}`,
  );
  await control.setCallback('wechat-component-messages', `${url}/callbacks/wechat/$APPID$`);
}

/** Whether this store lives on the simulated platforms; refuses to mix them with real accounts. */
async function runsOnSandbox(config: Config, storage: Storage): Promise<boolean> {
  const origin = (await storage.settings.get('accounts.origin')) as Origin | null;
  if (config.sandbox === 'off' && origin === 'sandbox')
    throw new StartRefused(
      `数据目录 ${config.dataDir} 中是演示数据，不能接入真实平台；请换一个 DATA_DIR。(This data folder holds the demo; use another DATA_DIR.)`,
    );
  if (config.sandbox === 'on' && origin === 'real')
    throw new StartRefused(
      `数据目录 ${config.dataDir} 中是真实账号，不能用于演示；请换一个 DATA_DIR。(This data folder holds real accounts; use another DATA_DIR for the demo.)`,
    );
  return config.sandbox === 'on' || (config.sandbox === 'auto' && origin !== 'real');
}

function openSandbox(
  config: Config,
  {
    calendar,
    runtime,
    demo,
  }: { readonly calendar: WorkCalendar; readonly runtime: Runtime; readonly demo: NonNullable<StartOptions['demo']> },
): Promise<Sandbox> {
  return startSandbox({
    dataDir: path.join(config.dataDir, 'sandbox'),
    ...demo,
    now: () => runtime.clock.now(),
    offDays: (date) => {
      const kind = dayKind(calendar, date as CivilDate);
      if (!kind.certain) return 'unknown';
      return kind.working ? 'work' : 'off';
    },
  });
}

async function registerEverything(
  config: Config,
  {
    services,
    storage,
    sandbox,
    calendar,
    clock,
    say,
  }: {
    readonly services: Services;
    readonly storage: Storage;
    readonly sandbox: Sandbox | null;
    readonly calendar: WorkCalendar;
    readonly clock: Runtime['clock'];
    readonly say: (line: string) => void;
  },
): Promise<void> {
  const today = civilDateOf(clock.now());
  // The demo's past already holds reposts of the policies of its last days; rules that begin with today would not show
  // them.
  const beginning =
    sandbox === null
      ? today
      : workingDaysBefore(civilDateOf(sandbox.county.anchorAt), DEMO_RULES_REACH_BACK_WORKING_DAYS, calendar);
  const firstStartOn = ((await storage.settings.get('mandates.first-start-on')) as CivilDate | null) ?? beginning;
  await storage.settings.set('mandates.first-start-on', firstStartOn);
  await registerConfigured(
    services,
    sandbox === null ? config : { ...config, policies: { ...config.policies, sources: [] } },
    firstStartOn,
  );
  if (sandbox === null) return;
  const isFirst = (await storage.settings.get('accounts.origin')) === null;
  const counts = await registerCounty(services, sandbox, isFirst);
  await storage.settings.set('accounts.origin', 'sandbox' satisfies Origin);
  say(
    `演示数据：${sandbox.county.name}，${counts.units} 个单位、${counts.added + counts.updated + counts.unchanged} 个账号（新登记 ${counts.added} 个）`,
  );
}
const DEMO_RULES_REACH_BACK_WORKING_DAYS = 3;

function workingDaysBefore(date: CivilDate, count: number, calendar: WorkCalendar): CivilDate {
  let day = date;
  for (let left = count; left > 0;) {
    day = addCivilDays(day, -1);
    if (dayKind(calendar, day).working) left -= 1;
  }
  return day;
}

async function createSignInLinks(
  config: Config,
  {
    services,
    storage,
    url,
    demo,
  }: { readonly services: Services; readonly storage: Storage; readonly url: string; readonly demo: boolean },
): Promise<App['signInLinks']> {
  const administrator = await services.people.bootstrap({
    username: 'admin',
    name: '管理员',
    bootstrapToken: config.bootstrapToken,
  });
  const link = async (title: string, personId: typeof administrator.personId): Promise<App['signInLinks'][number]> => {
    const { secret } = await services.people.createLink(personId);
    return { title, url: `${url}/sign-in#token=${secret}` };
  };
  if (!demo) return config.bootstrapToken === null ? [await link('管理员', administrator.personId)] : [];
  await services.people.register(
    { username: 'duty', name: '值班员', role: 'operator', unitId: null, password: null, disabled: false },
    'system',
  );
  const operator = await storage.people.byUsername('duty');
  return operator === null
    ? []
    : [await link('管理员（审批人）', administrator.personId), await link('值班员', operator.id)];
}

/** The built dashboard beside the compiled server; null when it was not built (tests, a worker image). */
function webRoot(): string | null {
  const folder = [path.join(__dirname, '..', '..', 'dist', 'web'), path.join(__dirname, '..', 'web')].find(
    (candidate) => fs.existsSync(path.join(candidate, 'index.html')),
  );
  return folder ?? null;
}
