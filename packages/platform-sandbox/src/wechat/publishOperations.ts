import type { SandboxFaultName } from '../faultKinds';
import type { FaultBoard } from '../wire/faultBoard';
import type { RawJson } from '../wire/rawJson';
import type { Actor } from '../world/actor';
import { SECOND_MS } from '../world/civilTime';
import type { StandingPost } from '../world/timeline';
import type { World } from '../world/world';
import { articleIdOf, articleUrlOf, msgDataIdOf, writeNewsItem } from './articleForm';
import type { WechatEvents } from './wechatEvents';
import { readJsonBody, readPage, readRequired } from './jsonBody';
import type { ContentState, Operation } from './operation';
import type { PublishTask } from './publishTasks';
import { WechatFailure } from './wechatFailure';

const OK = { errcode: 0, errmsg: 'ok' } as const;
const CALLS_A_DAY = 100;
const DELETES_A_DAY = 10;

/** The 发布 family (freepublish), by path. */
export function createPublishOperations(
  world: World,
  state: ContentState,
  parts: { faults: FaultBoard; events: WechatEvents },
): readonly (readonly [string, Operation])[] {
  const { publishTasks } = state;
  const { faults, events } = parts;
  const wechat = world.origins.wechat;
  const operation = (dailyCalls: number, run: Operation['run']): Operation => ({
    dailyCalls,
    needsPublishRight: true,
    run,
  });
  /** What 发布 knows of: mass-sent articles are public, and not in here. */
  const listPublished = (actor: Actor): readonly (readonly StandingPost[])[] => {
    const whole = new Map<number, StandingPost[]>();
    for (const post of world.posts.list(actor, world.now())) {
      if (!post.massSent) whole.set(msgDataIdOf(post), [post, ...(whole.get(msgDataIdOf(post)) ?? [])]);
    }
    return [...whole.values()];
  };
  const findArticles = (actor: Actor, articleId: string): readonly StandingPost[] => {
    const found = listPublished(actor).find(
      ([first]) => first !== undefined && articleIdOf(actor, first) === articleId,
    );
    if (found === undefined) throw new WechatFailure(53600);
    return found;
  };

  return [
    [
      '/cgi-bin/freepublish/submit',
      operation(CALLS_A_DAY, ({ exchange, actor }) => {
        state.clearUsedDrafts(actor);
        const strikes = (name: SandboxFaultName): boolean => faults.strikes('wechat', actor.account.key, name);
        const task = publishTasks.submit(actor, readRequired(readJsonBody(exchange), 'media_id'), strikes);
        events.publishFinished(actor, { task, status: task.endsAs, dueMs: task.endsMs });
        return strikes('lost-answer') ? 'drop' : { ...OK, publish_id: task.publishId, msg_data_id: task.msgDataId };
      }),
    ],
    [
      '/cgi-bin/freepublish/get',
      operation(CALLS_A_DAY, ({ exchange, actor }) =>
        writeTask(actor, publishTasks.find(actor, readRequired(readJsonBody(exchange), 'publish_id')), wechat),
      ),
    ],
    [
      '/cgi-bin/freepublish/batchget',
      operation(CALLS_A_DAY, ({ exchange, actor }) => {
        const page = readPage(readJsonBody(exchange));
        const all = listPublished(actor);
        const shown = all.slice(page.offset, page.offset + page.count);
        return {
          total_count: all.length,
          item_count: shown.length,
          item: shown.map((posts) => writeWhole({ actor, posts, wechat, withContent: page.withContent })),
        };
      }),
    ],
    [
      '/cgi-bin/freepublish/getarticle',
      operation(CALLS_A_DAY, ({ exchange, actor }) => {
        const posts = findArticles(actor, readRequired(readJsonBody(exchange), 'article_id'));
        return { news_item: posts.map((post) => writeNewsItem({ actor, post, wechat, withContent: true })) };
      }),
    ],
    [
      '/cgi-bin/freepublish/delete',
      operation(DELETES_A_DAY, ({ exchange, actor }) => {
        const body = readJsonBody(exchange);
        // Articles count from 1; 0 or nothing takes down all of them.
        const index = Number(body['index'] ?? 0);
        const posts = findArticles(actor, readRequired(body, 'article_id'));
        const meant = index === 0 ? posts : posts.filter((post) => post.idx === index);
        if (meant.length === 0) throw new WechatFailure(40097);
        for (const post of meant) world.posts.withdraw(actor, post.serial, world.now());
        return OK;
      }),
    ],
  ];
}

function writeTask(actor: Actor, task: PublishTask, wechat: string): RawJson {
  // The documents spell the id as text here and as a number there; so do the answers, by account.
  const publishId: RawJson = actor.index % 2 === 0 ? task.publishId : Number(task.publishId);
  const first = task.articles[0];
  if (task.status !== 0 || first === undefined) {
    return {
      publish_id: publishId,
      publish_status: task.status,
      fail_idx: task.status === 4 || task.status === 2 ? [1] : [],
    };
  }
  return {
    publish_id: publishId,
    publish_status: 0,
    article_id: articleIdOf(actor, first),
    article_detail: {
      count: task.articles.length,
      item: task.articles.map((post, i) => ({ idx: i + 1, article_url: articleUrlOf(actor, post, wechat) })),
    },
    fail_idx: [],
  };
}

/** One 图文 with all its articles, first one first. */
function writeWhole(about: {
  actor: Actor;
  posts: readonly StandingPost[];
  wechat: string;
  withContent: boolean;
}): RawJson {
  const [first] = about.posts;
  if (first === undefined) throw new RangeError('a 图文 without an article');
  const seconds = Math.floor(first.at.getTime() / SECOND_MS);
  return {
    article_id: articleIdOf(about.actor, first),
    content: {
      news_item: about.posts.map((post) => writeNewsItem({ ...about, post })),
      create_time: seconds,
      update_time: seconds,
    },
    update_time: seconds,
  };
}
