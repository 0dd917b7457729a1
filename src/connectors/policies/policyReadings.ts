import type { ObservedPolicy, PolicySource } from '../../domain/policies/policy';
import type { Instant } from '../../domain/time/instant';
import type { HttpResponse } from '../outbound/http';
import { blind } from '../outbound/readFailures';
import type { Blind } from '../outbound/readFailures';
import { decodeText } from '../reading/charset';
import { readFeed } from '../reading/feed';
import type { AnswerInput, ReadingJob } from '../reading/guarded/pageReading';
import { readJsonBody } from '../reading/json';
import { readListPage } from '../reading/listPage';
import { signOf } from '../reading/pageSigns';
import { readDocumentPage } from './documentPage';
import { readPolicyEntries } from './feedList';
import { readGovcnList } from './govcnList';
import type { PolicyRows } from './govcnList';
import { readPolicyLibrary } from './libraryList';

type ListInput = AnswerInput & { readonly source: PolicySource; readonly startedAt: Instant };

/** The answer of a place where policies appear, or why it is no such list. */
export const policyListReading: ReadingJob<ListInput, PolicyRows | Blind> = {
  name: 'policy-list',
  async read({ response, source, startedAt }) {
    const rows = await readRows(source, response, startedAt);
    if (rows === null) return unlike(response, 'policy-list-not-recognised', '政策列表的格式无法识别');
    // A list of policies that holds none at all is a fault of the list: states do not run out of policy.
    return rows.items.length === 0
      ? blind('unparsed', { remedy: 'ask-a-person', code: 'policy-list-empty', message: '政策列表为空' })
      : rows;
  },
};

/** A document's own page, or why it is none. */
export const documentReading: ReadingJob<AnswerInput, Partial<ObservedPolicy> | Blind> = {
  name: 'policy-document',
  read({ response }) {
    const page = textOf(response);
    const document = readDocumentPage(page, response.url);
    // A page without anything of a document is a missing page in disguise, a challenge or a redesign; its few words
    // are no document either.
    const isNothing =
      document.docNumber === undefined &&
      document.publishedAt === undefined &&
      (document.body === undefined || signOf(page) !== null);
    return isNothing ? unlike(response, 'document-not-recognised', '页面上没有可识别的文件') : document;
  },
};

async function readRows(source: PolicySource, response: HttpResponse, startedAt: Instant): Promise<PolicyRows | null> {
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
      return readPolicyList(source, response, startedAt);
  }
}

function readPolicyList(
  { settings = {} }: PolicySource,
  response: HttpResponse,
  startedAt: Instant,
): PolicyRows | null {
  const { itemSelector = null, titleSelector = null, dateSelector = null, linkSelector = null } = settings;
  const list = readListPage(textOf(response), {
    url: response.url,
    fetchedAt: startedAt,
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

function textOf(response: HttpResponse): string {
  return decodeText(response.body, response.headers['content-type'] ?? null).text;
}
