import type { RawJson } from '../wire/rawJson';
import type { Actor } from '../world/actor';
import { civilDate, dateOfDay, dayNumber, minuteOfDay } from '../world/civilTime';
import { hashText } from '../world/seededDraw';
import type { StandingPost } from '../world/timeline';
import type { World } from '../world/world';
import { msgDataIdOf } from './articleForm';
import { followersOf } from './wechatEvents';
import { readJsonBody } from './jsonBody';
import type { Operation } from './operation';
import { WechatFailure } from './wechatFailure';

/** Yesterday's figures are complete from this minute of the day on. */
const READY_FROM_MINUTE = 8 * 60;
const LONGEST_FOLLOWER_SPAN_DAYS = 7;
const DETAIL_WINDOW_DAYS = 30;
/** Followers are read by pages of this size. */
const FOLLOWERS_A_PAGE = 10_000;

interface Span {
  readonly first: number;
  readonly last: number;
  readonly isDelayed: boolean;
}

/** Figures of followers and articles (datacube), invented and steady, by path. */
export function createStatistics(world: World): readonly (readonly [string, Operation])[] {
  const readSpan = (body: Readonly<Record<string, unknown>>, longestDays: number): Span => {
    const [first, last] = [readDay(body['begin_date']), readDay(body['end_date'])];
    const now = world.now();
    const yesterday = dayNumber(now) - 1;
    if (first > last || last > yesterday || last - first >= longestDays) throw new WechatFailure(61501);
    const isEarly = minuteOfDay(now) < READY_FROM_MINUTE && last === yesterday;
    // A span of nothing but the unfinished day has no answer yet; a longer one comes without it.
    if (isEarly && first === last) throw new WechatFailure(61503);
    return { first, last: isEarly ? last - 1 : last, isDelayed: isEarly };
  };
  const perDay = (actor: Actor, span: Span, write: (day: number, draw: number) => readonly RawJson[]): RawJson[] =>
    Array.from({ length: span.last - span.first + 1 }, (_, i) => span.first + i).flatMap((day) =>
      write(day, hashText(`figures/${actor.account.key}/${day}`)),
    );
  const articlesOf = (actor: Actor, day: number): readonly StandingPost[] =>
    world.posts.list(actor, world.now()).filter((post) => dayNumber(post.at) === day);
  const operation = (longestDays: number, run: (actor: Actor, span: Span) => RawJson): Operation => ({
    dailyCalls: 500,
    needsPublishRight: false,
    run: ({ exchange, actor }) => run(actor, readSpan(readJsonBody(exchange), longestDays)),
  });
  const perArticle = (write: (draw: number) => { readonly [key: string]: RawJson }): Operation =>
    operation(1, (actor, span) => ({
      list: perDay(actor, span, (day) =>
        articlesOf(actor, day).map((post) => ({
          ref_date: dateOfDay(day),
          msgid: msgIdOf(post),
          detail: write(drawOf(actor, post)),
        })),
      ),
      is_delay: span.isDelayed,
    }));

  return [
    [
      '/datacube/getusersummary',
      operation(LONGEST_FOLLOWER_SPAN_DAYS, (actor, span) => ({
        list: perDay(actor, span, (day, draw) => [
          { ref_date: dateOfDay(day), user_source: 0, new_user: draw % 40, cancel_user: (draw >>> 8) % 9 },
        ]),
      })),
    ],
    [
      '/datacube/getusercumulate',
      operation(LONGEST_FOLLOWER_SPAN_DAYS, (actor, span) => ({
        list: perDay(actor, span, (day) => [
          {
            ref_date: dateOfDay(day),
            user_source: 0,
            cumulate_user: followersOf(actor) - (dayNumber(world.now()) - day) * 7,
          },
        ]),
      })),
    ],
    [
      '/datacube/getarticleread',
      perArticle((draw) => ({
        read_user: draw % 900,
        read_user_source: [{ user_count: draw % 900, scene_desc: '全部' }],
      })),
    ],
    ['/datacube/getarticleshare', perArticle((draw) => ({ share_user: draw % 60, share_user_source: [] }))],
    [
      '/datacube/getbizsummary',
      operation(DETAIL_WINDOW_DAYS, (actor, span) => ({
        list: perDay(actor, span, (day, draw) => [
          {
            ref_date: dateOfDay(day),
            detail: { read_user: draw % 2000, share_user: draw % 80, collection_user: draw % 20 },
          },
        ]),
        is_delay: span.isDelayed,
      })),
    ],
    [
      '/datacube/getarticletotaldetail',
      operation(DETAIL_WINDOW_DAYS, (actor, span) => ({
        list: perDay(actor, span, (day) =>
          articlesOf(actor, day).map((post) => {
            const draw = drawOf(actor, post);
            return {
              ref_date: civilDate(post.at),
              msgid: msgIdOf(post),
              publish_type: post.massSent ? 0 : 1,
              detail_list: [
                {
                  stat_date: dateOfDay(span.last),
                  read_user: draw % 900,
                  read_user_source: [],
                  share_user: draw % 60,
                  zaikan_user: draw % 30,
                  like_user: draw % 50,
                  comment_count: draw % 12,
                  collection_user: draw % 15,
                },
              ],
            };
          }),
        ),
        is_delay: span.isDelayed,
      })),
    ],
    [
      '/cgi-bin/user/get',
      {
        dailyCalls: 500,
        needsPublishRight: false,
        run: ({ actor }) => {
          const total = followersOf(actor);
          return { total, count: Math.min(total, FOLLOWERS_A_PAGE), data: { openid: [] }, next_openid: '' };
        },
      },
    ],
  ];
}

/** The key that joins figures to a publishing call. */
function msgIdOf(post: StandingPost): string {
  return `${msgDataIdOf(post)}_${post.idx}`;
}

function drawOf(actor: Actor, post: StandingPost): number {
  return hashText(`article/${actor.account.key}/${post.serial}`);
}

function readDay(value: unknown): number {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) throw new WechatFailure(61500);
  const day = Date.parse(`${value}T00:00:00Z`);
  if (Number.isNaN(day)) throw new WechatFailure(61500);
  return Math.floor(day / 86_400_000);
}
