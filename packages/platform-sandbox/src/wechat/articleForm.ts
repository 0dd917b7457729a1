import type { RawJson } from '../wire/rawJson';
import { escapeMarkup } from '../wire/replies';
import type { Actor } from '../world/actor';
import { SECOND_MS } from '../world/civilTime';
import { hashText, HEX, LETTERS_AND_DIGITS, spellCode } from '../world/seededDraw';
import type { StandingPost } from '../world/timeline';

/** `mid` of an article link, and its msg_data_id: this plus the serial of the first article of the 图文. */
const FIRST_MID = 2_247_480_000;
/** The platform makes a digest of the first characters where none was given. */
const DIGEST_LENGTH = 54;

export function msgDataIdOf(post: StandingPost): number {
  return FIRST_MID + firstSerialOf(post);
}

/** The serial behind a `mid` and a position from 1, or null for a mid of another form. */
export function readMid(mid: string | null, idx: number): number | null {
  return mid !== null && /^\d{10}$/.test(mid) ? Number(mid) - FIRST_MID + idx - 1 : null;
}

function firstSerialOf(post: StandingPost): number {
  return post.serial - post.idx + 1;
}

/** One id for all articles of a 图文. */
export function articleIdOf(actor: Actor, post: StandingPost): string {
  return spellCode(`${LETTERS_AND_DIGITS}-_`, 43, actor.account.externalId, 'article', firstSerialOf(post));
}

/** The lasting address. */
export function articleUrlOf(actor: Actor, post: StandingPost, wechat: string): string {
  return `${wechat}/s?__biz=${actor.biz}&mid=${msgDataIdOf(post)}&idx=${post.idx}&sn=${snOf(actor, post)}#rd`;
}

/** The short address of the same article: account, serial and a check in 22 characters. */
function shortUrlOf(actor: Actor, post: StandingPost, wechat: string): string {
  return `${wechat}/s/${spellShortToken(actor.index, post.serial)}`;
}

/** What a short token names, or null for one that was never given. */
export function readShortToken(token: string): { readonly index: number; readonly serial: number } | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 16) return null;
  const [index, serial] = [bytes.readUInt32BE(4), bytes.readUInt32BE(8)];
  return spellShortToken(index, serial) === token ? { index, serial } : null;
}

function spellShortToken(index: number, serial: number): string {
  const bytes = Buffer.alloc(16);
  [hashText(`short/${index}/${serial}`), index, serial, hashText(`check/${serial}/${index}`)].forEach((part, i) =>
    bytes.writeUInt32BE(part, i * 4),
  );
  return bytes.toString('base64url');
}

/** The body as HTML. Posts that came through the API hold HTML already. */
function bodyOf(post: StandingPost): string {
  if (post.origin === 'api') return post.text;
  const source = post.sourceUrl === null ? '' : `<p>来源：${escapeMarkup(post.sourceName ?? '')}</p>`;
  return `${post.text
    .split('\n')
    .map((line) => `<p>${escapeMarkup(line)}</p>`)
    .join('')}${source}`;
}

/** The body without its markup. */
export function plainBodyOf(post: StandingPost): string {
  return post.origin === 'api'
    ? post.text
        .replace(/<\/p>|<br\s*\/?>/gi, '\n')
        .replace(/<[^>]*>/g, '')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, '&')
        .trim()
    : post.text;
}

/**
 * One article as freepublish/batchget and getarticle give it. Its `url` carries a checksum that changes; article_url is
 * the lasting one.
 */
export function writeNewsItem(about: { actor: Actor; post: StandingPost; wechat: string; withContent: boolean }): {
  readonly [key: string]: RawJson;
} {
  const { actor, post, wechat, withContent } = about;
  const url = articleUrlOf(actor, post, wechat).replace(
    '#rd',
    `&chksm=${spellCode(HEX, 64, actor.biz, 'chksm', post.serial)}#rd`,
  );
  return {
    title: post.title,
    author: actor.account.name,
    digest: plainBodyOf(post).slice(0, DIGEST_LENGTH),
    ...(withContent ? { content: bodyOf(post) } : {}),
    content_source_url: post.sourceUrl ?? '',
    thumb_media_id: spellCode(`${LETTERS_AND_DIGITS}-_`, 43, actor.biz, 'thumb', post.serial),
    thumb_url: `${wechat}/mmbiz_jpg/${spellCode(LETTERS_AND_DIGITS, 20, actor.biz, post.serial)}/0?wx_fmt=jpeg`,
    show_cover_pic: 0,
    need_open_comment: 0,
    only_fans_can_comment: 0,
    url,
    is_deleted: false,
  };
}

/** The page behind an article link. The body stays hidden until scripts run; `ct` says when it came out. */
export function writeArticlePage(actor: Actor, post: StandingPost, wechat: string): string {
  const title = escapeMarkup(post.title);
  const source = (post.sourceUrl ?? '').replace(/['\\<]/g, '');
  return `<!DOCTYPE html><html lang="zh_CN"><head><meta charset="utf-8"><meta property="og:title" content="${title}">
<meta property="og:url" content="${shortUrlOf(actor, post, wechat)}">
<meta name="author" content="${escapeMarkup(actor.account.name)}"><title>${title}</title></head><body>
<h1 class="rich_media_title" id="activity-name">${title}</h1>
<a id="js_name">${escapeMarkup(actor.account.name)}</a><em id="publish_time"></em>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">${bodyOf(post).replace(/<img\b([^>]*)\ssrc=/gi, '<img$1 data-src=')}</div>
<script>
var biz = "${actor.biz}"; var mid = "${msgDataIdOf(post)}"; var idx = "${post.idx}"; var sn = "${snOf(actor, post)}";
var ct = "${Math.floor(post.at.getTime() / SECOND_MS)}";
var msg_source_url = '${source}';
var nickname = htmlDecode("${escapeMarkup(actor.account.name)}"); var user_name = "${actor.originalId}"; var msg_title = '${title}'.html(false);
window.item_show_type = '0';
</script></body></html>`;
}

function snOf(actor: Actor, post: StandingPost): string {
  return spellCode(HEX, 32, actor.biz, 'sn', post.serial);
}
