import type { AssignmentId, PersonId } from '../../domain/ids';
import { capacityIn, type Capacity } from '../../domain/people/assignment';
import type { Principal } from '../../domain/people/role';
import type { SeenFrom } from '../../domain/people/seenFrom';
import type { Instant } from '../../domain/time/instant';
import type { OpenSession, Sessions } from '../../ports/storage';
import { checkId, checkText } from '../checkInput';
import { coalesce, PATIENCE_MS } from '../coalesce';
import { above, anyOf, startingWith } from '../conditions';
import { createKnownRows, type KnownRows } from '../knownRows';
import { count, documentSchema, flag, instant, partSchema, text } from '../schemaParts';
import type { Row, Table } from '../table';
import { epochOf, type PersonRow } from './people';
import type { ChangedRights } from './roles';

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
  /** Of a session: by what it was opened, when it was noted as in use last, and from where. */
  readonly by?: 'password' | 'link';
  readonly lastSeenAt?: Instant;
  readonly from?: SeenFrom;
  /** Of a link: it was issued to set a password. */
  readonly forPassword?: boolean;
  /** Of a session opened by such a link: the end of the link. */
  readonly setsPasswordUntilAt?: Instant;
  /** The further assignment its owner acts in; absent: the first. */
  readonly assignmentId?: AssignmentId;
}

export const sessionSchema = documentSchema({
  _id: text,
  personId: text,
  kind: text,
  epoch: count,
  expiresAt: instant,
  createdAt: instant,
  usedAt: instant,
  by: text,
  forPassword: flag,
  assignmentId: text,
  setsPasswordUntilAt: instant,
  lastSeenAt: instant,
  from: partSchema({ address: text, browser: text, system: text }),
});

const HASH_LENGTH = 128;
/** So much of the hash names a session among those of one person. */
const ID_LENGTH = 24;
/** More sessions at once than anybody has; the oldest beyond them are not shown. */
const MOST_OPEN = 200;
/** Sessions and people kept to be given again. */
const MOST_KNOWN = 4_000;
/** What is of no use for telling who asks, and is kept nowhere. */
const NEVER_ASKED = ['passwordHash', 'outbox'] as const;

/** Opened since the person's sessions were ended last, for an assignment they still hold. */
function isCurrent({ epoch = 0, assignmentId }: SessionRow, person: PersonRow): boolean {
  return epoch === epochOf(person) && capacityOf(person, assignmentId) !== null;
}

function capacityOf({ role, unitId, assignments = [] }: PersonRow, id: AssignmentId | undefined): Capacity | null {
  return capacityIn({ role, unitId, assignments }, id ?? null);
}

export function createSessions(
  table: Table<SessionRow>,
  people: Table<PersonRow>,
  changedRights: () => Promise<ChangedRights> = async () => new Map(),
): Sessions {
  const opened = createOpened(table, people, changedRights);
  return {
    create: async ({ tokenHash, personId, kind, epoch, expiresAt, createdAt, by, from, assignmentId, ...password }) => {
      const row: SessionRow = {
        _id: checkText(tokenHash, 'tokenHash', HASH_LENGTH),
        personId: checkId(personId, 'personId'),
        kind,
        epoch,
        expiresAt,
        createdAt,
        usedAt: null,
        ...(by === undefined ? {} : { by }),
        ...(from === undefined ? {} : { from }),
        ...(password.forPassword === undefined ? {} : { forPassword: password.forPassword }),
        ...(password.setsPasswordUntilAt === undefined ? {} : { setsPasswordUntilAt: password.setsPasswordUntilAt }),
        ...(assignmentId === undefined ? {} : { assignmentId }),
        ...(kind === 'session' ? { lastSeenAt: createdAt } : {}),
      };
      if ((await table.insert(row)) === 'duplicate') throw new Error('This token is in use already.');
    },
    principal: async (tokenHash, now) =>
      (await opened(checkText(tokenHash, 'tokenHash', HASH_LENGTH), now))?.principal ?? null,
    asking: async (tokenHash, now) => opened(checkText(tokenHash, 'tokenHash', HASH_LENGTH), now),
    noteUse: async (tokenHash, { before, at, from }) => {
      const known = { _id: checkText(tokenHash, 'tokenHash', HASH_LENGTH), lastSeenAt: before };
      await table.change(known, { $set: { lastSeenAt: at, from } });
    },
    open: async (personId, now) => {
      const owner = await people.one({ _id: checkId(personId, 'personId') });
      const asked = { personId, kind: 'session', expiresAt: above(now) };
      const rows = await table.many(asked, { sort: { createdAt: -1, _id: 1 }, limit: MOST_OPEN });
      return rows.filter((row) => owner !== null && isCurrent(row, owner)).map(readSession);
    },
    openBy: async (tokenHash, now) => {
      const _id = checkText(tokenHash, 'tokenHash', HASH_LENGTH);
      const row = await table.one({ _id, kind: 'session', expiresAt: above(now) });
      const owner = row === null ? null : await people.one({ _id: row.personId });
      return row === null || owner === null || !isCurrent(row, owner)
        ? null
        : { ...readSession(row), personId: row.personId, setsPasswordUntilAt: row.setsPasswordUntilAt ?? null };
    },
    end: async (personId, id) => {
      const row = await table.one({
        _id: startingWith(checkText(id, 'sessionId', ID_LENGTH)),
        personId: checkId(personId, 'personId'),
        kind: 'session',
      });
      return row !== null && (await table.remove({ _id: row._id }));
    },
    consumeLink: async (tokenHash, now) => {
      const link = await table.findOneAndUpdate(
        { _id: checkText(tokenHash, 'tokenHash', HASH_LENGTH), kind: 'link', usedAt: null, expiresAt: above(now) },
        { $set: { usedAt: now } },
        { answer: 'after' },
      );
      const person = link === null ? null : await people.one({ _id: link.personId });
      return link === null || person === null || !isCurrent(link, person)
        ? null
        : { personId: link.personId, expiresAt: link.expiresAt, forPassword: link.forPassword ?? false };
    },
    revoke: async (tokenHash) => {
      await table.remove({ _id: checkText(tokenHash, 'tokenHash', HASH_LENGTH) });
    },
  };
}

function readSession({ _id, by, createdAt, lastSeenAt, expiresAt, from }: SessionRow): OpenSession {
  return {
    id: _id.slice(0, ID_LENGTH),
    by: by ?? null,
    createdAt,
    lastSeenAt: lastSeenAt ?? createdAt,
    expiresAt,
    from: from ?? null,
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
  changedRights: () => Promise<ChangedRights>,
): Sessions['asking'] {
  const sessionsOf = byKeys(table, createKnownRows<SessionRow>(MOST_KNOWN));
  const personsOf = byKeys(people, createKnownRows<PersonRow>(MOST_KNOWN));
  const readTogether = coalesce(
    async (hashes: readonly string[]) => {
      const sessions = await sessionsOf(hashes);
      const owners = [...sessions.values()].map(({ personId }) => personId);
      const [persons, rights] = await Promise.all([personsOf(owners), changedRights()]);
      return hashes.map((hash) => {
        const session = sessions.get(hash);
        return { session, person: session === undefined ? undefined : persons.get(session.personId), rights };
      });
    },
    { patienceMs: PATIENCE_MS },
  );
  return async (tokenHash, now) => {
    const { session, person, rights } = await readTogether(tokenHash);
    if (session === undefined || person === undefined || session.kind === 'link') return null;
    if (session.expiresAt <= now || person.disabled || (session.kind === 'session' && !isCurrent(session, person)))
      return null;
    const principal = principalOf(person, session.kind, session.assignmentId);
    if (principal === null) return null;
    const actions = rights.get(principal.role);
    return {
      principal: actions === undefined ? principal : { ...principal, actions },
      lastSeenAt: session.lastSeenAt ?? null,
    };
  };
}

/** Null: the assignment the session acts in has ended. */
function principalOf(person: PersonRow, via: Principal['via'], assignmentId?: AssignmentId): Principal | null {
  const capacity = capacityOf(person, assignmentId);
  if (capacity === null) return null;
  const { _id, name } = person;
  return { personId: _id, name, ...capacity, via, ...(assignmentId === undefined ? {} : { assignmentId }) };
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
