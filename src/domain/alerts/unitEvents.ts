import type { Unit } from '../accounts/unit';
import type { PersonId, UnitId } from '../ids';
import type { DomainEvent, LedgerDraft } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

type Noted = EventContext & { readonly note: string };

/** A unit that was not there before, with what it is. */
export function unitAddedEvent(unit: Unit, { note, ...context }: Noted): DomainEvent {
  const { id, name, parentId, level, sectors, region, creditCode = null } = unit;
  return makeEvent(context, {
    kind: 'unit-added',
    subject: `unit:${id}`,
    from: null,
    to: name,
    reason: 'added',
    data: { name, parentId, level, sectors: sectors.join(','), region, creditCode, note },
  });
}

/** What a unit is called and known by; null: not stated. */
export interface UnitRecord {
  readonly name: string;
  readonly creditCode: string | null;
}

/** Another name or credit code; both of before and after stand in `data`. */
export function unitRecordEvent(before: Unit, to: UnitRecord, { note, ...context }: Noted): DomainEvent {
  const { id, name, creditCode = null } = before;
  const data: Record<string, string | null> = { name: to.name, note };
  if (name !== to.name) Object.assign(data, { nameFrom: name, nameTo: to.name });
  if (creditCode !== to.creditCode) Object.assign(data, { creditCodeFrom: creditCode, creditCodeTo: to.creditCode });
  return makeEvent(context, {
    kind: 'unit-changed',
    subject: `unit:${id}`,
    from: name,
    to: to.name,
    reason: 'record-changed',
    data,
  });
}

export function unitClosedEvent({ id, name }: Unit, { note, ...context }: Noted): DomainEvent {
  const part = { kind: 'unit-closed', subject: `unit:${id}`, from: 'open', to: 'closed', reason: 'closed' } as const;
  return makeEvent(context, { ...part, data: { name, note } });
}

/** `came-meanwhile`: taken back by itself, because something was given to the unit while it was being closed. */
export function unitReopenedEvent(
  { id, name, closed }: Unit,
  { note, reason, ...context }: Noted & { readonly reason: 'reopened' | 'came-meanwhile' },
): DomainEvent {
  const from = closed === undefined || closed.intoId === null ? 'closed' : 'merged';
  const part = { kind: 'unit-reopened', subject: `unit:${id}`, from, to: 'open', reason } as const;
  return makeEvent(context, { ...part, data: { name, note } });
}

/** The document a merge goes back to (机构改革方案). */
export interface MergeDocument {
  readonly documentNumber: string;
  /** The day it takes effect by the document, as a civil date. */
  readonly effectiveOn: string;
}

export function unitMergedEvent(
  { unit, into }: { readonly unit: Unit; readonly into: Unit },
  { documentNumber, effectiveOn }: MergeDocument,
  { note, units, ...context }: Noted & { readonly units: number },
): DomainEvent {
  const data: LedgerDraft['data'] = { name: unit.name, intoName: into.name, documentNumber, effectiveOn, units, note };
  const part = {
    kind: 'unit-merged',
    subject: `unit:${unit.id}`,
    from: 'open',
    to: into.id,
    reason: 'merged',
  } as const;
  return makeEvent(context, { ...part, data });
}

/** Somebody who belongs to another unit now because theirs was merged into it (`unit-merged`). */
export function personMergedEvent(
  personId: PersonId,
  { from, into }: { readonly from: UnitId; readonly into: UnitId },
  context: EventContext,
): DomainEvent {
  return makeEvent(context, {
    kind: 'person-changed',
    subject: `person:${personId}`,
    from: null,
    to: 'changed',
    reason: 'unit-merged',
    data: { unitIdBefore: from, unitIdAfter: into },
  });
}
