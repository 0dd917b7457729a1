import type { PlatformFailure } from '../../domain/errors';
import type { RepostDraft } from '../../domain/mandates/repostDraft';
import type { Account } from '../../domain/accounts/account';
import type { AccountAccess, DraftMeasure, OwnSource, RepostSource } from '../../ports/connectors';
import { failed, platformFailure } from '../outbound/platformFailure';
import { writeArticleBody, writeParagraphs } from '../repost/articleBody';
import { MOST_PICTURES, pictureMarkupLength } from './ownPictureLimits';
import { digestOf } from '../repost/digest';

/**
 * developers.weixin.qq.com/doc/subscription draft/add: the documents say 32, the platform takes 64. Of 5,222 real State
 * Council titles 27 % are longer than 32. An account the platform refuses more of sets its own limit.
 */
const LONGEST_TITLE = 64;
const LONGEST_DIGEST = 128;
const LONGEST_AUTHOR = 16;
/** Below 20,000 characters, markup included, with room for what the editor adds. */
const LONGEST_CONTENT = 19_500;
const LARGEST_CONTENT_BYTES = 1_000_000;
const LONGEST_SOURCE_URL_BYTES = 1024;

type Composed = { readonly draft: RepostDraft } | { readonly failure: PlatformFailure };

/**
 * The article of a mandated repost: the original's title and whole text, its source, and 阅读原文 leading to it. A title
 * that is too long is a failure, never cut; a text that is too long is left to 阅读原文 and says so.
 */
export function composeArticle(source: RepostSource, { account }: Pick<AccountAccess, 'account'>): Composed {
  const title = source.title.trim();
  const limit = titleLimitOf(account.settings['titleLimit']);
  if (title === '' || !URL.canParse(source.url))
    return failed('fix-content', 'wechat-no-title-or-link', '缺少标题或原文链接');
  if ([...title].length > limit)
    return failed('fix-content', 'wechat-title-too-long', `标题超过 ${limit} 字，平台不接受`);
  const link = new URL(source.url).href;
  if (Buffer.byteLength(link) > LONGEST_SOURCE_URL_BYTES)
    return failed('fix-content', 'wechat-link-too-long', '原文链接超过 1KB，平台不接受');
  const whole = writeArticleBody(source, source.body ?? source.summary);
  const content = isContentWithinLimits(whole)
    ? whole
    : writeArticleBody(source, `${source.summary}\n全文较长，请点击文末“阅读原文”查看。`);
  if (!isContentWithinLimits(content))
    return failed('fix-content', 'wechat-content-too-long', '正文与摘要均超过平台长度上限');
  return {
    draft: {
      title,
      text: content,
      sourceUrl: link,
      sourceName: source.issuer ?? new URL(link).hostname,
      digest: digestOf(
        source.summary === '' ? (source.body ?? '') : source.summary,
        (digest) => [...digest].length <= LONGEST_DIGEST - 8,
      ),
    },
  };
}

/** The article of an own item: its text as it was written; 阅读原文 leads to its link where it has one. */
export function composeOwnArticle(source: OwnSource, { account }: Pick<AccountAccess, 'account'>): Composed {
  const text = source.text ?? source.body;
  const draft: RepostDraft = {
    title: source.title.trim(),
    text: writeParagraphs(text),
    own: { pictures: source.pictures },
    sourceUrl: source.link !== null && URL.canParse(source.link) ? new URL(source.link).href : (source.link ?? ''),
    sourceName: source.issuer,
    digest: digestOf(
      source.summary === '' ? text : source.summary,
      (digest) => [...digest].length <= LONGEST_DIGEST - 8,
    ),
  };
  const failure = checkDraft(draft, account);
  return failure === null ? { draft } : { failure };
}

/** The platform counts the whole markup, tags included. */
export function isContentWithinLimits(content: string): boolean {
  return content.length < LONGEST_CONTENT && Buffer.byteLength(content) < LARGEST_CONTENT_BYTES;
}

/** The limits a draft is checked by, each with its value. */
export function measureDraft(draft: RepostDraft, account: Account): readonly DraftMeasure[] {
  return [
    { name: 'title-characters', value: [...draft.title].length, limit: titleLimitOf(account.settings['titleLimit']) },
    { name: 'digest-characters', value: [...draft.digest].length, limit: LONGEST_DIGEST },
    { name: 'body-characters', value: lengthOf(draft), limit: LONGEST_CONTENT },
    { name: 'body-bytes', value: Buffer.byteLength(draft.text), limit: LARGEST_CONTENT_BYTES },
    {
      name: 'pictures',
      value: draft.own?.pictures.length ?? draft.text.match(/<img\b/gi)?.length ?? 0,
      limit: MOST_PICTURES,
    },
  ];
}

/**
 * What the platform would refuse about a draft (45003, 45004, 45002, 45005), found before it is asked; null: nothing.
 */
export function checkDraft(draft: RepostDraft, account: Account): PlatformFailure | null {
  const limit = titleLimitOf(account.settings['titleLimit']);
  if (draft.title.trim() === '' || (draft.sourceUrl !== '' && !URL.canParse(draft.sourceUrl)))
    return platformFailure('fix-content', 'wechat-no-title-or-link', '缺少标题或原文链接');
  if ([...draft.title].length > limit)
    return platformFailure('fix-content', 'wechat-title-too-long', `标题超过 ${limit} 字，平台不接受`);
  if (Buffer.byteLength(draft.sourceUrl) > LONGEST_SOURCE_URL_BYTES)
    return platformFailure('fix-content', 'wechat-link-too-long', '原文链接超过 1KB，平台不接受');
  if ([...draft.digest].length > LONGEST_DIGEST)
    return platformFailure('fix-content', 'wechat-digest-too-long', `摘要超过 ${LONGEST_DIGEST} 字，平台不接受`);
  if (draft.text === '') return platformFailure('fix-content', 'wechat-no-content', '正文为空，平台不接受');
  return isContentWithinLimits(draft.text) && lengthOf(draft) < LONGEST_CONTENT
    ? null
    : platformFailure('fix-content', 'wechat-content-too-long', '正文超过平台长度上限');
}

/** Of the markup with what the pictures of an own item add to it. */
function lengthOf({ text, own }: RepostDraft): number {
  return text.length + pictureMarkupLength(own?.pictures ?? []);
}

/** The author line takes 16 characters; the name of an office is not cut in the middle. */
export function authorOf(sourceName: string): string {
  return [...sourceName].length <= LONGEST_AUTHOR ? sourceName : '';
}

function titleLimitOf(setting: string | undefined): number {
  const limit = Number(setting);
  return setting !== undefined && Number.isInteger(limit) && limit > 0 ? Math.min(limit, LONGEST_TITLE) : LONGEST_TITLE;
}
