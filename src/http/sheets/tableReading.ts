import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refusal, type ProblemCode } from '../../domain/errors';
import type { Sheet, SheetRow } from '../../domain/register/sheet';
import { refuse } from '../edge/problem';
import { REGISTER_LIMITS } from './limits';
import { readSheetFile } from './readSheetFile';
import { sheetFault } from './sheetFault';

/** The sheets of a table file of a register. Throws a refusal on `content` that says why it cannot be read. */
export type ReadTable = (bytes: Buffer, fileName: string) => Promise<readonly Sheet[]>;

/** What a thread is started with; bytes lose their kind on the way. */
export interface ReadingOfTable {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}
/** What a thread tells, one piece each time it is asked. */
export type ToldOfTable =
  | { readonly sheet: Omit<Sheet, 'rows'> }
  | { readonly rows: readonly SheetRow[] }
  | { readonly refused: Pick<Refusal, 'message' | 'remedy' | 'field'> & { readonly code: ProblemCode } }
  | { readonly done: true };

/** What unpacks to no more is read in less time than a thread takes to start. */
const SMALL_BYTES = 256 * 1024;
/** A workbook of 48 MB takes some 250 MB to read; more is none that anybody filled in. */
const HEAP_MEGABYTES = 512;
/** One is read at a time, so that the memory of one is enough; who comes behind so many is asked to come again. */
const MOST_WAITING = 4;

/**
 * Reads table files: small ones here, all others in a thread of their own, one at a time, so that nobody else waits
 * for their answer meanwhile. One for each server.
 */
export function createTableReading(): ReadTable {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (bytes, fileName) => {
    const small = readSmall(bytes, fileName);
    if (small !== null) return small;
    if (waiting >= MOST_WAITING)
      throw refuse('too-many-requests', '正在读取其他人上传的表格。', { remedy: '请稍后再上传。' });
    waiting += 1;
    const reading = last.then(() => readAside({ bytes, fileName }));
    last = reading.catch(() => undefined);
    try {
      return await reading;
    } finally {
      waiting -= 1;
    }
  };
}

/** Null: it is too large to be read here. What it says of its own size is not believed. */
function readSmall(bytes: Buffer, fileName: string): readonly Sheet[] | null {
  if (bytes.length > SMALL_BYTES) return null;
  try {
    return readSheetFile(bytes, fileName, { ...REGISTER_LIMITS, mostUnpackedBytes: SMALL_BYTES });
  } catch (error) {
    if (error instanceof Refusal && error.message === sheetFault('too-large').message) return null;
    throw error;
  }
}

function readAside(reading: ReadingOfTable): Promise<readonly Sheet[]> {
  const file = path.join(__dirname, `tableThread${path.extname(__filename)}`);
  const worker = new Worker(file, {
    workerData: reading,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    // From TypeScript sources (tests, development) the thread needs the loader; from built files it does not.
    ...(file.endsWith('.ts') ? { execArgv: ['--require', require.resolve('tsx/cjs')] } : {}),
  });
  const sheets: { name: string; countsFrom1904: boolean; rows: SheetRow[] }[] = [];
  return new Promise<readonly Sheet[]>((resolve, reject) => {
    worker.on('error', (error: Error & { readonly code?: string }) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? sheetFault('too-large') : error),
    );
    worker.on('exit', (code) => reject(new Error(`a thread that reads a table ended by itself (exit code ${code})`)));
    worker.on('message', (told: ToldOfTable) => {
      if ('done' in told) return resolve(sheets);
      if ('refused' in told) {
        const { code, message, remedy, field } = told.refused;
        return reject(new Refusal(code, message, { remedy, ...(field === null ? {} : { field }) }));
      }
      if ('sheet' in told) sheets.push({ ...told.sheet, rows: [] });
      else sheets.at(-1)?.rows.push(...told.rows);
      // Others are answered before the next piece is taken in.
      setImmediate(() => worker.postMessage('next'));
    });
    worker.postMessage('next');
  }).finally(() => void worker.terminate());
}
