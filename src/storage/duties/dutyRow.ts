import type { DutyId } from '../../domain/ids';
import { isOwed, type Duty } from '../../domain/duties/duty';
import { outboxField, type WithOutbox } from '../alerts/outbox';
import {
  count,
  documentSchema,
  flag,
  instant,
  limitPart,
  partSchema,
  publishedPart,
  text,
  texts,
} from '../schemaParts';
import type { Row } from '../table';

export interface DutyRow extends Row, Omit<Duty, 'id'>, WithOutbox {
  readonly _id: DutyId;
  /** What lists are told apart by. */
  readonly isOwed: boolean;
  readonly isTransferred: boolean;
  /** Whether another unit is asked for something. */
  readonly isAsked: boolean;
}

const terms = {
  ...{ limit: limitPart, clause: text, firstAsked: flag, remind: limitPart, press: limitPart },
  extension: partSchema({ limit: limitPart, approver: text, clause: text }),
};

export const dutySchema = documentSchema({
  _id: text,
  ...{ ruleKey: text, subject: text, subjectId: text, category: text, title: text },
  unitId: text,
  unitPath: texts,
  firstUnitId: text,
  ...{ began: publishedPart, month: text, terms: partSchema(terms), state: text },
  ...{ dueBy: instant, provisional: flag, remindAt: instant, pressAt: instant },
  extension: partSchema({ askedBy: text, askedAt: instant, reason: text, decision: text }),
  offer: partSchema({ unitId: text, by: text, at: instant }),
  shares: { type: [partSchema({ unitId: text, state: text, askedAt: instant, words: text, at: instant })] },
  evidence: partSchema({ kind: text, link: text, words: text }),
  ...{ endedAt: instant, isLate: flag, transfers: count, openedAt: instant },
  thread: {
    type: [partSchema({ event: text, reason: text, by: text, name: text, at: instant, words: text, unitName: text })],
  },
  version: count,
  ...{ isOwed: flag, isTransferred: flag, isAsked: flag },
  outbox: outboxField,
});

/** What of a row is the duty, with what it is looked up by. */
export function dutyFields(duty: Duty): Omit<DutyRow, '_id' | 'outbox'> {
  const { id: _id, shares, thread, ...fields } = duty;
  return {
    ...{ ...fields, shares: [...shares], thread: [...thread] },
    isAsked: isOwed(duty) && (duty.offer !== null || shares.some(({ state }) => state === 'asked')),
    ...{ isOwed: isOwed(duty), isTransferred: duty.unitId !== duty.firstUnitId },
  };
}

export function readDuty(row: DutyRow): Duty {
  const { _id, outbox: _outbox, isOwed: _owed, isTransferred: _transferred, isAsked: _asked, ...duty } = row;
  return { id: _id, ...duty };
}
