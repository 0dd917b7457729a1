import { tellableFrom } from '../domain/notify/quietTime';
import type { Instant } from '../domain/time/instant';
import type { ServiceDeps } from './settings';

/** Nobody is reminded at night. */
export function sendableAt({ settings }: Pick<ServiceDeps, 'settings'>, at: Instant): Instant {
  const { hours } = settings.notify;
  return tellableFrom({ now: at, waits: 'quiet-hours', severity: 'notice' }, hours, settings.calendar);
}
