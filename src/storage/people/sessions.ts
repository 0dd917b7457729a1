import type { PersonId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { Sessions } from '../../ports/storage';
import { checkId, checkText } from '../checkInput';
import { coalesce, PATIENCE_MS } from '../coalesce';
import { above, anyOf } from '../conditions';
import { createKnownRows, type KnownRows } from '../knownRows';
import { count, documentSchema, instant, text } from '../schemaParts';
import type { Row, Table } from '../table';
import { epochOf, type PersonRow } from './people';

/** The id is the hash of the token; the token itself is never stored. */
export interface SessionRow extends Row {
  readonly _id: string;
  readonly personId: PersonId;
  readonly kind: 'session' | 'token' | 'link';
  /** The person's `sessionEpoch` when it was opened; absent: before sessions were counted. */
  readonly epoch?: number;
  readonly expiresAt: Instant;
  readonly createdAt: Instant;
  /** When a sign-in link was used. */
  readonly usedAt: Instant | null;
}

export const sessionSchema = documentSchema({
  _id: text,
  personId: text,
  kind: text,
  epoch: count,
  expiresAt: instant,
  createdAt: instant,
  usedAt: instant,
});

const HASH_LENGTH = 128;
/** Sessions and people kept to be given again. */
const MOST_KNOWN = 4_000;
/** What is of no use for telling who asks, and is kept nowhere. */
const NEVER_ASKED = ['passwordHash', 'outbox'] as const;

/** Opened since the person's sessions were ended last. */
function isCurrent({ epoch = 0 }: SessionRow, person: PersonRow): boolean {
  return epoch === epochOf(person);
}

export function createSessions(table: Table<SessionRow>, people: Table<PersonRow>): Sessions {
  const opened = createOpened(table, people);
  return {
    create: async ({ tokenHash, personId, kind, epoch, expiresAt, createdAt }) => {
      const row: SessionRow = {
        _id: checkText(tokenHash, 'tokenHash', HASH_LENGTH),
        personId: checkId(personId, 'personId'),
        kind,
        epoch,
        expiresAt,
        createdAt,
        usedAt: null,
      };
      if ((await table.insert(row)) === 'duplicate') throw new Error('This token is in use already.');
    },
    principal: async (tokenHash, now) => opened(checkText(tokenHash, 'tokenHash', HASH_LENGTH), now),
    consumeLink: async (tokenHash, now) => {
      const link = await table.findOneAndUpdate(
        { _id: checkText(tokenHash, 'tokenHash', HASH_LENGTH), kind: 'link', usedAt: null, expiresAt: above(now) },
        { $set: { usedAt: now } },
        { answer: 'after' },
      );
      const person = link === null ? null : await people.one({ _id: link.personId });
      return link === null || person === null || !isCurrent(link, person) ? null : link.personId;
    },
    revoke: async (tokenHash) => {
      await table.remove({ _id: checkText(tokenHash, 'tokenHash', HASH_LENGTH) });
    },
  };
}

/**
 * Whom a token belongs to, asked with every request. Requests that come while others are being looked up are looked up
 * together, in two reads that begin after the last of them came: what was ended before a request came is not open to
 * it, in whichever process it was ended, and nothing is kept that would have to be forgotten.
 */
function createOpened(
  table: Table<SessionRow>,
  people: Table<PersonRow>,
): (tokenHash: string, now: Instant) => Promise<Principal | null> {
  const sessionsOf = byKeys(table, createKnownRows<SessionRow>(MOST_KNOWN));
  const personsOf = byKeys(people, createKnownRows<PersonRow>(MOST_KNOWN));
  const readTogether = coalesce(
    async (hashes: readonly string[]) => {
      const sessions = await sessionsOf(hashes);
      const persons = await personsOf([...sessions.values()].map(({ personId }) => personId));
      return hashes.map((hash) => {
        const session = sessions.get(hash);
        return { session, person: session === undefined ? undefined : persons.get(session.personId) };
      });
    },
    { patienceMs: PATIENCE_MS },
  );
  return async (tokenHash, now) => {
    const { session, person } = await readTogether(tokenHash);
    if (session === undefined || person === undefined || session.kind === 'link') return null;
    if (session.expiresAt <= now || person.disabled || (session.kind === 'session' && !isCurrent(session, person)))
      return null;
    return { personId: person._id, name: person.name, role: person.role, unitId: person.unitId, via: session.kind };
  };
}

type ByKeys<D extends Row> = (keys: readonly D['_id'][]) => Promise<ReadonlyMap<D['_id'], D>>;

/** Reads rows by their keys; of several the store is asked each time, and only what changed is made anew. */
function byKeys<D extends Row>(table: Table<D>, known: KnownRows<D>): ByKeys<D> {
  return async (keys) => {
    const wanted = [...new Set(keys)];
    const [only] = wanted;
    // One key the store looks up without planning.
    if (only !== undefined && wanted.length === 1) {
      const row = await table.one({ _id: only });
      return new Map(row === null ? [] : [[row._id, row]]);
    }
    const asked = { sort: { _id: 1 }, limit: wanted.length, without: NEVER_ASKED, known } as const;
    const rows = wanted.length === 0 ? [] : await table.many({ _id: anyOf(wanted) }, asked);
    return new Map(rows.map((row) => [row._id, row]));
  };
}
