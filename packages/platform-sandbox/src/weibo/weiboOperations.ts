import type { CallCounters } from '../wire/callCounters';
import type { FaultBoard } from '../wire/faultBoard';
import type { FormBody } from '../wire/formBody';
import type { Exchange, Reply } from '../wire/loopbackServer';
import type { RawJson } from '../wire/rawJson';
import { writeRawJson } from '../wire/rawJson';
import { replyJson } from '../wire/replies';
import type { Actor } from '../world/actor';
import { civilStamp, DAY_MS, HOUR_MS, instantOfDay, periodOf, SECOND_MS } from '../world/civilTime';
import { hashText } from '../world/seededDraw';
import type { StandingPost } from '../world/timeline';
import type { World } from '../world/world';
import { today } from '../world/world';
import type { NativeRight } from './nativeRight';
import { countStatusLength } from './countedLength';
import { acceptShare } from './shareRules';
import { midOf, readMidTime, writeStatus, writeUser } from './statusForm';
import type { FindStatus } from './statusForm';
import { WeiboFailure } from './weiboFailure';

export interface Call {
  readonly exchange: Exchange;
  readonly form: FormBody;
  readonly actor: Actor;
}
export type Operation = (call: Call) => Reply;
/** `counted`: it counts against the day of the user. */
export interface Route {
  readonly counted: boolean;
  readonly operation: Operation;
}

const LONGEST_NATIVE_STATUS = 140;

/** The counter of a user's day. */
export function userCounterOf(actor: Actor): string {
  return `weibo/${actor.account.key}`;
}

/** Finds public posts of the county by mid, quickly: a mid begins with the post's time. */
function createStatusFinder(world: World, actors: readonly Actor[]): FindStatus {
  return (mid) => {
    const id = BigInt(mid);
    const atMs = readMidTime(id);
    for (const actor of actors) {
      const post = world.posts
        .list(actor, world.now())
        .find((candidate) => candidate.at.getTime() === atMs && midOf(actor, candidate) === id);
      if (post !== undefined) return { actor, post };
    }
    return null;
  };
}

/** Reads and writes of the open platform, by method and path. */
export function createWeiboOperations(
  world: World,
  parts: {
    actors: readonly Actor[];
    faults: FaultBoard;
    counters: CallCounters;
    native: NativeRight;
  },
): ReadonlyMap<string, Route> {
  const { actors, faults, counters } = parts;
  const { limits } = world;
  const form = { weibo: world.origins.weibo, find: createStatusFinder(world, actors) };
  const reply = (value: RawJson): Reply => replyJson(writeRawJson(value));
  const write = (actor: Actor, post: StandingPost): RawJson => writeStatus(actor, post, form);
  const listOwn = (actor: Actor): readonly StandingPost[] => world.posts.list(actor, world.now());

  const postsLastHour = (actor: Actor): number =>
    listOwn(actor).filter((post) => post.origin === 'api' && world.now().getTime() - post.at.getTime() < HOUR_MS)
      .length;

  const readTimeline: Operation = ({ exchange, actor }) => {
    const query = exchange.url.searchParams;
    const uid = query.get('uid');
    const screenName = query.get('screen_name');
    if (uid !== null && screenName !== null) throw new WeiboFailure(10008);
    if ((uid ?? actor.account.externalId) !== actor.account.externalId) throw new WeiboFailure(21335);
    if ((screenName ?? actor.account.name) !== actor.account.name) throw new WeiboFailure(21335);
    const sinceId = readId(query.get('since_id')) ?? 0n;
    const maxId = readId(query.get('max_id')) ?? 0n;
    const asked = Number(query.get('count') ?? limits.weiboTimelineItems);
    const posts = listOwn(actor);
    const isFirstPage = (query.get('page') ?? '1') === '1';
    const newest = isFirstPage ? posts.slice(0, limits.weiboTimelineItems) : [];
    const shown = newest
      .filter((post) => midOf(actor, post) > sinceId && (maxId === 0n || midOf(actor, post) <= maxId))
      .slice(0, Number.isInteger(asked) && asked > 0 ? asked : limits.weiboTimelineItems);
    const last = shown.at(-1);
    return reply({
      statuses: shown.map((post) => write(actor, post)),
      hasvisible: false,
      previous_cursor: 0,
      next_cursor: last === undefined || shown.length === posts.length ? 0 : midOf(actor, last) - 1n,
      total_number: posts.length,
      display_total_number: posts.length,
      interval: 0,
      ad: [],
    });
  };

  /** Makes the post public now or later, and returns as the platform does then. */
  const publish = (actor: Actor, post: { text: string; repostOf?: string; pictures?: readonly string[] }): Reply => {
    const now = world.now();
    const strikes = (name: Parameters<FaultBoard['strikes']>[2]): boolean =>
      faults.strikes('weibo', actor.account.key, name);
    const isLate = actor.publishesLate || strikes('accepted-then-delayed');
    const lateMs = isLate ? (60 + (hashText(post.text) % 60)) * SECOND_MS : 0;
    const made = world.posts.add(
      actor,
      {
        title: '',
        sourceUrl: null,
        sourceName: null,
        origin: 'api',
        visibleAt: new Date(now.getTime() + lateMs),
        ...post,
      },
      now,
    );
    if (strikes('lost-answer')) return 'drop';
    if (isLate) throw new WeiboFailure(20032);
    return reply(write(actor, made));
  };
  const share: Operation = ({ form: fields, actor }) => {
    if (!actor.opensPublishing) throw new WeiboFailure(10014);
    const now = world.now();
    // Posts that appear a minute later count as sent already.
    const earlier = world.posts.list(actor, new Date(now.getTime() + DAY_MS)).filter((post) => post.origin === 'api');
    const shared = acceptShare({
      form: fields,
      actor,
      earlier,
      now,
      postsAnHour: limits.weiboPostsAnHour,
      strikes: (name) => faults.strikes('weibo', actor.account.key, name),
    });
    return publish(actor, shared);
  };
  /** Ordinary apps lost repost and update in 2017; a partner's app may have them. */
  const native =
    (needsOriginal: boolean): Operation =>
    ({ form: fields, actor }) => {
      if (!parts.native.isAllowed() || !actor.opensPublishing) throw new WeiboFailure(10014);
      const text = fields.field('status') ?? (needsOriginal ? '转发微博' : '');
      if (text === '') throw new WeiboFailure(20008);
      if (countStatusLength(text) > LONGEST_NATIVE_STATUS) throw new WeiboFailure(20012);
      if (postsLastHour(actor) >= limits.weiboPostsAnHour) throw new WeiboFailure(20016);
      if (faults.strikes('weibo', actor.account.key, 'content-refused')) throw new WeiboFailure(20021);
      if (!needsOriginal) return publish(actor, { text });
      const id = fields.field('id') ?? '';
      const original = /^\d{1,20}$/.test(id) ? form.find(id) : null;
      if (original === null) throw new WeiboFailure(20101);
      return publish(actor, { text, repostOf: original.post.repostOf ?? id });
    };

  const showLimits: Operation = ({ exchange, actor }) => {
    const now = world.now();
    const resetAt = instantOfDay(today(world) + 1, 0);
    const isSpent = faults.of('weibo', actor.account.key) === 'quota-spent';
    const left = isSpent
      ? 0
      : Math.max(0, limits.weiboCallsADay - counters.count(periodOf.day(now), userCounterOf(actor)));
    return reply({
      ip_limit: limits.weiboIpCallsAnHour,
      limit_time_unit: 'HOURS',
      remaining_ip_hits: Math.max(
        0,
        limits.weiboIpCallsAnHour - counters.count(periodOf.hour(now), ipCounterOf(exchange)),
      ),
      remaining_user_hits: left,
      reset_time: civilStamp(resetAt),
      reset_time_in_seconds: Math.round((resetAt.getTime() - now.getTime()) / SECOND_MS),
      user_limit: limits.weiboCallsADay,
      api_rate_limits: [
        {
          api: '/statuses/update',
          limit: limits.weiboPostsAnHour,
          limit_time_unit: 'HOURS',
          remaining_hits: Math.max(0, limits.weiboPostsAnHour - postsLastHour(actor)),
        },
      ],
    });
  };
  const showStatus: Operation = ({ exchange, actor }) => {
    const id = readId(exchange.url.searchParams.get('id'));
    const post = listOwn(actor).find((candidate) => midOf(actor, candidate) === id);
    if (post === undefined) throw new WeiboFailure(20101);
    return reply(write(actor, post));
  };
  const showUser: Operation = ({ exchange }) => {
    const query = exchange.url.searchParams;
    const found = actors.find(
      ({ account }) => account.externalId === query.get('uid') || account.name === query.get('screen_name'),
    );
    if (found === undefined) throw new WeiboFailure(20003);
    return reply(writeUser(found, form.weibo));
  };

  return new Map<string, Route>([
    ['GET /2/statuses/user_timeline.json', { counted: true, operation: readTimeline }],
    ['POST /2/statuses/share.json', { counted: true, operation: share }],
    ['GET /2/statuses/show.json', { counted: true, operation: showStatus }],
    ['GET /2/users/show.json', { counted: true, operation: showUser }],
    ['POST /2/statuses/repost.json', { counted: true, operation: native(true) }],
    ['POST /2/statuses/update.json', { counted: true, operation: native(false) }],
    ['GET /2/account/rate_limit_status.json', { counted: false, operation: showLimits }],
    [
      'GET /2/account/get_uid.json',
      { counted: true, operation: ({ actor }) => reply({ uid: BigInt(actor.account.externalId) }) },
    ],
  ]);
}

/** The counter of the caller's address. */
export function ipCounterOf(exchange: Exchange): string {
  return `weibo-ip/${exchange.remoteAddress}`;
}

function readId(text: string | null): bigint | null {
  return text !== null && /^\d{1,20}$/.test(text) ? BigInt(text) : null;
}
