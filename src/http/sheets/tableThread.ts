import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../domain/errors';
import { readSheetFile } from './readSheetFile';
import type { ReadingOfTable, ToldOfTable } from './tableReading';

/** So many rows are told of at once: whoever takes them in does something else in between. */
const ROWS_AT_ONCE = 500;

/** What a thread that reads one table file runs: it tells of the sheets piece by piece, each when it is asked for. */
function* tell({ bytes, fileName }: ReadingOfTable): Generator<ToldOfTable> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (const { name, rows, countsFrom1904 } of readSheetFile(buffer, fileName)) {
      yield { sheet: { name, countsFrom1904 } };
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
        yield { rows: rows.slice(from, from + ROWS_AT_ONCE) };
    }
    yield { done: true };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, remedy, field } = error;
    yield { refused: { code, message, remedy, field } };
  }
}

const told = tell(workerData as ReadingOfTable);
parentPort?.on('message', () => {
  const next = told.next();
  if (next.done !== true) parentPort?.postMessage(next.value);
});
