import type { PolicyFeed, PolicyRead } from '../../ports/connectors';
import type { ObservedPolicy } from '../../domain/policies/policy';
import type { Http, HttpResponse } from '../http';
import { blind, blindByFault, blindByStatus } from '../http/endings';
import type { Blind } from '../http/endings';
import { createMirror } from '../http/mirror';
import { readArticlePage } from '../reading/articlePage';
import { decodeText } from '../reading/charset';
import { readFeed } from '../reading/feed';
import { readJsonBody } from '../reading/json';
import { readPolicyEntries } from './feedList';
import { readGovcnList } from './govcnList';
import type { PolicyRows } from './govcnList';

/**
 * Reads the configured places where policies appear, and the pages of the documents themselves. Addresses on www.gov.cn are
 * read from `govcnBase` (a mirror or a simulation); what is answered keeps the addresses it states.
 */
export function createPolicyFeed(http: Http, govcnBase: string): PolicyFeed {
  const rebase = createMirror(govcnBase);
  return {
    async read(source, call) {
      const answer = await http.send({ method: 'GET', url: rebase(source.url), signal: call.signal, cookies: true });
      if (answer.kind === 'fault') return toRead(blindByFault(answer.fault));
      const refused = blindByStatus(answer.response, call.startedAt);
      if (refused !== null) return toRead(refused);
      const rows = source.kind === 'govcn-json' ? readGovcnList(readJsonBody(answer.response), answer.response.url) : await readRss(answer.response);
      if (rows === null) return toRead(blind('unparsed', { remedy: 'ask-a-person', code: 'policy-list-not-recognised', message: '政策列表的格式无法识别' }));
      // A list of policies that holds none at all is a fault of the list: states do not run out of policy.
      if (rows.items.length === 0) return toRead(blind('unparsed', { remedy: 'ask-a-person', code: 'policy-list-empty', message: '政策列表为空' }));
      return { outcome: 'items', ...rows };
    },

    async readDocument(_source, url, call) {
      const answer = await http.send({ method: 'GET', url: rebase(url), signal: call.signal, cookies: true });
      if (answer.kind === 'fault') return { failure: blindByFault(answer.fault).failure };
      const refused = blindByStatus(answer.response, call.startedAt);
      return refused === null ? { document: readDocumentPage(textOf(answer.response), answer.response.url) } : { failure: refused.failure };
    },
  };
}

/** What a document's page adds to its row in the list: only what the page states. */
export function readDocumentPage(html: string, url: string): Partial<ObservedPolicy> {
  const page = readArticlePage(html, url);
  return {
    ...(page.publishedAt === null ? {} : { publishedAt: page.publishedAt }),
    ...(page.issuer === null ? {} : { issuer: page.issuer }),
    ...(page.docNumber === null ? {} : { docNumber: page.docNumber }),
    ...(page.source === null ? {} : { statedSource: page.source }),
    ...(page.text === '' ? {} : { body: page.text }),
  };
}

async function readRss(response: HttpResponse): Promise<PolicyRows | null> {
  const feed = await readFeed(textOf(response));
  return feed.kind === 'feed' ? readPolicyEntries(feed.entries, response.url) : null;
}

function toRead({ outcome, failure }: Blind): PolicyRead {
  return { outcome, failure };
}

function textOf(response: HttpResponse): string {
  return decodeText(response.body, response.headers['content-type'] ?? null).text;
}
