import { FEED_URL, isReadable, PLATFORM_TABLE, type Platform } from '../../domain/accounts/platforms';
import type { AccountAccess, Call, Collected, Collector, Connector } from '../../ports/connectors';
import type { Http } from '../outbound/http';
import { platformFailure } from '../outbound/platformFailure';
import { readHere, type PageReading } from '../reading/guarded/pageReading';
import { createArticleReader } from './articleReader';

/** The setting by which the office declares that its feed holds everything the account publishes. */
const COVERAGE = 'feedCoverage';
const COVERAGES = ['full', 'partial'] as const;

export interface FeedParts {
  readonly http: Http;
  readonly reading?: PageReading;
  /** Reads a feed as a column of a website is read. */
  readonly readFeed: (access: AccountAccess, call: Call) => Promise<Collected>;
}

/**
 * A platform that lets nobody read its accounts: an account is read through a feed address the office supplies, or
 * known by pasted links alone. What such a feed leaves out nobody can see, so that it proves no absence unless the
 * office declares that it holds everything. Nothing is published by interface: reposts are manual tasks.
 */
export function createFeedConnector(
  platform: Platform,
  { http, reading = readHere, readFeed }: FeedParts,
): Connector & { readonly collector: Collector } {
  const title = PLATFORM_TABLE[platform].names.zh;
  return {
    platform,
    title,
    credentialCheck: null,
    authorisation: null,
    inbound: null,
    articleReader: createArticleReader(title, http, reading),
    settings: [
      {
        key: FEED_URL,
        secret: false,
        required: false,
        title: '订阅源地址',
        why: '本单位自建的 RSSHub 或上级交换平台提供的 RSS、Atom 地址；不填则只凭补登的链接，沉默无法证明，判为“未知”',
      },
      {
        key: COVERAGE,
        secret: false,
        required: false,
        title: '订阅源是否列全',
        why: '由提供方保证列出全部发文的，才可据以认定不更新；否则采集不到不等于没有发',
        choices: [
          { value: 'partial', title: '不能保证（判为“未知”）' },
          { value: 'full', title: '保证列出全部发文' },
        ],
      },
    ],
    checkSettings: (settings) => checkFeed(settings),
    collector: {
      callsPerDay: null,
      collect: async (access, call) => {
        const { account } = access;
        if (!isReadable(account)) return unread('feed-missing', 'fix-configuration', '没有填写订阅源地址');
        const read = await readFeed(
          { ...access, account: { ...account, settings: { kind: 'rss', listUrl: account.settings[FEED_URL] ?? '' } } },
          call,
        );
        return asDeclared(read, account.settings[COVERAGE] === 'full');
      },
    },
    publisher: null,
  };
}

/**
 * An empty feed is how a broken bridge looks as well: of these platforms it proves nothing, whatever was declared. A
 * list of a feed that may leave something out reaches back to no instant.
 */
function asDeclared(read: Collected, isDeclaredFull: boolean): Collected {
  if (read.outcome === 'proven-empty')
    return unread('feed-proves-nothing', 'ask-a-person', '订阅源中没有任何条目，可能是转换服务失效');
  return isDeclaredFull || read.outcome !== 'items' ? read : { ...read, coverage: 'partial', completeFromAt: null };
}

function unread(code: string, remedy: 'fix-configuration' | 'ask-a-person', message: string): Collected {
  return {
    outcome: 'unparsed',
    detail: code,
    items: [],
    coverage: 'partial',
    completeFromAt: null,
    failure: platformFailure(remedy, code, message),
  };
}

function checkFeed(
  settings: Readonly<Record<string, string>>,
): readonly { readonly field: string; readonly code: string; readonly message: string }[] {
  const [url, coverage] = [(settings[FEED_URL] ?? '').trim(), settings[COVERAGE] ?? ''];
  const problems = [];
  if (url !== '' && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)))
    problems.push({ field: FEED_URL, code: 'not-an-address', message: '订阅源地址须是完整的 http 或 https 地址' });
  if (coverage !== '' && !COVERAGES.some((known) => known === coverage))
    problems.push({ field: COVERAGE, code: 'not-known', message: `是否列全只能是 ${COVERAGES.join('、')} 之一` });
  if (coverage === 'full' && url === '')
    problems.push({ field: COVERAGE, code: 'not-used', message: '没有订阅源，无从列全，请清空或填写订阅源地址' });
  return problems;
}
