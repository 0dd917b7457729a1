import type { Call, PublishRequest } from '../../ports/connectors';
import { findArticleBody } from '../reading/articleBody';
import { decodeText } from '../reading/charset';
import { readHtml } from '../reading/htmlText';
import { escapeHtml } from '../repost/articleBody';
import { reduceBody } from '../repost/richBody';
import type { BodyPart } from '../repost/richBody';
import { openArticlePictures } from './articlePictures';
import type { ArticlePictures, PictureParts } from './articlePictures';
import { isContentWithinLimits } from './draftText';
import { MOST_PICTURES } from './ownPictureLimits';

/** The body as it goes into the draft, and the original's pictures in their order, for the choice of a cover. */
export interface ArticleContent {
  readonly html: string;
  readonly pictureUrls: readonly string[];
  readonly pictures: Pick<ArticlePictures, 'read' | 'progress'>;
}

export interface ContentParts extends PictureParts {
  /** Where a page is really read from: addresses of a site that is mirrored or simulated lead there. */
  readonly readFrom: (url: string) => string;
}

/** What stands in place of a picture that cannot be had. */
const PLACEHOLDER = '<br>（图片见原文）<br>';
/** Longer than any picture tag of ours. */
const PICTURE_TAG_LENGTH = 300;
/** The lines with which a draft says where it comes from. */
const SOURCE_LINES = /(?:<p>来源：[^<]*<\/p>)?<p>原文链接：[^<]*<\/p>$/;

/**
 * The draft's text in the original's own form: paragraphs, tables and pictures of the policy's page, where that page
 * holds the very words of the draft. Where it does not, cannot be read, or is too long in this form, the draft goes out
 * as it is: what was reviewed is what is published.
 */
export async function prepareContent(
  parts: ContentParts,
  request: PublishRequest,
  call: Call,
): Promise<ArticleContent> {
  const pictures = openArticlePictures(parts, request, call);
  const plain = { html: request.draft.text, pictureUrls: [], pictures };
  const body = await readOriginal(parts, request, call);
  if (body === null) return plain;
  const pictureUrls = [...new Set(body.flatMap((part) => (part.kind === 'picture' ? [part.url] : [])))];
  const longest = `${body.map((part) => (part.kind === 'markup' ? part.html : 'x'.repeat(PICTURE_TAG_LENGTH))).join('')}${SOURCE_LINES.exec(request.draft.text)?.[0] ?? ''}`;
  if (!isContentWithinLimits(longest)) return plain;
  const shown = new Map<string, string>();
  for (const url of pictureUrls.slice(0, MOST_PICTURES)) {
    const address = await pictures.place(url);
    if (address !== null) shown.set(url, address);
  }
  const html = body.map((part) => (part.kind === 'markup' ? part.html : showPicture(shown.get(part.url)))).join('');
  return {
    html: `${html}${SOURCE_LINES.exec(request.draft.text)?.[0] ?? ''}`,
    pictureUrls: pictureUrls.filter((url) => shown.has(url)),
    pictures,
  };
}

function showPicture(address: string | undefined): string {
  return address === undefined ? PLACEHOLDER : `<img src="${escapeHtml(address)}">`;
}

/** The original's body in pieces, or null where its page does not hold the words of the draft. */
async function readOriginal(
  { http, readFrom }: ContentParts,
  { draft }: PublishRequest,
  call: Call,
): Promise<readonly BodyPart[] | null> {
  const answer = await http.send({
    method: 'GET',
    url: readFrom(draft.sourceUrl),
    signal: call.signal,
    cookies: true,
    headers: { accept: 'text/html' },
  });
  if (answer.kind === 'fault' || answer.response.status !== 200) return null;
  const markup = findArticleBody(
    decodeText(answer.response.body, answer.response.headers['content-type'] ?? null).text,
  );
  if (markup === null || wordsOf(markup) !== wordsOf(draft.text.replace(SOURCE_LINES, ''))) return null;
  return reduceBody(markup, answer.response.url);
}

function wordsOf(html: string): string {
  return readHtml(html, null).text.replace(/\s+/g, '');
}
