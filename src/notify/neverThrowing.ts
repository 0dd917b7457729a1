import type { Notifier } from '../ports/notifier';
import type { Log } from '../ports/runtime';
import { failed } from './delivery';

/**
 * A channel whose `send` ends by a failure also where something of our own breaks (the store that keeps tokens, for
 * one): as long as nothing was asked to leave it can be tried again, after that nobody knows.
 */
export function neverThrowing(notifier: Notifier, log: Log): Notifier {
  return {
    ...notifier,
    async send(request) {
      let hasBegun = false;
      const mayBegin = (): boolean => {
        const may = request.mayBegin?.() ?? true;
        hasBegun ||= may;
        return may;
      };
      try {
        return await notifier.send({ ...request, mayBegin });
      } catch (error) {
        log.error('notify-send-broke', error, { kind: notifier.kind, hasBegun });
        return failed(hasBegun ? 'connection-lost' : 'own-trouble');
      }
    },
  };
}
