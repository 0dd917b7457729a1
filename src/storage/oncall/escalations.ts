import type { EscalationId } from '../../domain/ids';
import type { Escalation, EscalationState } from '../../domain/oncall/escalation';
import type { Instant } from '../../domain/time/instant';
import type { Escalations } from '../../ports/ladderStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkId, checkIds, checkText, MAX_BATCH } from '../checkInput';
import { anyOf, atMost, below } from '../conditions';
import { freeLease, leasePart, takenLease, type StoredLease } from '../lease';
import { count, documentSchema, flag, instant, partSchema, text } from '../schemaParts';
import type { Row, Table, Update } from '../table';

export interface EscalationRow extends Row, WithOutbox, Omit<Escalation, 'id'> {
  readonly _id: EscalationId;
  readonly lease: StoredLease;
}

export const escalationSchema = documentSchema({
  _id: text,
  alertId: text,
  openedSeq: count,
  openedAt: instant,
  ladderId: text,
  ladderName: text,
  state: text,
  rung: count,
  clock: partSchema({ fromAt: instant, minutes: count }),
  nextAt: instant,
  isHeld: flag,
  history: { type: [partSchema({ rung: count, at: instant, seq: count, told: count, reason: text })] },
  climbedUntilAt: instant,
  endedAt: instant,
  lease: leasePart,
  outbox: outboxField,
});

/** What an acknowledgement, or the end of an alert, still changes. */
const STANDING: readonly EscalationState[] = ['climbing', 'at-top'];

export function createEscalations(table: Table<EscalationRow>): Escalations {
  const held = ({ id, token }: { readonly id: EscalationId; readonly token: string }) => ({
    _id: checkId(id, 'escalationId'),
    'lease.token': checkText(token, 'token'),
  });
  return {
    insertMissing: (escalations) =>
      table.insertMissing(
        escalations.map(({ id, ...row }) => ({ _id: id, ...row, lease: freeLease(), outbox: outboxOf([]) })),
      ),
    ofAlerts: async (alertIds) =>
      (
        await table.many(
          { alertId: anyOf(checkIds([...new Set(alertIds)], 'alertId')) },
          { sort: { alertId: 1, openedSeq: 1, _id: 1 }, limit: MAX_BATCH },
        )
      ).map(readEscalation),
    end: async ({ alertId, beforeSeq }, { state, at }) => {
      const of = { alertId: checkId(alertId, 'alertId'), openedSeq: below(beforeSeq) };
      // Until when it climbed is said once: what was decided by it stays decided.
      await table.changeAll({ ...of, state: 'climbing' }, { $set: ofEnd(state, at, { climbedUntilAt: at }) });
      await table.changeAll({ ...of, state: anyOf(STANDING) }, { $set: ofEnd(state, at, {}) });
    },
    claim: async (request) => {
      const row = await table.findOneAndUpdate(
        { state: 'climbing', nextAt: atMost(request.now), 'lease.untilAt': atMost(request.now) },
        { $set: { lease: takenLease(request) } },
        { answer: 'after', sort: { nextAt: 1, _id: 1 } },
      );
      return row === null ? null : readEscalation(row);
    },
    settle: async (of, to, { steps, events }) => {
      const { $push: left } = leaving(events);
      const pushed = steps.length === 0 ? left : { ...left, history: { $each: [...steps] } };
      const update = (set: object): Update<EscalationRow> => ({
        $set: { ...set, lease: freeLease() },
        ...(pushed === undefined ? {} : { $push: pushed }),
      });
      if (await table.change({ ...held(of), state: 'climbing' }, update(to))) return true;
      return table.change(held(of), update({}));
    },
    putOff: (of, { nextAt, isHeld }) =>
      table.change({ ...held(of), state: 'climbing' }, { $set: { nextAt, isHeld, lease: freeLease() } }),
    lookAgain: async (ladderId, at) => {
      await table.changeAll({ ladderId: checkId(ladderId, 'ladderId'), state: 'climbing' }, { $set: { nextAt: at } });
    },
  };
}

function ofEnd(
  state: EscalationState,
  at: Instant,
  also: { readonly climbedUntilAt?: Instant },
): Partial<Pick<EscalationRow, 'state' | 'nextAt' | 'isHeld' | 'endedAt' | 'climbedUntilAt'>> {
  return { state, nextAt: null, isHeld: false, endedAt: at, ...also };
}

function readEscalation({ _id, lease: _lease, outbox: _outbox, ...row }: EscalationRow): Escalation {
  return { id: _id, ...row };
}
