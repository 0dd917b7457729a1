import type { Unit, UnitNature } from '../accounts/unit';
import type { PolicySource } from '../policies/policy';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

/** Another level, other sectors or another region of a unit: previous → next, as `level · sectors · region`. */
export function unitChangedEvent(
  before: Pick<Unit, 'id' | 'name'> & UnitNature,
  to: UnitNature,
  { note, ...context }: EventContext & { readonly note?: string },
): DomainEvent {
  return makeEvent(context, {
    kind: 'unit-changed',
    subject: `unit:${before.id}`,
    from: inOneLine(before),
    to: inOneLine(to),
    reason: 'changed',
    data: { name: before.name, ...(note === undefined ? {} : { note }) },
  });
}

function inOneLine({ level, sectors, region }: UnitNature): string {
  return [level, sectors.length === 0 ? '-' : sectors.join(','), region === '' ? '-' : region].join(' · ');
}

/** Another unit publishes in the source for its counterparts (对口部门), by key; null: none. */
export function sourceChangedEvent(
  { id, title, counterpartKey = null }: PolicySource,
  to: string | null,
  { note, ...context }: EventContext & { readonly note?: string },
): DomainEvent {
  return makeEvent(context, {
    kind: 'source-changed',
    subject: `source:${id}`,
    from: counterpartKey,
    to,
    reason: 'counterpart-changed',
    data: { title, ...(note === undefined ? {} : { note }) },
  });
}
