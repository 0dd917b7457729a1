import type { DomainEvent } from '../../domain/alerts/alert';
import { fieldData, type FieldChange } from '../../domain/alerts/fieldData';
import { makeEvent } from '../../domain/alerts/events';
import type { Actor } from '../../domain/cases/case';
import type { Site } from '../../ports/storage';
import type { ServiceDeps } from '../settings';

interface Change {
  readonly isNew: boolean;
  readonly actor: Actor;
  /** Of the site itself and of what is filed of it. */
  readonly changes?: readonly FieldChange[];
}

export function siteEvent(
  { ids, clock }: ServiceDeps,
  site: Site,
  { isNew, actor, changes = [] }: Change,
): DomainEvent {
  return makeEvent(
    { eventId: ids.eventId(), actor, now: clock.now() },
    {
      kind: isNew ? 'site-registered' : 'site-changed',
      subject: `site:${site.id}`,
      from: null,
      to: null,
      reason: isNew ? 'registered' : 'changed',
      data: { key: site.key, name: site.name, repostColumnId: site.repostColumnId, ...fieldData(changes) },
    },
  );
}
