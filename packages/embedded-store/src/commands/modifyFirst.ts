import { decodeDocument } from '../bson/decodeDocument';
import type { BsonDocument } from '../bson/valueOrder';
import { runQuery } from '../plan/runQuery';
import { collect, drain, pause } from '../plan/timeSlice';
import type { Collection } from '../store/catalog';
import type { StoredDocument } from '../store/documentWriter';
import type { Engine } from '../store/engine';
import { documents, entryKey } from '../store/keyLayout';
import type { Transaction } from '../store/writeQueue';
import { planSearch, scanContext, type Search } from './planQuery';

/** A document found for writing: its stored form, decoded. */
export type Found = StoredDocument & { readonly document: BsonDocument };

export interface Namespace {
  readonly database: string;
  readonly name: string;
}

/** What to look for, and where. */
export interface Target {
  readonly engine: Engine;
  readonly namespace: Namespace;
  readonly search: Search;
}

/** What to do with the document found, in the same transaction; `collection` is undefined when there is none. */
export type Act<T> = (found: Found | null, collection: Collection | undefined, transaction: Transaction) => T;

export const tookTooLong = Symbol('the search took too long to hold a transaction open');

/**
 * Finds the first document and acts on it, both in one transaction, so that two callers never act on the same state. A
 * search that no index shortens is made outside the transaction; its result is then looked at again inside, and sought
 * anew if it changed.
 */
export async function modifyFirst<T>({ engine, namespace, search }: Target, act: Act<T>): Promise<T> {
  const result = await engine.write((transaction) => modifyNow({ engine, namespace, search }, transaction, act));
  const one = { ...search, limit: 1 };
  return result === tookTooLong ? modifySlowly({ engine, namespace, search: one }, act) : result;
}

/** Inside a transaction: the same, unless the search takes too long to be made there. */
export function modifyNow<T>(
  { engine, namespace, search }: Target,
  transaction: Transaction,
  act: Act<T>,
): T | typeof tookTooLong {
  const collection = engine.catalog.find(namespace.database, namespace.name);
  const found = collection === undefined ? null : findNow(engine, collection, { ...search, limit: 1 });
  return found === tookTooLong ? tookTooLong : act(found, collection, transaction);
}

/** The first match, if it can be had within a slice of time. */
function findNow(engine: Engine, collection: Collection, search: Search): Found | null | typeof tookTooLong {
  const results = runQuery(scanContext(engine, collection, { expected: 1 }), planSearch(engine, collection, search));
  const { value, done } = results.next();
  if (done === true) return null;
  return value === pause ? tookTooLong : decoded(value);
}

function decoded(stored: StoredDocument): Found {
  return { idKey: stored.idKey, bytes: stored.bytes, document: decodeDocument(stored.bytes) };
}

async function modifySlowly<T>({ engine, namespace, search }: Target, act: Act<T>): Promise<T> {
  for (;;) {
    const collection = engine.catalog.find(namespace.database, namespace.name);
    const context = collection === undefined ? null : scanContext(engine, collection);
    const [candidate] =
      context === null || collection === undefined
        ? []
        : await collect(runQuery(context, planSearch(engine, collection, search)), context.slice);
    const result = await engine.write((transaction) => {
      const current = engine.catalog.find(namespace.database, namespace.name);
      if (candidate === undefined) return act(null, current, transaction);
      const found = current === undefined ? null : findAgain(engine, current, { idKey: candidate.idKey, search });
      return found === null ? tookTooLong : act(found, current, transaction);
    });
    if (result !== tookTooLong) return result;
  }
}

/** Inside a transaction: the document as it is now, null when it is gone or no longer matches. */
function findAgain(
  engine: Engine,
  collection: Collection,
  { idKey, search }: { idKey: Buffer; search: Search },
): Found | null {
  const bytes = engine.storage.get(entryKey(collection.id, documents, idKey));
  if (bytes === undefined) return null;
  const found = decoded({ idKey, bytes });
  return search.matches(found.document) ? found : null;
}

/** Only the keys are kept: the documents of a large update would not fit in memory. */
async function findIdKeys(engine: Engine, collection: Collection, search: Search): Promise<Buffer[]> {
  const context = scanContext(engine, collection, { fleeting: true });
  const keys: Buffer[] = [];
  await drain(runQuery(context, planSearch(engine, collection, search)), context.slice, ({ idKey }) => {
    keys.push(Buffer.from(idKey));
    return undefined;
  });
  return keys;
}

const usualMs = 8;

/**
 * Acts on every document that matches, in slices that each commit: what matched when the command began, looked at again
 * before it is changed. Returns how many documents `act` was called with and the sum of what it returned.
 */
export async function modifyEach(
  { engine, namespace, search }: Target,
  act: (found: Found, collection: Collection) => number,
): Promise<{ matched: number; changed: number }> {
  const totals = { matched: 0, changed: 0 };
  const collection = engine.catalog.find(namespace.database, namespace.name);
  if (collection === undefined) return totals;
  const candidates = await findIdKeys(engine, collection, search);
  let at = 0;
  while (at < candidates.length && !collection.dropped) {
    const slice = await engine.writeSlice({ usualMs, left: candidates.length - at }, (_transaction, until) => {
      const done = { matched: 0, changed: 0, at };
      do {
        const found = findAgain(engine, collection, { idKey: candidates[done.at++] as Buffer, search });
        if (found === null) continue;
        done.matched += 1;
        done.changed += act(found, collection);
      } while (done.at < candidates.length && performance.now() < until);
      return done;
    });
    at = slice.at;
    totals.matched += slice.matched;
    totals.changed += slice.changed;
  }
  return totals;
}
