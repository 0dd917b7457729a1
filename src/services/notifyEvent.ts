import type { DomainEvent } from '../domain/alerts/alert';
import { makeEvent } from '../domain/alerts/events';
import type { Principal } from '../domain/people/role';
import { personActor } from './actors';
import { Refusal } from '../domain/errors';
import { demand } from './refuse';
import type { ServiceDeps } from './settings';

/** A line of the ledger about what an office has set up for telling people. Never anything secret. */
export function notifyEvent(
  { ids, clock }: Pick<ServiceDeps, 'ids' | 'clock'>,
  principal: Principal,
  change: {
    readonly of:
      'channel' | 'message' | 'route' | 'silence' | 'roster' | 'substitution' | 'subscription' | 'digest' | 'ladder';
    readonly id: string;
    readonly to: 'added' | 'changed' | 'removed' | 'ended' | 'filled' | 'redelivered' | 'resumed' | 'working';
    readonly reason: string;
  },
): DomainEvent {
  return makeEvent(
    { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
    {
      kind: 'notify-changed',
      subject: `notify-${change.of}:${change.id}`,
      from: null,
      to: change.to,
      reason: change.reason,
    },
  );
}

/** What holds for the whole office is set up by those who see the whole office. Throws `Refusal` `forbidden`. */
export function demandOffice(action: 'notify.manage' | 'alert.silence', principal: Principal): void {
  demand(action, principal);
  if (principal.unitId !== null)
    throw new Refusal('forbidden', '通知设置对全单位生效，只能由管理全部单位的人员办理。', {
      remedy: '请联系上级的管理员。',
    });
}
