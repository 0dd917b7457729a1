import type { Actor } from './actor';
import { dayNumber, instantOfDay } from './civilTime';
import type { PolicyDocument } from './policyDocument';
import { firstDayOf, instantsOfDay, lastPostAt } from './rhythm';
import { drawFor } from './seededDraw';
import { tellCountyStory, tellUnitStory } from './stories';
import type { WorkCalendar } from './workCalendar';

/** A post as the platforms keep it, whichever way it came. */
export interface StandingPost {
  /** Unique within its account; every identifier and address of the post is made from it. */
  readonly serial: number;
  readonly at: Date;
  readonly title: string;
  /** Running text without the title; for Weibo posts that came through the API, the whole text. */
  readonly text: string;
  /** The original a repost leads to. */
  readonly sourceUrl: string | null;
  /** Who wrote it first, where the post says so. */
  readonly sourceName: string | null;
  readonly origin: 'timeline' | 'api' | 'by-hand';
  /** WeChat: sent out as 群发, which the list of published articles leaves out. */
  readonly massSent: boolean;
  /** Weibo: the mid of the post that this one carries on. */
  readonly repostOf: string | null;
  readonly editedAt: Date | null;
  /** WeChat: position in a 图文 of several articles, from 1; those of one 图文 have serials in a row. */
  readonly idx: number;
  /** Weibo: the hash of each picture that came with it. */
  readonly pictures: readonly string[];
}

/** Serials of the invented past: days since 2008 times this, plus the position in the day. */
const SERIALS_A_DAY = 64;
const FIRST_SERIAL_DAY = 14_000;
/** Serials from here on belong to what came through an API. */
export const FIRST_JOURNALED_SERIAL = 2_000_000;
const CARRIED_POSITION = 40;
const LAST_POST_POSITION = 50;
const INDISCREET_POSITION = 55;
const INDISCREET_BACK_MS = 90 * 60_000;
/** Weibo shows the newest five only: at the anchor, both carried policies must still be among them. */
const POSTS_AFTER_CARRIED = 3;

export interface TimelineWorld {
  readonly seed: number;
  readonly anchorAt: Date;
  readonly historyDay: number;
  readonly calendar: WorkCalendar;
  readonly carried: readonly PolicyDocument[];
}

/**
 * The posts of one account up to `now`, oldest first. A pure function of the world, the account and the instant: what
 * was invented once is invented alike at every start, also for the time nothing ran.
 */
export function createTimeline(actor: Actor, world: TimelineWorld): (now: Date) => readonly StandingPost[] {
  const stopsAt = lastPostAt(actor, world.anchorAt, world.seed);
  const extra =
    stopsAt === null
      ? [...carriedPosts(actor, world), ...indiscreetPosts(actor, world)]
      : [finalPost(actor, stopsAt, world)];
  const invented: StandingPost[] = [];
  let nextDay = firstDayOf(actor, world.historyDay, world.anchorAt);
  let merged: readonly StandingPost[] = [];

  return (now) => {
    const today = dayNumber(now);
    if (nextDay <= today) {
      for (; nextDay <= today; nextDay += 1) invented.push(...postsOfDay(actor, nextDay, world));
      const own = stopsAt === null ? invented : invented.filter((post) => post.at < stopsAt);
      merged = thinForWeibo(actor, [...own, ...extra], world).sort((a, b) => a.at.getTime() - b.at.getTime());
    }
    return merged.filter((post) => post.at <= now);
  };
}

function postsOfDay(actor: Actor, day: number, world: TimelineWorld): StandingPost[] {
  return instantsOfDay(actor, day, world).map((at, position) =>
    inventPost(actor, at, { day, position, seed: world.seed }),
  );
}

function inventPost(actor: Actor, at: Date, place: { day: number; position: number; seed: number }): StandingPost {
  const draw = drawFor(place.seed, 'post', actor.account.key, place.day, place.position);
  const story = draw.chance(0.35)
    ? tellCountyStory(place.seed, at, draw.whole(0, 2))
    : tellUnitStory(actor.unit, at, draw);
  return {
    serial: serialOf(place.day, place.position),
    at,
    title: story.title,
    text: story.text,
    sourceUrl: null,
    sourceName: draw.chance(0.2) ? '本站' : actor.unit.name,
    origin: 'timeline',
    massSent:
      actor.account.behaviour === 'mass-send-only' || (actor.account.platform === 'wechat' && draw.chance(0.15)),
    repostOf: null,
    editedAt: null,
    idx: 1,
    pictures: [],
  };
}

function finalPost(actor: Actor, at: Date, world: TimelineWorld): StandingPost {
  return inventPost(actor, at, { day: dayNumber(at), position: LAST_POST_POSITION, seed: world.seed });
}

/** Most accounts that are well had carried the two documents before the anchor. */
function carriedPosts(actor: Actor, world: TimelineWorld): StandingPost[] {
  const behaviour = actor.account.behaviour;
  if (behaviour !== 'lively' && behaviour !== 'ordinary' && behaviour !== 'indiscreet') return [];
  const lastWorkingDay = world.calendar.workingDayBefore(dayNumber(world.anchorAt), 1);
  return world.carried.flatMap((policy, i) => {
    const draw = drawFor(world.seed, 'carried', actor.account.key, i);
    if (!draw.chance(0.88)) return [];
    // The first document came in the afternoon before, the second in the morning of the last working day.
    const minutes = i === 0 ? draw.whole(8 * 60 + 35, 16 * 60) : draw.whole(10 * 60 + 40, 18 * 60 + 30);
    return [
      carryPolicy(policy, {
        serial: serialOf(lastWorkingDay, CARRIED_POSITION + i),
        at: instantOfDay(lastWorkingDay, minutes + draw.fraction()),
      }),
    ];
  });
}

/**
 * A list of names with a whole identity number in it, as it happens. The number has a right check character and belongs to
 * nobody: its day of birth is the example of the standard.
 */
function indiscreetPosts(actor: Actor, world: TimelineWorld): StandingPost[] {
  if (actor.account.behaviour !== 'indiscreet') return [];
  const at = new Date(world.anchorAt.getTime() - INDISCREET_BACK_MS);
  return [
    {
      serial: serialOf(dayNumber(at), INDISCREET_POSITION),
      at,
      title: '关于公租房轮候对象名单的公示',
      text: '申请人赵某某，身份证号110101199003077715，符合公租房保障条件，现予公示五个工作日。\n如有异议，请在公示期内书面反映。',
      sourceUrl: null,
      sourceName: actor.unit.name,
      origin: 'timeline',
      massSent: false,
      repostOf: null,
      editedAt: null,
      idx: 1,
      pictures: [],
    },
  ];
}

function carryPolicy(policy: PolicyDocument, place: { serial: number; at: Date }): StandingPost {
  return {
    ...place,
    title: policy.title,
    text: [...policy.paragraphs, `（${policy.documentNumber}）`].join('\n'),
    sourceUrl: policy.url,
    sourceName: '中国政府网',
    origin: 'timeline',
    massSent: false,
    repostOf: null,
    editedAt: null,
    idx: 1,
    pictures: [],
  };
}

function thinForWeibo(actor: Actor, posts: readonly StandingPost[], world: TimelineWorld): StandingPost[] {
  const firstCarried = posts
    .filter((post) => post.sourceUrl !== null)
    .sort((a, b) => a.at.getTime() - b.at.getTime())[0];
  if (actor.account.platform !== 'weibo' || firstCarried === undefined) return [...posts];
  const isBetween = (post: StandingPost): boolean =>
    post.sourceUrl === null && post.at >= firstCarried.at && post.at <= world.anchorAt;
  const kept = new Set(posts.filter(isBetween).slice(-POSTS_AFTER_CARRIED));
  return posts.filter((post) => !isBetween(post) || kept.has(post));
}

function serialOf(day: number, position: number): number {
  return (day - FIRST_SERIAL_DAY) * SERIALS_A_DAY + position;
}
