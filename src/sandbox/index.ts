import fs from 'node:fs';
import path from 'node:path';
import type { Sandbox, SandboxOptions } from './contract';
import { createGovcnServer } from './govcn/govcnServer';
import { createPortalServer } from './portal/portalServer';
import { createControl } from './sandboxControl';
import { createWechatServer } from './wechat/wechatServer';
import { createWeiboServer } from './weibo/weiboServer';
import { openCallCounters } from './wire/callCounters';
import { createFaultBoard } from './wire/faultBoard';
import { takePorts } from './wire/portChoice';
import { openJournal } from './world/journal';
import { buildWorld } from './world/world';
import { readWorldFile, writeWorldFile } from './world/worldFile';
import type { WorldFile } from './world/worldFile';

export type * from './contract';

const DEFAULT_SEED = 20_260_917;
const DEFAULT_SIZE = { units: 60, accounts: 150 };
const DEFAULT_NEXT_POLICY_MS = 25_000;

/**
 * Starts the simulated platforms on four loopback ports. The first start in a folder invents the county and fixes its
 * past; every later start finds the same county, the same addresses and everything that was ever acknowledged.
 * Rejects where a port of an existing county is taken, or its journal is damaged.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  fs.mkdirSync(options.dataDir, { recursive: true });
  const known = readWorldFile(options.dataDir);
  const servers = await takePorts(known?.ports ?? null, options.basePort ?? 0);
  try {
    const size = options.size ?? DEFAULT_SIZE;
    const file: WorldFile = known ?? {
      seed: options.seed ?? DEFAULT_SEED,
      anchorMs: options.now().getTime(),
      ...size,
      ports: [servers[0].port, servers[1].port, servers[2].port, servers[3].port],
    };
    if (known === null) writeWorldFile(options.dataDir, file);
    return openWorld(options, file, servers);
  } catch (error) {
    await Promise.all(servers.map((server) => server.close()));
    throw error;
  }
}

function openWorld(options: SandboxOptions, file: WorldFile, servers: Awaited<ReturnType<typeof takePorts>>): Sandbox {
  const [weibo, wechat, portal, govcn] = servers;
  const origin = (server: { port: number }): string => `http://127.0.0.1:${server.port}`;
  const origins = { weibo: origin(weibo), wechat: origin(wechat), portal: origin(portal), govcn: origin(govcn) };
  const journal = openJournal(path.join(options.dataDir, 'journal.ndjson'));
  const counters = openCallCounters(options.dataDir);
  const faults = createFaultBoard();
  const world = buildWorld({ options, file, origins, journal });

  const now = options.now();
  world.policies.planFresh(new Date(now.getTime() + (options.pace?.nextPolicyAfterMs ?? DEFAULT_NEXT_POLICY_MS)), now);
  weibo.serve(createWeiboServer(world, { faults, counters }));
  wechat.serve(createWechatServer(world, { faults, counters }));
  portal.serve(createPortalServer(world, { faults }));
  govcn.serve(createGovcnServer(world, { faults }));

  return {
    weiboBase: origins.weibo,
    wechatBase: origins.wechat,
    portalBase: origins.portal,
    govcnBase: origins.govcn,
    county: world.county,
    control: createControl(world, faults),
    async close() {
      await Promise.all(servers.map((server) => server.close()));
      counters.close();
      journal.close();
    },
  };
}
