import type { LoopbackServer } from './loopbackServer';
import { listenOnLoopback } from './loopbackServer';

/** Weibo, WeChat, portals, gov.cn, robots. */
const SERVERS = 5;

/** How many groups are tried from the wished-for port on. */
const TRIES = 25;

/**
 * Listens on the ports of an existing county, and on no others: its addresses are identities. A new county takes as
 * many as there are servers in a row from `basePort` (the next free ones, if those are taken), or any where it is 0. A
 * county that is older than one of the servers gets a free port for it.
 */
export async function takePorts(kept: readonly number[] | null, basePort: number): Promise<readonly LoopbackServer[]> {
  if (kept !== null) {
    return listenOnAll([...kept, ...new Array<number>(SERVERS - kept.length).fill(0)]).catch((cause: unknown) => {
      throw new Error(`the simulated platforms live on ports ${kept.join(', ')}, and one of them is taken`, { cause });
    });
  }
  if (basePort === 0) return listenOnAll(new Array<number>(SERVERS).fill(0));
  let lastCause: unknown = null;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const first = basePort + attempt * SERVERS;
    try {
      return await listenOnAll(Array.from({ length: SERVERS }, (_, i) => first + i));
    } catch (cause) {
      lastCause = cause;
    }
  }
  throw new Error(`no ${SERVERS} free ports in a row from ${basePort} on`, { cause: lastCause });
}

async function listenOnAll(ports: readonly number[]): Promise<readonly LoopbackServer[]> {
  const results = await Promise.allSettled(ports.map((port) => listenOnLoopback(port)));
  const open = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (open.length === ports.length) return open;
  await Promise.all(open.map((server) => server.close()));
  throw results.find((result) => result.status === 'rejected')?.reason;
}
