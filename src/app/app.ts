import type { Sandbox } from '@gov-matrix/platform-sandbox';
import { loadCalendar } from '../config/calendarSource';
import type { Config } from '../config/config';
import { serviceSettings } from '../config/serviceSettings';
import { civilDateOf } from '../domain/time/civil';
import { createHttpServer } from '../http/index';
import type { Storage } from '../ports/storage';
import { createScheduler, type Scheduler, type Ticker } from '../scheduler/scheduler';
import { createServices, type Services } from '../services/index';
import { connectCallbacks, openSandbox, type DemoOptions } from './demo/openSandbox';
import { onSandbox } from './demo/onSandbox';
import { registerDemo } from './demo/registerDemo';
import { registerSiteVisits } from './demo/registerSiteVisits';
import { findPlatforms, followPages, tellPages, tellPlatforms } from './demo/twoProcesses';
import { createTrainingGround } from './demo/trainingGround';
import { createLedgerFolder } from './ledgerFolder';
import { openStore } from './openStore';
import { runsOnSandbox } from './origin';
import { importTarget, resumeImport } from './register/importTarget';
import { registerConfigured } from './registerConfigured';
import type { Runtime } from './runtime';
import { passwords } from './secrets';
import { createSignInLinks, type SignInLink } from './signInLinks';
import { createStoreClock, type StoreClock } from './storeClock';
import { VERSION } from './version';
import { webRoot } from './webRoot';
import { allowedOrigins } from './allowedOrigins';
import { wireConnectors } from './wireConnectors';
import { createWebhookSender } from '../notify/index';
import { wireNotifiers } from './wireNotifiers';

/** Which parts this process runs: `web` serves people, `worker` looks, judges and publishes, `all` does both. */
export type ProcessRole = 'all' | 'web' | 'worker';

export interface App {
  readonly url: string | null;
  readonly services: Services;
  readonly storage: Storage;
  readonly sandbox: Sandbox | null;
  readonly signInLinks: readonly SignInLink[];
  /** Stops taking work, lets what runs finish (bounded), closes everything in the reverse order of opening. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly role: ProcessRole;
  readonly runtime: Runtime;
  /**
   * On a MongoDB server, which other processes may share, the clock goes by the server's. False: the runtime's clock
   * rules, as in a rehearsal with a time of its own.
   */
  readonly followsStoreTime?: boolean;
  /** Told what is being done, a line at a time. */
  readonly say: (line: string) => void;
  readonly demo?: DemoOptions;
  /** Where ticks come from; node-cron unless a rehearsal steps through a day of its own. */
  readonly ticker?: Ticker;
}

/** What was opened, to be closed in the reverse order. */
interface Life {
  readonly closers: (() => Promise<void> | void)[];
  readonly stop: () => Promise<void>;
}

/** The parts every role has, once they are open. */
interface Core {
  readonly services: Services;
  readonly storage: Storage;
  readonly sandbox: Sandbox | null;
  /** Whether this installation lives on simulated platforms, in this process or in the worker beside it. */
  readonly demo: boolean;
}

/** In the demo a policy must be seen within seconds of its publication; real sources are read every few minutes. */
const DEMO_INTAKE_SECONDS = 10;

/** Starts everything the role asks for. If any step fails, what was opened before is closed again. */
export async function startApp(config: Config, options: StartOptions): Promise<App> {
  const closers: Life['closers'] = [];
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

async function assemble(config: Config, given: StartOptions, life: Life): Promise<App> {
  const storeClock =
    given.followsStoreTime === true && config.mongodbUri !== null ? createStoreClock(given.runtime.clock) : null;
  const options =
    storeClock === null ? given : { ...given, runtime: { ...given.runtime, clock: storeClock } satisfies Runtime };
  const core = await openCore(config, options, { life, storeClock });
  const { services, storage, sandbox, demo } = core;
  const scheduler = options.role === 'web' ? null : scheduleTicks(config, options, core);
  const { bootstrapToken } = config;
  // Before the first request can come: a server that says it is ready knows the configured token.
  const administrator =
    options.role === 'worker'
      ? null
      : await services.people.bootstrap({ username: 'admin', name: '管理员', bootstrapToken });
  const url = options.role === 'worker' ? null : await serveHttp({ config, options, core, life, scheduler });
  if (url !== null && demo) await tellPages(storage.settings, url);
  if (sandbox !== null) {
    const connect = (to: string): Promise<void> => connectCallbacks(sandbox, to);
    // In one process the address is known; that of another process may come later, and change.
    if (url !== null) await connect(url);
    else life.closers.push(await followPages(storage.settings, { connect, log: options.runtime.log }));
  }
  if (scheduler !== null) {
    await scheduler.start();
    life.closers.push(() => scheduler.stop());
  }
  const withoutToken = bootstrapToken === null;
  const signInLinks =
    url === null || administrator === null
      ? []
      : await createSignInLinks({
          services,
          storage,
          url,
          demo,
          withoutToken,
          administratorId: administrator.personId,
        });
  return { url, services, storage, sandbox, signInLinks, stop: life.stop };
}

async function openCore(
  config: Config,
  options: StartOptions,
  { life, storeClock }: { readonly life: Life; readonly storeClock: StoreClock | null },
): Promise<Core> {
  const { runtime, say, role } = options;
  const { clock, random, ids, hasher, log } = runtime;
  const store = await openStore(config, options);
  life.closers.push(store.close);
  const { storage } = store;
  if (storeClock !== null) life.closers.push(await storeClock.follow(() => storage.time(), log));
  // Before it is decided whether this is the demo: an import makes the accounts real ones.
  if (role !== 'web') await resumeImport(importTarget(config, store, runtime), say);
  const calendar = loadCalendar(config.calendarDir);
  const demo = await runsOnSandbox(config, storage);
  // The worker owns the simulated platforms; a process that only serves people calls the ones beside it.
  const sandbox =
    demo && role !== 'web' ? await openSandbox(config, { calendar, clock, demo: options.demo ?? {} }) : null;
  if (sandbox !== null) {
    life.closers.push(() => sandbox.close());
    say(
      `模拟平台已启动：微博 ${sandbox.weiboBase}  微信 ${sandbox.wechatBase}  网站 ${sandbox.portalBase}  中国政府网 ${sandbox.govcnBase}`,
    );
  }
  if (sandbox !== null) await tellPlatforms(storage.settings, sandbox);
  const platforms = demo ? (sandbox ?? (await findPlatforms(storage.settings, say))) : null;
  const connectors = await wireConnectors(config, { runtime, storage, sandbox: platforms, works: role !== 'web' });
  life.closers.push(() => connectors.close());
  const settings = onSandbox(serviceSettings(config, calendar), platforms);
  const services = createServices({
    storage,
    connectors: connectors.registry,
    policyFeed: connectors.policyFeed,
    documentTexts: connectors.documentTexts,
    passwords,
    clock,
    random,
    ids,
    hasher,
    log,
    settings,
    notifiers: wireNotifiers(config, { http: connectors.http, runtime, storage, sandbox: platforms }),
    siteVisitor: connectors.siteVisitor,
    webhookSender: createWebhookSender({
      http: connectors.http,
      ...{ clock, log },
      allowedPrivateOrigins: allowedOrigins(config, platforms),
    }),
    ...(sandbox === null ? {} : { training: createTrainingGround(sandbox) }),
    ...(config.ledgerArchiveDir === null ? {} : { ledgerFolder: createLedgerFolder(config.ledgerArchiveDir) }),
  });
  if (sandbox !== null) await registerDemo(config, { services, storage, sandbox, calendar, say });
  if (sandbox !== null) await registerSiteVisits(storage, { now: clock.now(), rules: settings.siteChecks.rules });
  else if (role !== 'web')
    await registerConfigured(
      { sources: config.policies.sources, mandateRules: config.mandateRules },
      { services, storage, beginning: civilDateOf(clock.now()) },
    );
  if (role !== 'web') await services.accounts.judgeByNewRules();
  return { services, storage, sandbox, demo };
}

function scheduleTicks(
  { policies }: Pick<Config, 'policies'>,
  { runtime, ticker }: StartOptions,
  { services, storage, sandbox }: Core,
): Scheduler {
  const { clock, ids, log } = runtime;
  return createScheduler({
    services,
    storage,
    clock,
    ids,
    log,
    schedule: {
      intakeEverySeconds: sandbox === null || ticker !== undefined ? policies.intervalSeconds : DEMO_INTAKE_SECONDS,
    },
    ...(ticker === undefined ? {} : { ticker }),
  });
}

async function serveHttp({
  config,
  options,
  core,
  life,
  scheduler,
}: {
  readonly config: Config;
  readonly options: StartOptions;
  readonly core: Core;
  readonly life: Life;
  readonly scheduler: Scheduler | null;
}): Promise<string> {
  const { clock, log } = options.runtime;
  const { services, storage, demo } = core;
  const http = createHttpServer({
    services,
    clock,
    log,
    storeIsUp: () => storage.ping(2_000),
    storeHasRoom: () => storage.hasRoom(),
    progress: scheduler === null ? null : () => scheduler.progress(),
    config: {
      host: config.host,
      port: config.port,
      secureCookies: config.server.secureCookies,
      trustProxyHops: config.server.trustProxyHops,
      messagesAnHour: config.duties.publicForm.mostAnHourPerAddress,
      sandbox: demo,
      version: VERSION,
      publicUrl: config.publicUrl,
      webRoot: webRoot(),
    },
  });
  const { url } = await http.listen();
  life.closers.push(() => http.close());
  return url;
}
