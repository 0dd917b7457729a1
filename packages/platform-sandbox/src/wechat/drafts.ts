import type { Actor } from '../world/actor';
import type { Journal, JournalEntry } from '../world/journal';
import { LETTERS_AND_DIGITS, spellCode } from '../world/seededDraw';
import { WechatFailure } from './wechatFailure';

/** One article of a draft, as the platform kept it after its own cleaning. */
export interface DraftArticle {
  readonly title: string;
  readonly author: string;
  readonly digest: string;
  readonly content: string;
  readonly contentSourceUrl: string;
  readonly thumbMediaId: string;
}

export interface Draft {
  readonly mediaId: string;
  readonly articles: readonly DraftArticle[];
  readonly updatedAt: Date;
}

export interface Drafts {
  /** Checks and cleans, then keeps. Throws the platform's refusal. */
  add(actor: Actor, rawBody: string): Draft;
  /** Replaces one article; `index` counts from 0. Throws the platform's refusal. */
  update(actor: Actor, rawBody: string): void;
  /** A draft that is still there. */
  find(actor: Actor, mediaId: string): Draft | null;
  /** Newest first. */
  list(actor: Actor): readonly Draft[];
  /** Deleted by the caller, or used up by publishing. */
  remove(actor: Actor, mediaId: string): void;
}

interface DraftEntry extends JournalEntry {
  readonly kind: 'wechat-draft';
  readonly accountKey: string;
  readonly mediaId: string;
  readonly articles: readonly DraftArticle[];
}
interface GoneEntry extends JournalEntry {
  readonly kind: 'wechat-draft-gone';
  readonly accountKey: string;
  readonly mediaId: string;
}

/**
 * developers.weixin.qq.com/doc/subscription: draft/add. Lengths in characters unless the name says otherwise. The
 * documents say 32 for the title, the platform takes 64.
 */
const LONGEST_TITLE = 64;
const LONGEST_AUTHOR = 16;
const LONGEST_DIGEST = 128;
const LONGEST_CONTENT = 20_000;
const LARGEST_CONTENT_BYTES = 1024 * 1024;
const LARGEST_SOURCE_URL_BYTES = 1024;
const MOST_ARTICLES = 8;

export function openDrafts(about: {
  journal: Journal;
  seed: number;
  wechat: string;
  now: () => Date;
  isPermanentMedia: (actor: Actor, mediaId: string) => boolean;
}): Drafts {
  const { journal, seed, now } = about;
  const drafts = new Map<string, Draft>();
  const keyOf = (accountKey: string, mediaId: string): string => `${accountKey}/${mediaId}`;
  const keep = (entry: DraftEntry): Draft => {
    const draft = { mediaId: entry.mediaId, articles: entry.articles, updatedAt: new Date(entry.atMs) };
    drafts.set(keyOf(entry.accountKey, entry.mediaId), draft);
    return draft;
  };
  for (const entry of journal.read<DraftEntry>('wechat-draft')) keep(entry);
  for (const entry of journal.read<GoneEntry>('wechat-draft-gone'))
    drafts.delete(keyOf(entry.accountKey, entry.mediaId));
  let given = journal.read('wechat-draft').length;
  const accept = (actor: Actor, article: Readonly<Record<string, unknown>>): DraftArticle =>
    acceptArticle(article, {
      wechat: about.wechat,
      isPermanentMedia: (mediaId) => about.isPermanentMedia(actor, mediaId),
    });

  return {
    add(actor, rawBody) {
      refuseEscapes(rawBody);
      const articles = readArticles(rawBody).map((article) => accept(actor, article));
      given += 1;
      const mediaId = spellCode(
        `${LETTERS_AND_DIGITS}-_`,
        64,
        seed,
        actor.account.key,
        'draft',
        given,
        now().getTime(),
      );
      const entry: DraftEntry = {
        kind: 'wechat-draft',
        accountKey: actor.account.key,
        mediaId,
        articles,
        atMs: now().getTime(),
      };
      journal.append(entry);
      return keep(entry);
    },
    update(actor, rawBody) {
      refuseEscapes(rawBody);
      const body = readObject(rawBody);
      const mediaId = typeof body['media_id'] === 'string' ? body['media_id'] : '';
      const draft = drafts.get(keyOf(actor.account.key, mediaId));
      if (draft === undefined) throw new WechatFailure(40007);
      const index = Number(body['index'] ?? 0);
      const article = body['articles'];
      // One object here, a list in draft/add.
      if (
        typeof article !== 'object' ||
        article === null ||
        Array.isArray(article) ||
        draft.articles[index] === undefined
      )
        throw new WechatFailure(40097);
      const accepted = accept(actor, article as Readonly<Record<string, unknown>>);
      const entry: DraftEntry = {
        kind: 'wechat-draft',
        accountKey: actor.account.key,
        mediaId,
        atMs: now().getTime(),
        articles: draft.articles.map((each, i) => (i === index ? accepted : each)),
      };
      journal.append(entry);
      keep(entry);
    },
    find: (actor, mediaId) => drafts.get(keyOf(actor.account.key, mediaId)) ?? null,
    list: (actor) =>
      [...drafts]
        .filter(([key]) => key.startsWith(`${actor.account.key}/`))
        .map(([, draft]) => draft)
        .reverse(),
    remove(actor, mediaId) {
      if (!drafts.delete(keyOf(actor.account.key, mediaId))) return;
      const entry: GoneEntry = {
        kind: 'wechat-draft-gone',
        accountKey: actor.account.key,
        mediaId,
        atMs: now().getTime(),
      };
      journal.append(entry);
    },
  };
}

/** Escaped characters would be shown literally, so the platform refuses them. */
function refuseEscapes(rawBody: string): void {
  if (/\\u(?!00[01])[0-9a-f]{4}/i.test(rawBody)) throw new WechatFailure(40033);
}

function readObject(rawBody: string): Readonly<Record<string, unknown>> {
  let body: unknown;
  try {
    body = JSON.parse(rawBody);
  } catch {
    throw new WechatFailure(47001);
  }
  return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
}

function readArticles(rawBody: string): readonly Readonly<Record<string, unknown>>[] {
  const articles = readObject(rawBody)['articles'];
  if (!Array.isArray(articles) || articles.length === 0) throw new WechatFailure(44003);
  if (articles.length > MOST_ARTICLES) throw new WechatFailure(40097);
  return articles.map((article: unknown) => {
    if (typeof article !== 'object' || article === null) throw new WechatFailure(47001);
    return article as Readonly<Record<string, unknown>>;
  });
}

function acceptArticle(
  article: Readonly<Record<string, unknown>>,
  rules: { wechat: string; isPermanentMedia: (mediaId: string) => boolean },
): DraftArticle {
  const text = (name: string): string => {
    const value = article[name];
    return typeof value === 'string' ? value : '';
  };
  const [title, author, digest, content] = [text('title'), text('author'), text('digest'), text('content')];
  if (title === '') throw new WechatFailure(45003, 'empty title');
  if ([...title].length > LONGEST_TITLE) throw new WechatFailure(45003);
  if ([...author].length > LONGEST_AUTHOR) throw new WechatFailure(45110);
  // The same code as for the title: seen in the field.
  if ([...digest].length > LONGEST_DIGEST) throw new WechatFailure(45003);
  if (content === '') throw new WechatFailure(44004);
  if (content.length >= LONGEST_CONTENT || Buffer.byteLength(content, 'utf8') >= LARGEST_CONTENT_BYTES)
    throw new WechatFailure(45002);
  if (Buffer.byteLength(text('content_source_url'), 'utf8') > LARGEST_SOURCE_URL_BYTES) throw new WechatFailure(45005);
  const isPictureMessage = text('article_type') === 'newspic';
  if (!isPictureMessage && !rules.isPermanentMedia(text('thumb_media_id'))) throw new WechatFailure(40007);
  return {
    title,
    author,
    digest,
    content: cleanContent(content, rules.wechat),
    contentSourceUrl: text('content_source_url'),
    thumbMediaId: text('thumb_media_id'),
  };
}

/** Scripts and foreign links go; pictures that did not come through uploadimg vanish without a word. */
function cleanContent(content: string, wechat: string): string {
  return content
    .replace(/<script[\s\S]*?<\/script>/gi, '')
    .replace(/\son\w+\s*=\s*("[^"]*"|'[^']*')/gi, '')
    .replace(/<img\b[^>]*>/gi, (tag) =>
      tag.includes(`"${wechat}/mmbiz_`) || tag.includes("'" + `${wechat}/mmbiz_`) ? tag : '',
    )
    .replace(/<\/?a\b[^>]*>/gi, '');
}
