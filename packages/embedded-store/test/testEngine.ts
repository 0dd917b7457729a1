import fs from 'node:fs';
import { decodeDocument } from '../src/bson/decodeDocument';
import type { BsonDocument } from '../src/bson/valueOrder';
import { CursorRegistry } from '../src/commands/cursors';
import { dispatch } from '../src/commands/dispatch';
import { removeDropped } from '../src/maintenance/removeDropped';
import { openEngine, type Engine, type EngineOptions } from '../src/store/engine';
import { newFolder } from './folders';

/** The store's engine in this thread, without a wire: for tests that need its inside or many quick commands. */
export interface TestEngine {
  readonly engine: Engine;
  readonly dataDir: string;
  /** Runs a command and returns the decoded document, errors included. */
  run(body: BsonDocument): Promise<BsonDocument>;
  /** Runs a command with document sequences, as they come over the wire; returns the bytes. */
  send(body: BsonDocument, sequences?: Readonly<Record<string, readonly Uint8Array[]>>): Promise<Uint8Array>;
  /** Runs a find or aggregate to its end. */
  all(body: BsonDocument): Promise<BsonDocument[]>;
  close(): Promise<void>;
}

/** Opens an engine on a folder, a new temporary one by default. */
export function openTestEngine({
  dataDir = newFolder(),
  now = () => 1_700_000_000_000,
  ...others
}: Partial<EngineOptions> = {}): TestEngine {
  const engine = openEngine({ dataDir, now, ...others });
  const cursors = new CursorRegistry(now);
  const context = {
    engine,
    cursors,
    server: { startedAt: new Date(0), address: '', connections: () => 1 },
    tidy: () => undefined,
  };
  const send: TestEngine['send'] = async (body, sequences = {}) =>
    dispatch(
      { name: Object.keys(body)[0] ?? '', database: 'test', body, sequences: new Map(Object.entries(sequences)) },
      context,
    );
  const run = async (body: BsonDocument): Promise<BsonDocument> => decodeDocument(await send(body));
  return {
    engine,
    dataDir,
    run,
    send,
    all: async (body) => {
      const reply = await run(body);
      if (reply['ok'] !== 1 && (reply['ok'] as { value: number }).value !== 1)
        throw new Error(`${String(reply['errmsg'])}`);
      const first = reply['cursor'] as BsonDocument;
      const documents = first['firstBatch'] as BsonDocument[];
      let id = first['id'] as { isZero(): boolean };
      while (!id.isZero()) {
        const next = (await run({ getMore: id, collection: body[Object.keys(body)[0] ?? ''] }))[
          'cursor'
        ] as BsonDocument;
        documents.push(...(next['nextBatch'] as BsonDocument[]));
        id = next['id'] as { isZero(): boolean };
      }
      return documents;
    },
    close: async () => {
      await removeDropped(engine);
      await engine.close();
    },
  };
}

/** Removes a test engine's folder after closing it. */
export async function discard(test: TestEngine): Promise<void> {
  await test.close();
  fs.rmSync(test.dataDir, { recursive: true, force: true });
}
