import type { Publisher } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import { failureOfFault } from '../outbound/faults';
import { codeOf, endpointOf, NO_ENDPOINT, readTaken } from './pushEndpoint';
import type { SendPush } from './pushEndpoint';
import { NO_SUCH_PUSH, pushFailureOf } from './pushFailures';

/** Read-only: the job's key alone tells whether the push was taken. */
export function createConfirm(send: SendPush, clock: Clock): Publisher['confirm'] {
  return async ({ access, key }, call) => {
    const endpoint = endpointOf(access);
    if (endpoint === null) return { kind: 'cannot-tell', failure: NO_ENDPOINT };
    const answer = await send(
      endpoint,
      { method: 'GET', url: `${withoutEndingSlashes(endpoint.url)}/${encodeURIComponent(key)}`, body: '' },
      call,
    );
    if (answer.kind === 'fault') return { kind: 'cannot-tell', failure: failureOfFault(answer.fault, 'read') };
    const taken = readTaken(answer.response, clock);
    if (taken !== null) return taken;
    const code = codeOf(answer.response);
    // Only the endpoint's own word proves it; a 404 of the web server in front of it does not.
    return code === NO_SUCH_PUSH
      ? { kind: 'not-found' }
      : { kind: 'cannot-tell', failure: pushFailureOf(code, answer.response, call.startedAt) };
  };
}

function withoutEndingSlashes(url: string): string {
  let end = url.length;
  while (end > 0 && url[end - 1] === '/') end -= 1;
  return url.slice(0, end);
}
