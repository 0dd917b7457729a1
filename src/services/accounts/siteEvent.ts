import type { DomainEvent } from '../../domain/alerts/alert';
import { makeEvent } from '../../domain/alerts/events';
import type { Actor } from '../../domain/cases/case';
import type { Site } from '../../ports/storage';
import type { ServiceDeps } from '../settings';

export function siteEvent(
  { ids, clock }: ServiceDeps,
  site: Site,
  { isNew, actor }: { readonly isNew: boolean; readonly actor: Actor },
): DomainEvent {
  return makeEvent(
    { eventId: ids.eventId(), actor, now: clock.now() },
    {
      kind: isNew ? 'site-registered' : 'site-changed',
      subject: `site:${site.id}`,
      from: null,
      to: null,
      reason: isNew ? 'registered' : 'changed',
      data: { key: site.key, name: site.name, repostColumnId: site.repostColumnId },
    },
  );
}
