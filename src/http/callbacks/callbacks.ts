import { Router, type Request, type RequestHandler } from 'express';
import { PLATFORMS, type Platform } from '../../domain/accounts/account';
import type { CredentialServices } from '../../services/index';
import { refuse } from '../edge/problem';
import { failurePage } from './authorisedPage';
import { readText } from './readText';

/** A platform waits five seconds and calls again; our response comes before that or not at all. */
const ANSWER_WITHIN_MS = 4_500;
const FINISH_MS = 15_000;
const NAME = /^[\w.@-]{1,100}$/;

/**
 * Where platforms call us, and where their authorisation pages send officers back to. Nobody here is signed in: a
 * platform is known by its signature, an officer by the sign they carried to the platform and back. Nothing about a
 * refusal is told to the caller.
 */
export function callbacks(credentials: CredentialServices): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const open =
    (
      doorOf: (name: string) => { readonly applicationId: string | null; readonly externalId: string | null },
    ): RequestHandler =>
    async (request, response) => {
      const name = String(request.params['name'] ?? '');
      if (!NAME.test(name)) throw refuse('not-found', '没有这个回调地址。');
      const body = request.method === 'POST' ? await readText(request) : '';
      const answer = await within(
        credentials.receive({ door: { platform: 'wechat', ...doorOf(name) }, query: queryOf(request), body }),
      );
      response.set('Cache-Control', 'no-store').type('text/plain');
      if (answer.kind === 'answer') response.status(200).send(answer.text);
      else response.status(answer.reason === 'no-such-door' ? 404 : 403).send('refused');
    };
  const component = open((name) => ({ applicationId: name, externalId: null }));
  const account = open((name) => ({ applicationId: null, externalId: name }));
  router.get('/wechat/component/:name', component);
  router.post('/wechat/component/:name', component);
  router.get('/wechat/:name', account);
  router.post('/wechat/:name', account);
  router.get('/authorised/:platform', async (request, response) => {
    const platform = PLATFORMS.find((known): known is Platform => known === request.params['platform']);
    if (platform === undefined) throw refuse('not-found', '没有这个回调地址。');
    const end = await credentials.finishAuthorisation({
      platform,
      query: queryOf(request),
      signal: AbortSignal.timeout(FINISH_MS),
    });
    // The address holds the platform's code and our sign: neither may stay in a history or be sent on.
    response.set('Cache-Control', 'no-store').set('Referrer-Policy', 'no-referrer');
    if (end.kind === 'granted') response.redirect(303, `/credentials?authorised=${end.accountId}`);
    else
      response
        .status(end.reason === 'busy' ? 409 : 400)
        .type('html')
        .send(failurePage(end));
  });
  return router;
}

/** Only plain texts: a parameter given twice is none. */
function queryOf({ query }: Request): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('a callback was not stored in time')), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
