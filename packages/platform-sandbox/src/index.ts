import fs from 'node:fs';
import path from 'node:path';
import { createBotServer } from './bots/botServer';
import { listenForMail } from './bots/mailServer';
import type { MailServer } from './bots/mailServer';
import type { Sandbox, SandboxOptions } from './contract';
import { openCallbacks } from './callbacks/openCallbacks';
import { createGovcnServer } from './govcn/govcnServer';
import { createPortalServer } from './portal/portalServer';
import { createControl } from './sandboxControl';
import { createWechatServer } from './wechat/wechatServer';
import { createWeiboServer } from './weibo/weiboServer';
import { openCallCounters } from './wire/callCounters';
import { openFaults } from './wire/openFaults';
import type { LoopbackServer } from './wire/loopbackServer';
import { takePorts } from './wire/portChoice';
import { inventBots } from './world/applications';
import { KINDS_IN_USE } from './world/county';
import { openJournal } from './world/journal';
import { buildWorld } from './world/world';
import { readWorldFile, writeWorldFile } from './world/worldFile';
import type { WorldFile } from './world/worldFile';

export type * from './contract';
export { FAULT_KINDS } from './faultKinds';

const DEFAULT_SEED = 20_260_917;
const DEFAULT_SIZE = { units: 60, accounts: 150 };
const DEFAULT_NEXT_POLICY_MS = 25_000;
/** How often, in real time, it is looked whether an event is due. */
const DELIVERY_LOOK_MS = 200;

/**
 * Starts the simulated platforms on five loopback ports, and a mail server on a sixth. The first start in a folder invents the county and fixes its
 * past; every later start finds the same county, the same addresses and everything that was ever acknowledged.
 * Rejects where a port of an existing county is taken, or its journal is damaged.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  fs.mkdirSync(options.dataDir, { recursive: true });
  const known = readWorldFile(options.dataDir);
  const servers = await takePorts(known?.ports ?? null, options.basePort ?? 0);
  const mail = await listenForMail();
  try {
    const size = options.size ?? DEFAULT_SIZE;
    const file: WorldFile = {
      ...(known ?? {
        seed: options.seed ?? DEFAULT_SEED,
        anchorMs: options.now().getTime(),
        kinds: options.kinds ?? KINDS_IN_USE,
        hasSites: true,
        ...size,
      }),
      ports: servers.map((server) => server.port),
    };
    if (known === null || known.ports.length < file.ports.length) writeWorldFile(options.dataDir, file);
    return openWorld(options, file, { servers, mail });
  } catch (error) {
    await Promise.all([...servers, mail].map((server) => server.close()));
    throw error;
  }
}

function openWorld(
  options: SandboxOptions,
  file: WorldFile,
  { servers, mail }: { readonly servers: readonly LoopbackServer[]; readonly mail: MailServer },
): Sandbox {
  const [weibo, wechat, portal, govcn, bots] = servers;
  if (weibo === undefined || wechat === undefined || portal === undefined || govcn === undefined || bots === undefined)
    throw new RangeError('a platform without a server');
  const origin = (server: { port: number }): string => `http://127.0.0.1:${server.port}`;
  const origins = { weibo: origin(weibo), wechat: origin(wechat), portal: origin(portal), govcn: origin(govcn) };
  const journal = openJournal(path.join(options.dataDir, 'journal.ndjson'));
  const counters = openCallCounters(options.dataDir);
  const world = buildWorld({ options, file, origins, journal });
  const faults = openFaults(world, {
    kept: file.faults ?? [],
    save: (kept) => writeWorldFile(options.dataDir, { ...file, faults: kept }),
  });
  const callbacks = openCallbacks(world, faults);
  const robots = { ...inventBots(file.seed, origin(bots)), mail: { host: '127.0.0.1', port: mail.port } };

  const now = options.now();
  world.policies.planFresh(new Date(now.getTime() + (options.pace?.nextPolicyAfterMs ?? DEFAULT_NEXT_POLICY_MS)), now);
  const weiboSite = createWeiboServer(world, { faults, counters, webhookSender: callbacks.webhookSender });
  const wechatSite = createWechatServer(world, { faults, counters, callbacks });
  const botSite = createBotServer({ bots: robots, faults, now: options.now });
  weibo.serve(weiboSite.handler);
  wechat.serve(wechatSite.handler);
  portal.serve(createPortalServer(world, { faults }));
  govcn.serve(createGovcnServer(world, { faults }));
  bots.serve(botSite.handler);
  mail.serve({ faults, keep: botSite.keepMail });

  const deliverDue = async (): Promise<void> => {
    wechatSite.control.notice();
    await callbacks.webhookSender.deliverDue();
  };
  // Only looks at the clock that is handed in: whatever it says, what is due goes out within this much real time.
  let isDelivering = false;
  const pump = setInterval(() => {
    if (isDelivering) return;
    isDelivering = true;
    // What cannot be written down (a full disk) stays due, and is tried again at the next look.
    deliverDue()
      .catch(() => undefined)
      .finally(() => {
        isDelivering = false;
      });
  }, DELIVERY_LOOK_MS).unref();

  return {
    weiboBase: origins.weibo,
    wechatBase: origins.wechat,
    portalBase: origins.portal,
    govcnBase: origins.govcn,
    botsBase: origin(bots),
    mailBase: `smtp://${robots.mail.host}:${robots.mail.port}`,
    applications: world.applications,
    bots: robots,
    county: world.county,
    control: createControl(world, {
      faults,
      callbacks,
      deliverDue,
      weibo: weiboSite.control,
      wechat: wechatSite.control,
      botMessages: botSite.messages,
    }),
    async close() {
      clearInterval(pump);
      await callbacks.webhookSender.close();
      await Promise.all([...servers, mail].map((server) => server.close()));
      counters.close();
      journal.close();
    },
  };
}
