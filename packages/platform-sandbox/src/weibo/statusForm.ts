import type { RawJson } from '../wire/rawJson';
import type { Actor } from '../world/actor';
import { weiboStamp } from '../world/civilTime';
import { hashText } from '../world/seededDraw';
import type { StandingPost } from '../world/timeline';

/** Identifiers begin with the milliseconds since this instant. */
const ID_EPOCH_MS = Date.UTC(2000, 0, 1);
const ID_TAIL_BITS = 20n;
const BASE62 = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Where a text from the web editor is cut in lists. */
const LONG_TEXT_FROM = 200;

/** The post's mid: 18 digits, growing with time, beyond what a double holds exactly. */
export function midOf(actor: Actor, post: StandingPost): bigint {
  const tail = BigInt(hashText(`${actor.account.externalId}/${post.serial}`) & 0xfffff);
  return (BigInt(post.at.getTime() - ID_EPOCH_MS) << ID_TAIL_BITS) | tail;
}

/** The time a mid begins with, in ms since 1970. */
export function readMidTime(mid: bigint): number {
  return Number(mid >> ID_TAIL_BITS) + ID_EPOCH_MS;
}

/** The short spelling of a mid in web addresses: groups of seven digits from the right, each in base 62. */
export function bidOf(mid: bigint): string {
  const digits = mid.toString();
  let spelled = '';
  for (let end = digits.length; end > 0; end -= 7) {
    const group = toBase62(Number(digits.slice(Math.max(0, end - 7), end)));
    spelled = (end > 7 ? group.padStart(4, '0') : group) + spelled;
  }
  return spelled;
}

/** The text as it stands on the platform. */
export function textOf(actor: Actor, post: StandingPost, weibo: string): string {
  if (post.origin === 'api') return post.text;
  const link = post.sourceUrl ?? (post.serial % 3 === 0 ? `${weibo}/t/${shortCodeOf(actor, post)}` : null);
  const body =
    post.sourceUrl === null
      ? `【${post.title}】${firstSentence(post)}`
      : `《${post.title}》发布：${firstSentence(post)}`;
  return link === null ? body : `${body} ${link} `;
}

/** The code of a short link in a post. */
function shortCodeOf(actor: Actor, post: StandingPost): string {
  return `A${actor.index.toString(36)}x${post.serial.toString(36)}`;
}

/** Position of the account a short link was written by, or null for a code of another form. */
export function readShortCode(code: string): number | null {
  const match = /^A([0-9a-z]+)x[0-9a-z]+$/.exec(code);
  return match?.[1] === undefined ? null : parseInt(match[1], 36);
}

/** Finds the public post behind a mid; null: it is gone. */
export type FindStatus = (mid: string) => { readonly actor: Actor; readonly post: StandingPost } | null;

/** The status object of every read and of share. */
export function writeStatus(
  actor: Actor,
  post: StandingPost,
  about: { readonly weibo: string; readonly find: FindStatus },
): { readonly [key: string]: RawJson } {
  const { weibo } = about;
  const mid = midOf(actor, post);
  const text = textOf(actor, post, weibo);
  const draw = hashText(`figures/${mid}`);
  const isLong = post.origin !== 'api' && text.length > LONG_TEXT_FROM;
  return {
    created_at: weiboStamp(post.at),
    id: mid,
    idstr: mid.toString(),
    mid: mid.toString(),
    text: isLong ? `${text.slice(0, 140)}...全文：${weibo}/detail/${mid}` : text,
    textLength: Buffer.byteLength(text, 'utf8'),
    source: `<a href="${weibo}/" rel="nofollow">${post.origin === 'api' ? '政务矩阵' : '微博网页版'}</a>`,
    favorited: false,
    truncated: false,
    in_reply_to_status_id: '',
    in_reply_to_user_id: '',
    in_reply_to_screen_name: '',
    pic_urls: post.pictures.map((hash) => ({ thumbnail_pic: `${weibo}/thumbnail/${hash}.jpg` })),
    geo: null,
    isLongText: isLong,
    reposts_count: draw % 17,
    comments_count: (draw >>> 8) % 11,
    attitudes_count: (draw >>> 16) % 60,
    visible: { type: 0, list_id: 0 },
    user: writeUser(actor, weibo),
    ...(post.repostOf === null ? {} : { retweeted_status: writeOriginal(post.repostOf, about) }),
  };
}

/** The original inside a repost; one that is gone has neither user nor text. */
function writeOriginal(
  mid: string,
  about: { readonly weibo: string; readonly find: FindStatus },
): { readonly [key: string]: RawJson } {
  const found = about.find(mid);
  if (found !== null) return writeStatus(found.actor, found.post, about);
  return {
    id: BigInt(mid),
    idstr: mid,
    mid,
    deleted: '1',
    text: '抱歉，此微博已被作者删除。',
    created_at: '',
    reposts_count: 0,
    comments_count: 0,
    attitudes_count: 0,
  };
}

/** The account as other objects carry it. */
export function writeUser(actor: Actor, weibo: string): { readonly [key: string]: RawJson } {
  const { name, externalId } = actor.account;
  const followers = 800 + (hashText(`followers/${externalId}`) % 90_000);
  return {
    id: BigInt(externalId),
    idstr: externalId,
    screen_name: name,
    name,
    province: '99',
    city: '3',
    location: '江岭 云澜',
    description: `${actor.unit.name}官方微博`,
    url: '',
    profile_image_url: `${weibo}/avatar/${externalId}.png`,
    profile_url: `u/${externalId}`,
    domain: '',
    gender: 'm',
    followers_count: followers,
    friends_count: 120,
    statuses_count: 3000 + (followers % 900),
    favourites_count: 3,
    created_at: 'Wed Jan 05 09:00:00 +0800 2011',
    verified: true,
    verified_type: 1,
    verified_type_ext: 0,
    verified_reason: `${actor.unit.name}官方微博`,
  };
}

function firstSentence(post: StandingPost): string {
  return post.text.split('\n')[0] ?? '';
}

function toBase62(value: number): string {
  let spelled = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) spelled = BASE62.charAt(rest % 62) + spelled;
  return spelled === '' ? '0' : spelled;
}
