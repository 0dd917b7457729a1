import type { DeliveryFailureCode } from '../domain/notify/deliveryFailure';
import type { NotifyKind } from '../domain/notify/notifyChannel';
import type { Delivery, Notifier } from '../ports/notifier';
import type { Log } from '../ports/runtime';
import { failed } from './delivery';

/** What every call of a channel is asked with. */
interface Sending {
  readonly signal: AbortSignal;
  readonly mayBegin?: () => boolean;
}

export function neverThrowing(notifier: Notifier, log: Log): Notifier {
  const about = { log, kind: notifier.kind };
  const { check } = notifier;
  return {
    ...notifier,
    send: guardedSend((request) => notifier.send(request), about),
    ...(check === undefined ? {} : { check: guardedCheck(check, about) }),
  };
}

/**
 * A call that tells apart what left this machine and what did not. Where nothing was asked to leave, nobody has to
 * wonder whether it arrived: a call that was given up while it waited for its turn, connected or shook hands can be made
 * again. So can one that something of our own broke (the store that keeps tokens, for one).
 */
export function guardedSend<R extends Sending>(
  send: (request: R) => Promise<Delivery>,
  { log, kind }: { readonly log: Log; readonly kind: NotifyKind },
): (request: R) => Promise<Delivery> {
  return async (request) => {
    let hasBegun = false;
    const mayBegin = (): boolean => {
      const may = request.mayBegin?.() ?? true;
      hasBegun ||= may;
      return may;
    };
    try {
      const delivery = await send({ ...request, mayBegin });
      return hasBegun ? delivery : neverLeft(delivery, request.signal);
    } catch (error) {
      log.error('notify-send-broke', error, { kind, hasBegun });
      return failed(hasBegun ? 'connection-lost' : 'own-trouble');
    }
  };
}

/** No message is in it: whatever it ends with, nobody has to wonder whether something arrived. */
function guardedCheck(
  check: NonNullable<Notifier['check']>,
  { log, kind }: { readonly log: Log; readonly kind: NotifyKind },
): NonNullable<Notifier['check']> {
  return async (request) => {
    try {
      return neverLeft(await check(request), request.signal);
    } catch (error) {
      log.error('notify-check-broke', error, { kind });
      return failed('own-trouble');
    }
  };
}

/** What an unknown fate is called where the message never left. */
const INSTEAD: Readonly<Partial<Record<DeliveryFailureCode, DeliveryFailureCode>>> = {
  'answer-late': 'connect-timeout',
  'connection-lost': 'host-unreachable',
};

function neverLeft(delivery: Delivery, signal: AbortSignal): Delivery {
  if (delivery.kind === 'accepted' || delivery.next !== 'reconcile') return delivery;
  return failed(signal.aborted ? 'withdrawn' : (INSTEAD[delivery.code] ?? 'own-trouble'), delivery.retryAt);
}
