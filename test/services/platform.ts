import { PLATFORMS, type Platform } from '../../src/domain/accounts/account';
import { FEED_PLATFORMS, FEED_URL } from '../../src/domain/accounts/platforms';
import type { Coverage, LookOutcome } from '../../src/domain/accounts/look';
import type { ObservedPost } from '../../src/domain/accounts/post';
import type { PlatformFailure, Remedy } from '../../src/domain/errors';
import { CARRIES_NO_FILE } from '../../src/domain/files/carriedFiles';
import type { ObservedPolicy } from '../../src/domain/policies/policy';
import type {
  Collected,
  Connector,
  ConnectorRegistry,
  PolicyFeed,
  PolicyRead,
  Publisher,
} from '../../src/ports/connectors';
import type { Clock } from '../../src/ports/runtime';

/**
 * What the simulated platform does at the next publish call. `lost-answer`: the post is public, but the caller never
 * learns it.
 */
export type PublishScript =
  | 'ok'
  | 'lost-answer'
  | 'lost-request'
  | 'never-sent'
  | 'refused-content'
  | 'refused-credential'
  | 'never-shown'
  | 'busy'
  | 'asynchronous'
  | 'throws-after-post'
  | 'swallows-our-error';

export interface PublicPost {
  readonly account: string;
  readonly post: ObservedPost;
  readonly key: string | null;
  readonly visibleAt: Date;
  /** What was uploaded for it. */
  readonly pictures?: readonly string[];
}

/** A platform that exists only in the test: the public posts are the truth the product is measured against. */
export interface TestPlatform {
  readonly connectors: ConnectorRegistry;
  readonly policyFeed: PolicyFeed;
  readonly posts: PublicPost[];
  /** How the next looks at an account (by external id) end; default: it is seen. */
  readonly sight: Map<
    string,
    {
      readonly outcome: Exclude<LookOutcome, 'items' | 'proven-empty'>;
      readonly retryAfterMs: number | null;
      readonly remedy?: Remedy;
      /** Of the failure; default `test-<outcome>`. */
      readonly code?: string;
      /** The platform says that the credential's time is over. */
      readonly expired?: true;
    }
  >;
  /** Scripts by external id, taken from the front; empty: `ok`. */
  readonly scripts: Map<string, PublishScript[]>;
  readonly confirms: string[];
  readonly publishCalls: string[];
  /** Every upload of a picture, by the job's key. */
  readonly uploads: string[];
  /** How far back the list of an account reaches, and whether the platform lists everything at all. */
  /** Null: the list was cut, or its order proves nothing. */
  completeFromAt: Date | null;
  coverage: Coverage;
  /** Whether portals can be published to by interface; default: they cannot. */
  portalTakesPushes: boolean;
  /** What one account may publish. */
  quotas: Publisher['quotas'];
  /** What `confirm` returns when it finds nothing. */
  confirmCertain: boolean;
  policies: PolicyRead;
  /** What reading a document's page returns, by address; default: `http-503`. */
  readonly documents: Map<string, Partial<ObservedPolicy> | 'gone'>;
  /** Called at every point where the product waits for the platform. */
  checkpoint: (name: string) => void;
  /** Called before a publisher stores its first step. */
  beforePrepared: () => Promise<void>;
  /** Called between the steps of one publish call. */
  duringPublish: (account: string) => Promise<void>;
  /** Makes a post appear as if somebody had published it by hand. */
  publishByHand(account: string, post: Partial<ObservedPost> & { readonly title: string }): void;
}

export function failure(remedy: Remedy, code: string, retryAfterMs: number | null = null): PlatformFailure {
  return { remedy, code, message: code, retryAfterMs };
}

export function createTestPlatform(clock: Clock): TestPlatform {
  let nextId = 0;
  const platform: TestPlatform = {
    posts: [],
    sight: new Map(),
    scripts: new Map(),
    confirms: [],
    publishCalls: [],
    uploads: [],
    confirmCertain: true,
    quotas: [],
    portalTakesPushes: false,
    completeFromAt: new Date('2026-01-01T00:00:00Z'),
    coverage: 'full',
    policies: { outcome: 'items', items: [], unreadable: 0 },
    documents: new Map(),
    checkpoint: () => undefined,
    beforePrepared: () => Promise.resolve(),
    duringPublish: () => Promise.resolve(),
    publishByHand: (account, given) => {
      platform.posts.push({ account, key: null, visibleAt: clock.now(), post: makePost(clock.now(), given) });
    },
    connectors: {
      for: (name) => connectorOf(name),
      get all() {
        return PLATFORMS.map(connectorOf);
      },
    },
    policyFeed: {
      read: async () => {
        platform.checkpoint('read-list');
        return platform.policies;
      },
      readDocument: async (_source, url) => {
        platform.checkpoint('read-document');
        const document = platform.documents.get(url);
        if (document === 'gone') return { failure: failure('give-up', 'http-404') };
        return document === undefined ? { failure: failure('retry-later', 'http-503') } : { document };
      },
    },
  };
  const makePost = (at: Date, given: Partial<ObservedPost> & { readonly title: string }): ObservedPost => {
    nextId += 1;
    return {
      identity: `p${nextId}`,
      url: `https://platform.test/p/${nextId}`,
      text: given.title,
      links: [],
      publishedAt: { precision: 'instant', at, original: at.toISOString() },
      platformIds: [`p${nextId}`],
      pinned: false,
      ...given,
    };
  };

  const collect = async (account: string, startedAt: Date): Promise<Collected> => {
    platform.checkpoint(`collect ${account}`);
    const blind = platform.sight.get(account);
    if (blind !== undefined)
      return {
        outcome: blind.outcome,
        detail: `test-${blind.outcome}`,
        items: [],
        coverage: 'full',
        completeFromAt: null,
        failure: {
          ...failure(blind.remedy ?? 'retry-later', blind.code ?? `test-${blind.outcome}`, blind.retryAfterMs),
          ...(blind.expired === undefined ? {} : { expired: blind.expired }),
        },
      };
    const items = platform.posts
      .filter((one) => one.account === account && one.visibleAt <= startedAt)
      .map(({ post }) => post);
    return {
      outcome: items.length === 0 ? 'proven-empty' : 'items',
      detail: 'test',
      items,
      coverage: platform.coverage,
      completeFromAt: platform.completeFromAt,
      failure: null,
    };
  };

  const publisher: Publisher = {
    get quotas() {
      return platform.quotas;
    },
    fileLimits: { pictures: { most: 2, mostBytes: 1_000, types: ['png'] }, attachments: CARRIES_NO_FILE },
    measure: () => [],
    obstacle: ({ hasCredential }) => (hasCredential ? null : 'no-credential'),
    compose: (source) =>
      source.title.length > 100
        ? { failure: failure('fix-content', 'too-long') }
        : {
            draft: {
              title: source.title,
              text: `${source.title} ${source.url}`,
              sourceUrl: source.url,
              sourceName: source.issuer ?? '',
              digest: '',
            },
          },
    composeOwn: (source) =>
      source.title.length > 100
        ? { failure: failure('fix-content', 'too-long') }
        : {
            draft: {
              title: source.title,
              text: source.text ?? source.body,
              sourceUrl: source.link ?? '',
              sourceName: source.issuer,
              digest: source.summary,
              own: { pictures: source.pictures },
            },
          },
    publish: async (request) => {
      const account = request.access.account.externalId;
      const script = platform.scripts.get(account)?.shift() ?? 'ok';
      platform.checkpoint(`publish ${account}`);
      await platform.beforePrepared();
      let uploaded = request.progress;
      for (const { fileId } of request.draft.own?.pictures ?? []) {
        if (uploaded[fileId] !== undefined) continue;
        const bytes = await request.readFile(fileId);
        if (bytes === null) return { kind: 'failed', failure: failure('fix-content', 'test-no-picture') };
        platform.checkpoint(`upload ${account}`);
        platform.uploads.push(`${request.key} ${fileId}`);
        platform.checkpoint(`uploaded ${account}`);
        uploaded = { ...uploaded, [fileId]: `${fileId} of ${bytes.length}` };
        await request.saveProgress(uploaded);
      }
      await request.saveProgress({ ...uploaded, prepared: 'yes' });
      if (script === 'swallows-our-error') {
        try {
          await request.beforePublicCall();
        } catch {
          return { kind: 'failed', failure: failure('give-up', 'swallowed') };
        }
      } else await request.beforePublicCall();
      await platform.duringPublish(account);
      platform.checkpoint(`public call ${account}`);
      platform.publishCalls.push(account);
      if (script === 'refused-content') return { kind: 'failed', failure: failure('fix-content', 'test-content') };
      if (script === 'refused-credential') return { kind: 'failed', failure: failure('re-authorise', 'test-expired') };
      if (script === 'never-shown')
        return { kind: 'accepted', receipt: { platformIds: ['gone'], url: null, acceptedAt: clock.now() } };
      if (script === 'busy') return { kind: 'failed', failure: failure('retry-later', 'test-busy') };
      if (script === 'never-sent')
        return { kind: 'failed', failure: { ...failure('retry-later', 'connection-refused'), notSent: true } };
      if (script === 'lost-request') return { kind: 'failed', failure: failure('reconcile', 'timeout') };
      const post = makePost(clock.now(), { title: request.draft.title, links: [request.draft.sourceUrl] });
      const pictures = (request.draft.own?.pictures ?? []).map(({ fileId }) => uploaded[fileId] ?? '');
      platform.posts.push({ account, key: request.key, visibleAt: clock.now(), post, pictures });
      platform.checkpoint(`answer ${account}`);
      if (script === 'lost-answer') return { kind: 'failed', failure: failure('reconcile', 'timeout') };
      if (script === 'throws-after-post') throw new Error('socket hang up access_token=SECRET');
      if (script === 'asynchronous') return { kind: 'pending', progress: { publishId: '7' }, askAgainMs: 5_000 };
      return { kind: 'accepted', receipt: { platformIds: post.platformIds, url: post.url, acceptedAt: clock.now() } };
    },
    confirm: async (request) => {
      platform.checkpoint(`confirm ${request.access.account.externalId}`);
      platform.confirms.push(request.access.account.externalId);
      const found = platform.posts.find(
        (one) => one.account === request.access.account.externalId && one.key === request.key,
      );
      if (found !== undefined)
        return {
          kind: 'accepted',
          receipt: { platformIds: found.post.platformIds, url: found.post.url, acceptedAt: clock.now() },
        };
      return platform.confirmCertain
        ? { kind: 'not-found' }
        : { kind: 'cannot-tell', failure: failure('retry-later', 'http-503') };
    },
  };

  const connectorOf = (name: Platform): Connector => ({
    credentialCheck: null,
    authorisation: null,
    inbound: null,
    articleReader: null,
    platform: name,
    title: name,
    settings: settingsOf(name),
    collector: { callsPerDay: null, collect: ({ account }, call) => collect(account.externalId, call.startedAt) },
    publisher: FEED_PLATFORMS.includes(name) || (name === 'portal' && !platform.portalTakesPushes) ? null : publisher,
  });
  return platform;
}

function settingsOf(name: Platform): Connector['settings'] {
  if (name === 'weibo') return [{ key: 'accessToken', secret: true, required: true, title: '', why: '' }];
  if (!FEED_PLATFORMS.includes(name)) return [];
  return [{ key: FEED_URL, secret: false, required: false, title: '', why: '' }];
}

export function observedPolicy(given: Partial<ObservedPolicy> & { readonly title: string }): ObservedPolicy {
  return {
    url: 'https://www.gov.cn/zhengce/content/1.htm',
    guid: null,
    issuer: '国务院',
    docNumber: null,
    publishedAt: null,
    summary: '',
    body: '正文',
    statedSource: null,
    ...given,
  };
}
