import type { PolicyFeed, PolicyRead } from '../../ports/connectors';
import type { Http } from '../outbound/http';
import { createMirror } from '../outbound/mirror';
import { blindByFault, blindByStatus } from '../outbound/readFailures';
import type { Blind } from '../outbound/readFailures';
import { readHere, unreadBy } from '../reading/guarded/pageReading';
import type { PageReading } from '../reading/guarded/pageReading';
import { documentReading, policyListReading } from './policyReadings';

/**
 * Reads the configured places where policies appear, and the pages of the documents themselves. Addresses on gov.cn are
 * read from `govcnBase` (a mirror or a simulation); what is answered keeps the addresses it states.
 */
export function createPolicyFeed(http: Http, govcnBase: string, reading: PageReading = readHere): PolicyFeed {
  const readFrom = createMirror(govcnBase);
  return {
    async read(source, call) {
      const answer = await http.send({ method: 'GET', url: readFrom(source.url), signal: call.signal, cookies: true });
      if (answer.kind === 'fault') return toRead(blindByFault(answer.fault));
      const refused = blindByStatus(answer.response, call.startedAt);
      if (refused !== null) return toRead(refused);
      const end = await reading.run(policyListReading, {
        response: answer.response,
        source,
        startedAt: call.startedAt,
      });
      if (end.kind === 'ended') return toRead(unreadBy(end.reason));
      return 'failure' in end.value ? toRead(end.value) : { outcome: 'items', ...end.value };
    },

    async readDocument(_source, url, call) {
      const answer = await http.send({ method: 'GET', url: readFrom(url), signal: call.signal, cookies: true });
      if (answer.kind === 'fault') return { failure: blindByFault(answer.fault).failure };
      // 404 and 410 (`http-404`, `http-410`) say that the document is gone; everything else says nothing about it.
      const refused = blindByStatus(answer.response, call.startedAt);
      if (refused !== null) return { failure: refused.failure };
      const end = await reading.run(documentReading, { response: answer.response });
      if (end.kind === 'ended') return { failure: unreadBy(end.reason).failure };
      return 'failure' in end.value ? { failure: end.value.failure } : { document: end.value };
    },
  };
}

function toRead({ outcome, failure }: Blind): PolicyRead {
  return { outcome, failure };
}
