import http from 'node:http';

/** What a server was asked at, and how. */
export interface Target {
  readonly url: string;
  readonly headers?: http.OutgoingHttpHeaders;
}

export interface Load {
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** One request, read to its end. Rejects unless it is answered with 200. */
export async function getText({ url, headers = {} }: Target, agent?: http.Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { headers, ...(agent === undefined ? {} : { agent }) }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    request.on('error', reject);
  });
}

/**
 * Asks over so many connections at once, each as soon as it has its answer, for `forMs` and at most `most` requests. Of
 * several targets each is asked for in turn, so that no two connections ask the same at once.
 */
export async function loadOf(
  targets: readonly [Target, ...Target[]],
  { connections, forMs, most }: { readonly connections: number; readonly forMs: number; readonly most: number },
): Promise<Load> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const tookMs: number[] = [];
  const startedAt = performance.now();
  let asked = 0;
  const goOn = (): boolean => asked < most && performance.now() - startedAt < forMs;
  const ask = async (): Promise<void> => {
    while (goOn()) {
      const target = targets[asked % targets.length] ?? targets[0];
      asked += 1;
      const from = performance.now();
      await getText(target, agent);
      tookMs.push(performance.now() - from);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, ask));
  } finally {
    agent.destroy();
  }
  const wholeMs = performance.now() - startedAt;
  tookMs.sort((one, other) => one - other);
  const at = (share: number): number => tookMs[Math.min(tookMs.length - 1, Math.floor(share * tookMs.length))] ?? 0;
  return { perSecond: tookMs.length / (wholeMs / 1_000), medianMs: at(0.5), p99Ms: at(0.99) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
