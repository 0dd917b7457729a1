import { normaliseTitle } from '../policies/normaliseTitle';
import { DAY_MS, type Instant, type PublishedAt } from '../time/instant';
import { dayOf, earliestOf } from '../time/published';
import { alterationOf, goesOn } from './alteredText';
import { assessPost, CLOCK_SKEW_MS } from './assessPost';
import { MOST_AT_ONCE } from './atOnce';
import type { EarlierText, ObservedPost, Post } from './post';

/**
 * What a later look changed about a post. Closed list; stored in the ledger where it moves the facts. `text-read`,
 * `title-read`: more of it was read. `text-changed`, `title-changed`: it says something else than it did in public.
 */
export type PostChange = 'date-corrected' | 'came-true' | 'text-read' | 'title-read' | 'text-changed' | 'title-changed';

/** Changes of what was said in public. */
export const ALTERED: readonly PostChange[] = ['text-changed', 'title-changed'];

/** A post as it was stored, seen once more. */
export type SeenAgain =
  | { readonly kind: 'same' }
  /** Another article under an identity that a feed uses again and again: `identity` is the one it is stored under. */
  | { readonly kind: 'another-article'; readonly identity: string }
  | { readonly kind: 'changed'; readonly post: SeenPost; readonly changes: readonly PostChange[] };

/** The part of a post that a later look can change. */
export type SeenPost = Pick<
  Post,
  | 'title'
  | 'text'
  | 'links'
  | 'publishedAt'
  | 'countedAt'
  | 'standing'
  | 'textHash'
  | 'textState'
  | 'earlier'
  | 'readAnewAt'
>;

/** A date said by how long ago it was drifts from look to look ("5分钟前", then "3小时前"): the first one stands. */
const RELATIVE = /前|刚刚|今天|昨天/u;
const MAX_IDENTITY_CHARS = 2_000;

/** Under which identity an article is stored that follows another one under the same identity of its source. */
export function followingIdentity({ identity, title }: Pick<ObservedPost, 'identity' | 'title'>): string {
  return `${identity}#${normaliseTitle(title)}`.slice(0, MAX_IDENTITY_CHARS);
}

/**
 * What a post that is stored already and is seen again has become. A title and a day that are both others make another
 * article: the account has published. Of one article a corrected date is followed, a date that was in the future counts
 * from its day on, and what a list did not show (text, links, the rest of the title) is added once it can be read. A
 * post that is shown with less than is known of it loses nothing. What it said before it was changed is kept.
 */
export function seenAgain(
  stored: Post,
  observed: ObservedPost & { readonly textHash: string },
  now: Instant,
): SeenAgain {
  if (isAnotherArticle(stored, observed)) return { kind: 'another-article', identity: followingIdentity(observed) };
  const dated = followDate(stored, observed.publishedAt, now);
  const read = followText(stored, observed);
  const title = followTitle(stored, observed);
  const changes: PostChange[] = [
    ...(dated === null ? [] : [dated.change]),
    ...(read === null ? [] : [read.change]),
    ...(title === null ? [] : [title.change]),
  ];
  if (changes.length === 0) return { kind: 'same' };
  const { text, links, textHash, textState } = read?.read ?? stored;
  const isAltered = changes.some((change) => ALTERED.includes(change));
  return {
    kind: 'changed',
    changes,
    post: {
      title: title?.title ?? stored.title,
      text,
      links,
      textHash,
      ...(textState === undefined ? {} : { textState }),
      publishedAt: dated?.publishedAt ?? stored.publishedAt,
      countedAt: dated?.countedAt ?? stored.countedAt,
      standing: dated?.standing ?? stored.standing,
      ...(isAltered ? { earlier: keepEarlier(stored, now) } : {}),
    },
  };
}

function isAnotherArticle(stored: Post, observed: ObservedPost): boolean {
  if (stored.title === '' || observed.title === '' || RELATIVE.test(observed.publishedAt.original)) return false;
  return !isOneTitle(stored.title, observed.title) && dayOf(stored.publishedAt) !== dayOf(observed.publishedAt);
}

/** A list cuts titles: the beginning of a title is the same title. */
function isOneTitle(one: string, other: string): boolean {
  const [short = '', long = ''] = [one, other]
    .map((title) => normaliseTitle(title.replace(CUT, '')))
    .sort((shorter, longer) => shorter.length - longer.length);
  return short === long || (short.length >= MIN_BEGINNING_CHARS && long.startsWith(short));
}
const CUT = /(?:…|\.{2,}|\s)+$/u;
const MIN_BEGINNING_CHARS = 8;

type Dated = Pick<Post, 'publishedAt' | 'countedAt' | 'standing'> & { readonly change: PostChange };

/**
 * A publication is never later than the first sight of it: a date that moves past it is a stamp of the feed or of an
 * update, and is not followed. Only what was dated in the future from the beginning may stay so.
 */
function followDate(stored: Post, seen: PublishedAt, now: Instant): Dated | null {
  const publishedAt = isCorrection(stored, seen) ? seen : stored.publishedAt;
  const wasFuture = stored.standing === 'future-dated';
  if (publishedAt === stored.publishedAt && !wasFuture) return null;
  const isWithinSight = earliestOf(publishedAt).getTime() <= stored.firstSeenAt.getTime() + CLOCK_SKEW_MS;
  const assessed = assessPost({ publishedAt }, isWithinSight ? stored.firstSeenAt : now);
  if (publishedAt === stored.publishedAt && assessed.standing === stored.standing) return null;
  return {
    publishedAt,
    // What came true counts as of the date it gave itself, not of the look that noticed it.
    countedAt:
      wasFuture && assessed.standing === 'counted' && !isWithinSight ? earliestOf(publishedAt) : assessed.countedAt,
    standing: assessed.standing,
    change: publishedAt === stored.publishedAt ? 'came-true' : 'date-corrected',
  };
}

function isCorrection({ publishedAt: known, standing, firstSeenAt }: Post, seen: PublishedAt): boolean {
  if (RELATIVE.test(seen.original)) return false;
  if (dayOf(known) === dayOf(seen)) {
    if (seen.precision === 'day') return false;
    if (known.precision === 'instant' && known.at.getTime() === seen.at.getTime()) return false;
  }
  return standing === 'future-dated' || earliestOf(seen).getTime() <= firstSeenAt.getTime() + CLOCK_SKEW_MS;
}

type ReadText = Pick<SeenPost, 'text' | 'links' | 'textHash' | 'textState'>;

/** The whole text in place of its beginning or of none, what it says now, and whatever links were not known. */
function followText(
  stored: Post,
  observed: ObservedPost & { readonly textHash: string },
): { readonly read: ReadText; readonly change: PostChange } | null {
  // It was removed on purpose: what an old list still shows of it is nothing new.
  if (stored.textState === 'gone') return null;
  const isSameRank = rankOf(observed) === rankOf(stored);
  // Nearly every post of every look: comparing folds both texts, which takes a hundred times as long.
  if (isSameRank && observed.text === stored.text) return null;
  const isMore =
    rankOf(observed) > rankOf(stored) ||
    (isSameRank && stored.text === '' && observed.text !== '') ||
    (isSameRank && rankOf(stored) === WHOLE && goesOn(stored.text, observed.text));
  // Of a beginning it is not known where it is cut: only whole texts are held against each other.
  const isAltered =
    !isMore && isSameRank && rankOf(stored) === WHOLE && alterationOf(stored.text, observed.text) !== null;
  if (!isMore && !isAltered) return null;
  const { text, links, textHash, textState } = observed;
  return {
    read: {
      text,
      links: [...new Set([...stored.links, ...links])],
      textHash,
      ...(textState === undefined ? {} : { textState }),
    },
    change: isAltered ? 'text-changed' : 'text-read',
  };
}

const WHOLE = 2;

function rankOf({ textState }: Pick<Post, 'textState'>): number {
  return textState === undefined ? WHOLE : textState === 'truncated' ? 1 : 0;
}

/** The whole title in place of one that a list has cut, or another one of the same day. */
function followTitle(
  stored: Post,
  { title }: ObservedPost,
): { readonly title: string; readonly change: PostChange } | null {
  if (title === '' || title === stored.title || normaliseTitle(title) === normaliseTitle(stored.title)) return null;
  const isShorter = normaliseTitle(stored.title).startsWith(normaliseTitle(title.replace(CUT, '')));
  if (isShorter) return null;
  return { title, change: stored.title === '' || isOneTitle(stored.title, title) ? 'title-read' : 'title-changed' };
}

/** The first text, and the newest ones: a page that changes every day fills no store. */
const MOST_EARLIER = 5;

function keepEarlier({ title, text, textHash, earlier = [] }: Post, now: Instant): readonly EarlierText[] {
  const all = [...earlier, { title, text, textHash, untilAt: now }];
  return all.length <= MOST_EARLIER ? all : [...all.slice(0, 1), ...all.slice(1 - MOST_EARLIER)];
}

/**
 * The same, as a source may show it that has changed its layout: nobody changed what was said in public, as far as is
 * known. What it said before is kept all the same, and marked.
 */
export function readAnew(again: SeenAgain, now: Instant): SeenAgain {
  if (again.kind !== 'changed' || !again.changes.some((change) => ALTERED.includes(change))) return again;
  const { earlier = [], ...rest } = again.post;
  const last = earlier.at(-1);
  const kept = last === undefined ? earlier : [...earlier.slice(0, -1), { ...last, isUnclear: true as const }];
  const post: SeenPost = { ...rest, earlier: kept, readAnewAt: now };
  const changes = again.changes.map((change): PostChange =>
    change === 'text-changed' ? 'text-read' : change === 'title-changed' ? 'title-read' : change,
  );
  return { kind: 'changed', post, changes };
}

/** A layout that was taken up page by page is looked for this long. */
const LAYOUT_DAYS = 7;

/**
 * Whether what a look shows otherwise is the layout of the source, as far as can be told: more than two texts at once,
 * none that was read whole and is as it was, or texts read anew for that reason in the last days.
 */
export function isLayoutChange(
  compared: readonly { readonly post: Post; readonly again: SeenAgain; readonly isWhole: boolean }[],
  now: Instant,
): boolean {
  const altered = compared.filter(
    ({ again }) => again.kind === 'changed' && again.changes.some((change) => ALTERED.includes(change)),
  );
  if (altered.length === 0) return false;
  const isAsItWas = compared.some(({ post, again, isWhole }) => isWhole && post.text !== '' && again.kind === 'same');
  const wasAnew = compared.some(
    ({ post: { readAnewAt } }) =>
      readAnewAt !== undefined && now.getTime() - readAnewAt.getTime() < LAYOUT_DAYS * DAY_MS,
  );
  return altered.length > MOST_AT_ONCE || !isAsItWas || wasAnew;
}
