import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import type { PageFacts } from '../../domain/siteChecks/pageItems';
import { squeeze } from '../reading/rowPieces';

/** More of a kind than any page needs: what is beyond is not looked at. */
const MOST = 2_000;
const LONGEST = 500;
/** 网站标识码 stands behind its name, with or without a colon between. */
const IDENTIFIER = /标识码[\s:：]*(\d{10})(?!\d)/u;
/** The button of the platform for reports about government sites, by its words, its address or its picture. */
const ERROR_REPORT = /政府网站找错|zfwzgl\.www\.gov\.cn|jiucuo/iu;
const SHARE = /bdshare|bshare|jiathis|social-share|share-?(?:box|btn|button|bar|to)|分享到|分享至/iu;
const SEARCH = /search|sousuo|jiansuo|搜索|检索|关键词|关键字/iu;
/** Of these a person fills in nothing that needs a label. */
const UNLABELLED = new Set(['hidden', 'submit', 'button', 'image', 'reset']);

/** What the delivered HTML says of a page; nothing in it is run. */
export function readPageFacts($: CheerioAPI): PageFacts {
  const metas: Record<string, string> = {};
  for (const meta of $('meta').slice(0, MOST).toArray()) {
    const name = ($(meta).attr('name') ?? '').trim().toLowerCase();
    const content = squeeze(($(meta).attr('content') ?? '').slice(0, LONGEST));
    if (name !== '' && content !== '' && /^[a-z][\w-]{0,40}$/u.test(name)) metas[name] ??= content;
  }
  const text = squeeze($('body').text().slice(0, 400_000));
  const images = $('img').slice(0, MOST).toArray();
  const fields = $('input, select, textarea')
    .slice(0, MOST)
    .toArray()
    .filter((field) => !UNLABELLED.has(($(field).attr('type') ?? '').toLowerCase()));
  const levels = $('h1, h2, h3, h4, h5, h6')
    .slice(0, MOST)
    .toArray()
    .map((heading) => Number((heading as Element).name.slice(1)));
  return {
    metas,
    title: squeeze($('title').first().text().slice(0, LONGEST)),
    language: $('html').attr('lang')?.trim() ?? null,
    shownIdentifier: IDENTIFIER.exec(text)?.[1] ?? null,
    hasErrorReport: ERROR_REPORT.test(text) || hasAttribute($, ERROR_REPORT),
    hasSearch: hasSearchField($),
    hasShare: SHARE.test(text) || hasAttribute($, SHARE),
    images: images.length,
    // An empty text says that the picture says nothing, which is allowed; none at all does not.
    imagesWithoutText: images.filter((image) => $(image).attr('alt') === undefined).length,
    fields: fields.length,
    fieldsWithoutLabel: fields.filter((field) => !isLabelled($, field as Element)).length,
    headings: levels.length,
    skippedHeadings: levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1).length,
  };
}

function hasAttribute($: CheerioAPI, pattern: RegExp): boolean {
  return $('a, img, script, div, span, iframe, li')
    .slice(0, 4 * MOST)
    .toArray()
    .some((element) =>
      ['href', 'src', 'class', 'id', 'alt', 'title', 'onclick'].some((name) =>
        pattern.test(($(element).attr(name) ?? '').slice(0, LONGEST)),
      ),
    );
}

function hasSearchField($: CheerioAPI): boolean {
  if ($('input[type="search"]').length > 0) return true;
  return $('input')
    .slice(0, MOST)
    .toArray()
    .some((field) => {
      const type = ($(field).attr('type') ?? 'text').toLowerCase();
      if (type !== 'text') return false;
      const form = $(field).closest('form');
      const words = ['name', 'id', 'placeholder', 'title', 'class', 'value'].map((name) => $(field).attr(name) ?? '');
      return SEARCH.test([...words, form.attr('action') ?? '', form.attr('id') ?? ''].join(' ').slice(0, 2 * LONGEST));
    });
}

function isLabelled($: CheerioAPI, field: Element): boolean {
  const one = $(field);
  if (['aria-label', 'aria-labelledby', 'title'].some((name) => (one.attr(name) ?? '').trim() !== '')) return true;
  if (one.closest('label').length > 0) return true;
  const id = one.attr('id');
  return (
    id !== undefined &&
    $('label[for]')
      .slice(0, MOST)
      .toArray()
      .some((label) => $(label).attr('for') === id)
  );
}
