import type { PersonId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { Sessions } from '../../ports/storage';
import { checkId, checkText } from '../checkInput';
import { above } from '../conditions';
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

/** Opened since the person's sessions were ended last. */
function isCurrent({ epoch = 0 }: SessionRow, person: PersonRow): boolean {
  return epoch === epochOf(person);
}

export function createSessions(table: Table<SessionRow>, people: Table<PersonRow>): Sessions {
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
    principal: async (tokenHash, kind, now) => {
      // Asked with every request: by the key alone, which the store looks up without planning.
      const session = await table.one({ _id: checkText(tokenHash, 'tokenHash', HASH_LENGTH) });
      if (session === null || session.kind !== kind || session.expiresAt <= now) return null;
      const person = await people.one({ _id: session.personId });
      return person === null || person.disabled || (kind === 'session' && !isCurrent(session, person))
        ? null
        : { personId: person._id, name: person.name, role: person.role, unitId: person.unitId, via: kind };
    },
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
