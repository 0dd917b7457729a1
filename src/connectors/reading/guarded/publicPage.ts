import type { PlatformFailure } from '../../../domain/errors';
import type { Call } from '../../../ports/connectors';
import type { Http } from '../../outbound/http';
import { blindByFault, blindByStatus } from '../../outbound/readFailures';
import { unreadBy, type AnswerInput, type PageReading, type ReadingJob } from './pageReading';

/**
 * Fetches one public page and reads it: what `job` finds there, or why there was nothing to read. A page that turns us
 * away is told as it is and never worked around.
 */
export async function readPublicPage<Page>(
  { http, reading }: { readonly http: Http; readonly reading: PageReading },
  { url, job }: { readonly url: string; readonly job: ReadingJob<AnswerInput, Page> },
  call: Call,
): Promise<{ readonly page: Page } | { readonly failure: PlatformFailure }> {
  const headers = { accept: 'text/html' };
  const answer = await http.send({ method: 'GET', url, signal: call.signal, cookies: true, headers });
  if (answer.kind === 'fault') return { failure: blindByFault(answer.fault).failure };
  const refused = blindByStatus(answer.response, call.startedAt);
  if (refused !== null) return { failure: refused.failure };
  const end = await reading.run(job, { response: answer.response });
  return end.kind === 'ended' ? { failure: unreadBy(end.reason).failure } : { page: end.value };
}
