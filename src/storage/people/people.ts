import type { DomainEvent } from '../../domain/alerts/alert';
import type { AssignmentId, PersonId } from '../../domain/ids';
import { NO_ADDRESSES, type PersonAddresses } from '../../domain/notify/channel';
import type { Assignment } from '../../domain/people/assignment';
import type { NewPerson, People, Person } from '../../ports/storage';
import { leaving, outboxField, type WithOutbox } from '../alerts/outbox';
import { checkId, checkIds, checkText, MAX_BATCH } from '../checkInput';
import { anyOf, atLeast, below } from '../conditions';
import { count, documentSchema, flag, instant, partSchema, text } from '../schemaParts';
import type { Row, Table } from '../table';

export interface PersonRow extends Row, Omit<NewPerson, 'id'>, WithOutbox {
  readonly _id: PersonId;
  /** Absent in rows of people who never had any but the first. */
  readonly assignments?: readonly Assignment[];
  readonly assignmentsVersion?: number;
  readonly lastAssignmentId?: AssignmentId | null;
  /** Absent in rows that were written before sessions were counted. */
  readonly sessionEpoch?: number;
  /** Absent in rows of people who were never given any. */
  readonly addresses?: PersonAddresses;
}

export const personSchema = documentSchema({
  _id: text,
  username: text,
  name: text,
  role: text,
  unitId: text,
  passwordHash: text,
  failedSignIns: count,
  lockedUntilAt: instant,
  disabled: flag,
  sessionEpoch: count,
  addresses: partSchema({ mail: text, mobile: text, wecomUserId: text, feishuOpenId: text }),
  assignments: { type: [partSchema({ id: text, role: text, unitId: text })], default: undefined },
  assignmentsVersion: count,
  lastAssignmentId: text,
  outbox: outboxField,
});

/** The counter crossed the lock in between: at most once in each direction, a successful sign-in included. */
const MAX_PASSES = 8;

export function createPeople(table: Table<PersonRow>): People {
  return {
    upsert: async (person, { endsSessions, events } = { endsSessions: false, events: [] }) => {
      const { id, username, name, role, unitId, passwordHash, failedSignIns, lockedUntilAt, disabled } = person;
      return readPerson(
        await table.put(
          { username: checkText(username, 'username') },
          {
            $set: { name, role, unitId, passwordHash, failedSignIns, lockedUntilAt, disabled },
            $inc: { sessionEpoch: endsSessions ? 1 : 0 },
            $setOnInsert: { _id: checkId(id, 'person.id') },
            ...leaving(events),
          },
        ),
      );
    },
    add: async (person, event) => {
      const row = newRow(person, event);
      return (await table.insert(row)) === 'inserted' ? readPerson(row) : null;
    },
    addMissing: async (added) => {
      const ids = added.map(({ person }) => person.id);
      if ((await table.insertMissing(added.map(({ person, event }) => newRow(person, event)))) === ids.length)
        return new Set(ids);
      const there = await table.pick({ _id: anyOf(ids) }, { sort: { _id: 1 }, limit: ids.length, fields: ['_id'] });
      return new Set(there.map(({ _id }) => _id));
    },
    describe: async ({ id, name, role, unitId }, after, { endsSessions, event }) =>
      table.change(
        { _id: checkId(id, 'personId'), name, role, unitId },
        {
          $set: { name: after.name, role: after.role, unitId: after.unitId },
          $inc: { sessionEpoch: endsSessions ? 1 : 0 },
          ...leaving([event]),
        },
      ),
    setDisabled: async (id, disabled, event) =>
      table.change(
        { _id: checkId(id, 'personId'), disabled: disabled !== true },
        { $set: { disabled: disabled === true }, $inc: { sessionEpoch: 1 }, ...leaving([event]) },
      ),
    endSessions: async (id, event) =>
      table.change({ _id: checkId(id, 'personId') }, { $inc: { sessionEpoch: 1 }, ...leaving([event]) }),
    setAddresses: async (id, addresses, event) =>
      table.change({ _id: checkId(id, 'personId') }, { $set: { addresses }, ...leaving([event]) }),
    setPassword: async ({ id, passwordHash: before }, passwordHash, event) =>
      table.change(
        { _id: checkId(id, 'personId'), passwordHash: before },
        { $set: { passwordHash }, $inc: { sessionEpoch: 1 }, ...leaving([event]) },
      ),
    setAssignments: async ({ id, assignmentsVersion }, assignments, event) =>
      table.change(
        { _id: checkId(id, 'personId'), assignmentsVersion: assignmentsVersion === 0 ? null : assignmentsVersion },
        { $set: { assignments, assignmentsVersion: assignmentsVersion + 1 }, ...leaving([event]) },
      ),
    noteAssignment: async (id, lastAssignmentId) => {
      await table.change({ _id: checkId(id, 'personId') }, { $set: { lastAssignmentId } });
    },
    byUsername: async (username) => {
      const row = await table.one({ username: checkText(username, 'username') });
      return row === null ? null : readPerson(row);
    },
    byId: async (id) => {
      const row = await table.one({ _id: checkId(id, 'personId') });
      return row === null ? null : readPerson(row);
    },
    named: async (ids) => {
      if (ids.length === 0) return [];
      const fields = ['_id', 'name', 'disabled'] as const;
      const wanted = { _id: anyOf(checkIds(ids, 'personId')) };
      const rows = await table.pick(wanted, { sort: { _id: 1 }, limit: ids.length, fields });
      return rows.map(({ _id, name, disabled }) => ({ id: _id, name, disabled }));
    },
    list: async () => (await table.many({}, { sort: { username: 1 }, limit: MAX_BATCH })).map(readPerson),
    count: async () => table.count({}),
    recordFailedSignIn: async (id, lockAfter, lockedUntilAt) => {
      checkId(id, 'personId');
      for (let pass = 0; pass < MAX_PASSES; pass += 1) {
        const locked = await table.findOneAndUpdate(
          { _id: id, failedSignIns: atLeast(lockAfter - 1) },
          { $inc: { failedSignIns: 1 }, $set: { lockedUntilAt } },
          { answer: 'after' },
        );
        if (locked !== null) return readPerson(locked);
        const counted = await table.findOneAndUpdate(
          { _id: id, failedSignIns: below(lockAfter - 1) },
          { $inc: { failedSignIns: 1 } },
          { answer: 'after' },
        );
        if (counted !== null) return readPerson(counted);
        if ((await table.one({ _id: id })) === null) throw new Error(`There is no person ${id}.`);
      }
      throw new Error(`The failed sign-ins of person ${id} change faster than they can be counted.`);
    },
    clearFailures: async (id) => {
      await table.change({ _id: checkId(id, 'personId') }, { $set: { failedSignIns: 0, lockedUntilAt: null } });
    },
  };
}

export function epochOf({ sessionEpoch = 0 }: Pick<PersonRow, 'sessionEpoch'>): number {
  return sessionEpoch;
}

function newRow({ id, ...person }: NewPerson, event: DomainEvent): PersonRow {
  return {
    _id: checkId(id, 'person.id'),
    ...person,
    username: checkText(person.username, 'username'),
    sessionEpoch: 0,
    outbox: [event],
  };
}

function readPerson(row: PersonRow): Person {
  return {
    id: row._id,
    username: row.username,
    name: row.name,
    role: row.role,
    unitId: row.unitId,
    passwordHash: row.passwordHash,
    failedSignIns: row.failedSignIns,
    lockedUntilAt: row.lockedUntilAt,
    disabled: row.disabled,
    sessionEpoch: epochOf(row),
    // Rows of before name no open id.
    addresses: { ...NO_ADDRESSES, ...row.addresses },
    assignments: row.assignments ?? [],
    assignmentsVersion: row.assignmentsVersion ?? 0,
    lastAssignmentId: row.lastAssignmentId ?? null,
  };
}
