import type { Duty } from '../duties/duty';
import type { Interaction } from '../duties/interaction';
import { maskPersonalData } from '../privacy/maskPersonalData';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

/** What happened to a duty: from which state to which, why, in which words, under which clause and until when. */
export function dutyEvent(change: EventContext & { readonly before: Duty | null; readonly duty: Duty }): DomainEvent {
  const { before, duty } = change;
  const last = duty.thread.at(-1);
  return makeEvent(change, {
    kind: 'duty-changed',
    subject: `duty:${duty.id}`,
    from: before?.state ?? null,
    to: duty.state,
    reason: last?.event ?? 'open',
    occurredAt: last?.at ?? change.now,
    data: {
      ...{ title: duty.title, unitId: duty.unitId, rule: duty.ruleKey, clause: duty.terms.clause },
      dueBy: duty.dueBy.toISOString(),
      ...(duty.offer === null ? {} : { offeredTo: duty.offer.unitId }),
      ...(before !== null && before.unitId !== duty.unitId ? { fromUnitId: before.unitId } : {}),
      ...(last === undefined ? {} : { because: last.reason }),
      ...(last?.words == null ? {} : { words: maskPersonalData(last.words) }),
      ...(last?.unitName == null ? {} : { unitName: last.unitName }),
      ...(duty.evidence?.link == null ? {} : { link: duty.evidence.link }),
      ...(duty.endedAt === null ? {} : { late: duty.isLate ? 'late' : 'in-time' }),
    },
  });
}

/** What happened to a message: never what it says, nor who wrote it. */
export function interactionEvent(
  change: EventContext & { readonly before: Interaction | null; readonly interaction: Interaction },
): DomainEvent {
  const { before, interaction } = change;
  const last = interaction.thread.at(-1);
  const { dutyId, source, kind, setAside, answer } = interaction;
  return makeEvent(change, {
    kind: 'interaction-changed',
    subject: `interaction:${interaction.id}`,
    from: before?.state ?? null,
    to: interaction.state,
    reason: last?.event ?? 'receive',
    occurredAt: last?.at ?? change.now,
    data: {
      ...{ dutyId, source, messageKind: kind },
      ...(answer === null ? {} : { contentHash: answer.contentHash }),
      ...(setAside === null ? {} : { because: setAside }),
      ...(last?.words == null ? {} : { words: maskPersonalData(last.words) }),
    },
  });
}
