import { SECOND_MS } from '../../src/domain/time/instant';
import type { Post } from '../../src/domain/accounts/post';
import type { ArticleReader, PlatformMessage } from '../../src/ports/connectors';
import type { CallbackAnswer, Counts } from '../../src/services/index';
import { useScriptedWorld } from './useWorld';
import { PAGE, principal } from './world';

const signal = new AbortController().signal;
export const ADMINISTRATOR = principal('administrator', '1');
export const RUN = { owner: 'test', max: 100, signal };
export const ARTICLE = 'https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1';
/** Where the platform calls us: for the component, and for an account by itself. */
export const COMPONENT = { platform: 'wechat' as const, applicationId: 'wxcomp', externalId: null };
export const ACCOUNT = { platform: 'wechat' as const, applicationId: null, externalId: 'wx1' };

type Article = Extract<Awaited<ReturnType<ArticleReader['read']>>, { readonly post: unknown }>;
interface MessageWorld extends ReturnType<typeof useScriptedWorld> {
  readonly send: (message: PlatformMessage, door?: typeof COMPONENT | typeof ACCOUNT) => Promise<CallbackAnswer>;
  readonly work: () => Promise<Counts>;
  readonly posts: () => Promise<readonly Post[]>;
  readonly massSent: (messageId: string, urls: readonly string[]) => PlatformMessage;
  readonly articleOf: (title: string) => Article;
  /** The listener notes itself and the platform sends its ticket, for so many minutes. */
  readonly flow: (minutes: number, listening?: boolean) => Promise<void>;
  readonly look: () => Promise<void>;
}

/** An office with one WeChat account that granted access through a component, and what the platform does to it. */
export function useMessageWorld(): MessageWorld {
  const scripted = useScriptedWorld();
  const { world, services } = scripted;
  const ownId = async () => (await world.account('wx1')).account.id;
  beforeEach(async () => {
    await services.credentials.saveApplication(
      { platform: 'wechat', label: '第三方平台', secrets: { componentAppId: 'wxcomp', secret: 'word' } },
      ADMINISTRATOR,
    );
    await world.addAccounts(['wechat', 'wx1']);
    await services.credentials.saveForAccount(
      await ownId(),
      { secrets: { accessToken: 'through-component' }, applicationId: 'wxcomp', expiresAt: null },
      ADMINISTRATOR,
    );
  });
  const send: MessageWorld['send'] = (message, door = ACCOUNT) =>
    services.credentials.receive({ door, query: { word: 'word' }, body: JSON.stringify(message) });
  const work = () => services.credentials.workMessages(RUN);
  return {
    ...scripted,
    send,
    work,
    posts: async () => (await world.storage.posts.list(await ownId(), PAGE)).items,
    massSent: (messageId, urls) => ({
      kind: 'mass-sent',
      externalId: 'wx1',
      messageId,
      at: world.clock.now(),
      succeeded: true,
      urls,
      code: 'send success',
    }),
    articleOf: (title) => ({
      externalId: null,
      accountName: '账号wx1',
      post: {
        identity: `a_${title}`,
        url: ARTICLE,
        title,
        text: '正文',
        links: [],
        publishedAt: { precision: 'instant', at: world.clock.now(), original: '' },
        platformIds: [],
        pinned: false,
      },
    }),
    flow: async (minutes, listening = true) => {
      for (let second = 0; second < minutes * 60; second += 5) {
        if (listening) await services.credentials.noteListening();
        if (second % 600 === 0) {
          const at = world.clock.now();
          await send(
            { kind: 'component-ticket', applicationId: 'wxcomp', ticket: `ticket-${at.getTime()}`, at },
            COMPONENT,
          );
          await work();
        }
        world.clock.pass(5 * SECOND_MS);
      }
    },
    look: async () => {
      await services.accounts.collectNow(await ownId(), ADMINISTRATOR);
      await services.accounts.collectDue(RUN);
    },
  };
}
