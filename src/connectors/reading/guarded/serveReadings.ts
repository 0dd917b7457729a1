import { parentPort } from 'node:worker_threads';
import type { ReadingJob } from './pageReading';
import type { ReadingMessage, ReadingOrder } from './threadMessages';

/** Does the readings of the thread it runs in, one order after the other. The thread ends when it is ended. */
export function serveReadings(jobs: readonly ReadingJob<never, unknown>[]): void {
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const tell = (message: ReadingMessage): void => parentPort?.postMessage(message);
  parentPort?.on('message', ({ name, input }: ReadingOrder) => {
    const job = byName.get(name);
    void readNow(job, name, input)
      .then((value) => tell({ kind: 'read', value }))
      .catch((error: unknown) => {
        const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
        tell({ kind: 'threw', message, stack });
      });
  });
  tell({ kind: 'ready' });
}

async function readNow(job: ReadingJob<never, unknown> | undefined, name: string, input: object): Promise<unknown> {
  if (job === undefined) throw new Error(`no such reading: ${name}`);
  return job.read(withBuffers(input) as never);
}

/** Bytes lose their kind on the way between threads: bodies are made `Buffer`s again. */
function withBuffers(input: object): object {
  const { response } = input as { readonly response?: { readonly body: Uint8Array } };
  if (response === undefined) return input;
  const { buffer, byteOffset, byteLength } = response.body;
  return { ...input, response: { ...response, body: Buffer.from(buffer, byteOffset, byteLength) } };
}
