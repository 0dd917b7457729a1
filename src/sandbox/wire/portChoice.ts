import type { LoopbackServer } from './loopbackServer';
import { listenOnLoopback } from './loopbackServer';

type Four = readonly [LoopbackServer, LoopbackServer, LoopbackServer, LoopbackServer];
type FourPorts = readonly [number, number, number, number];

/** How many groups of four are tried from the wished-for port on. */
const TRIES = 25;

/**
 * Listens on the ports of an existing county, and on no others: its addresses are identities. A new county takes four
 * in a row from `basePort` (the next free four, if those are taken), or any four where it is 0.
 */
export async function takePorts(kept: FourPorts | null, basePort: number): Promise<Four> {
  if (kept !== null) {
    return listenOnAll(kept).catch((cause: unknown) => {
      throw new Error(`the simulated platforms live on ports ${kept.join(', ')}, and one of them is taken`, { cause });
    });
  }
  if (basePort === 0) return listenOnAll([0, 0, 0, 0]);
  let lastCause: unknown = null;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const first = basePort + attempt * 4;
    try {
      return await listenOnAll([first, first + 1, first + 2, first + 3]);
    } catch (cause) {
      lastCause = cause;
    }
  }
  throw new Error(`no four free ports in a row from ${basePort} on`, { cause: lastCause });
}

async function listenOnAll(ports: FourPorts): Promise<Four> {
  const results = await Promise.allSettled(ports.map((port) => listenOnLoopback(port)));
  const open = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const [first, second, third, fourth] = open;
  if (first !== undefined && second !== undefined && third !== undefined && fourth !== undefined) return [first, second, third, fourth];
  await Promise.all(open.map((server) => server.close()));
  throw results.find((result) => result.status === 'rejected')?.reason;
}
