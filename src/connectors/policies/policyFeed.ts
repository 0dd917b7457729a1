import type { ObservedPolicy, PolicySource } from '../../domain/policies/policy';
import type { Call, PolicyFeed, PolicyRead } from '../../ports/connectors';
import type { Http, HttpResponse } from '../outbound/http';
import { blind, blindByFault, blindByStatus } from '../outbound/readFailures';
import type { Blind } from '../outbound/readFailures';
import { createMirror } from '../outbound/mirror';
import { decodeText } from '../reading/charset';
import { readFeed } from '../reading/feed';
import { readJsonBody } from '../reading/json';
import { readListPage } from '../reading/listPage';
import { signOf } from '../reading/pageSigns';
import { readDocumentPage } from './documentPage';
import { readPolicyEntries } from './feedList';
import { readGovcnList } from './govcnList';
import type { PolicyRows } from './govcnList';
import { readPolicyLibrary } from './libraryList';

/**
 * Reads the configured places where policies appear, and the pages of the documents themselves. Addresses on gov.cn are
 * read from `govcnBase` (a mirror or a simulation); what is answered keeps the addresses it states.
 */
export function createPolicyFeed(http: Http, govcnBase: string): PolicyFeed {
  const readFrom = createMirror(govcnBase);
  return {
    async read(source, call) {
      const answer = await http.send({ method: 'GET', url: readFrom(source.url), signal: call.signal, cookies: true });
      if (answer.kind === 'fault') return toRead(blindByFault(answer.fault));
      const refused = blindByStatus(answer.response, call.startedAt);
      if (refused !== null) return toRead(refused);
      const rows = await readRows(source, answer.response, call);
      if (rows === null) return toRead(unlike(answer.response, 'policy-list-not-recognised', '政策列表的格式无法识别'));
      // A list of policies that holds none at all is a fault of the list: states do not run out of policy.
      if (rows.items.length === 0)
        return toRead(
          blind('unparsed', { remedy: 'ask-a-person', code: 'policy-list-empty', message: '政策列表为空' }),
        );
      return { outcome: 'items', ...rows };
    },

    async readDocument(_source, url, call) {
      const answer = await http.send({ method: 'GET', url: readFrom(url), signal: call.signal, cookies: true });
      if (answer.kind === 'fault') return { failure: blindByFault(answer.fault).failure };
      // 404 and 410 (`http-404`, `http-410`) say that the document is gone; everything else says nothing about it.
      const refused = blindByStatus(answer.response, call.startedAt);
      if (refused !== null) return { failure: refused.failure };
      const page = textOf(answer.response);
      const document = readDocumentPage(page, answer.response.url);
      // A page without anything of a document is a missing page in disguise, a challenge or a redesign; its few words
      // are no document either.
      const isNothing =
        document.docNumber === undefined &&
        document.publishedAt === undefined &&
        (document.body === undefined || signOf(page) !== null);
      return isNothing
        ? { failure: unlike(answer.response, 'document-not-recognised', '页面上没有可识别的文件').failure }
        : { document };
    },
  };
}

async function readRows(source: PolicySource, response: HttpResponse, call: Call): Promise<PolicyRows | null> {
  switch (source.kind) {
    case 'govcn-json':
      return readGovcnList(readJsonBody(response), response.url);
    case 'govcn-library':
      return readPolicyLibrary(readJsonBody(response), response.url);
    case 'rss': {
      const feed = await readFeed(textOf(response));
      return feed.kind === 'feed' ? readPolicyEntries(feed.entries, response.url) : null;
    }
    case 'list':
      return readPolicyList(source, response, call);
  }
}

function readPolicyList({ settings = {} }: PolicySource, response: HttpResponse, call: Call): PolicyRows | null {
  const { itemSelector = null, titleSelector = null, dateSelector = null, linkSelector = null } = settings;
  const list = readListPage(textOf(response), {
    url: response.url,
    fetchedAt: call.startedAt,
    itemSelector,
    titleSelector,
    dateSelector,
    linkSelector,
  });
  if (list.kind !== 'rows') return null;
  const items = list.rows.map(({ title, url, publishedAt }): ObservedPolicy => ({
    title,
    url,
    guid: null,
    issuer: null,
    docNumber: null,
    publishedAt,
    summary: '',
    body: null,
    statedSource: null,
  }));
  // As in every list: a row whose date nobody can read is counted, not dated by guess.
  const dated = items.filter((item) => item.publishedAt !== null);
  return dated.length === 0 ? null : { items: dated, unreadable: items.length - dated.length };
}

/** A page that is not what we came for: by what it says of itself, else by `code`. */
function unlike(response: HttpResponse, code: string, message: string): Blind {
  const sign = signOf(textOf(response));
  switch (sign) {
    case 'page-soft-404':
      return blind('unparsed', { remedy: 'give-up', code: sign, message: '页面称“不存在”（HTTP 200）' });
    case 'page-is-challenge':
      return blind('refused', {
        remedy: 'ask-a-person',
        code: sign,
        message: '网站以验证页面拒绝访问，已记录，不予绕过',
      });
    case 'page-asks-login':
      return blind('unauthorised', { remedy: 'fix-configuration', code: sign, message: '页面要求登录' });
    case null:
      return blind('unparsed', { remedy: 'ask-a-person', code, message });
  }
}

function toRead({ outcome, failure }: Blind): PolicyRead {
  return { outcome, failure };
}

function textOf(response: HttpResponse): string {
  return decodeText(response.body, response.headers['content-type'] ?? null).text;
}
