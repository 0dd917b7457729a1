import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import type { PageLink } from '../../domain/siteChecks/crawl';
import { baseUrlOf } from '../reading/baseUrl';
import { decodeText } from '../reading/charset';
import type { AnswerInput, ReadingJob } from '../reading/guarded/pageReading';
import { resolveLink } from '../reading/htmlText';
import { loadPage } from '../reading/page';
import { squeeze } from '../reading/rowPieces';

const MOST_LINKS = 800;
const LONGEST_TEXT = 120;
/** So many elements above a link are looked at for what hides it. */
const MOST_ABOVE = 12;
/** What hides a link from people and leaves it to machines; none of it is how menus are folded away (classes do that). */
const HIDES =
  /(?:text-indent\s*:\s*-\d{3,})|(?:(?:left|top|right|margin-left|margin-top)\s*:\s*-\d{3,}px)|(?:font-size\s*:\s*0(?:px)?\s*(?:;|$))|(?:visibility\s*:\s*hidden)|(?:opacity\s*:\s*0\s*(?:;|$))/iu;
const NOT_SHOWN = /display\s*:\s*none/iu;
/** How sites tell people that they leave: a class, a script or an address in between. */
const NOTICE = /外链|离开本站|即将离开|outlink|out_link|extlink|external|leaveSite|goOut|linkTip|showTip/iu;

/** The links of a page, each as it stands; null: the page cannot be read. */
export const linksReading: ReadingJob<AnswerInput, readonly PageLink[] | null> = {
  name: 'site-links',
  read({ response }) {
    const $ = loadPage(decodeText(response.body, response.headers['content-type'] ?? null).text);
    return $ === null ? null : linksOf($, response.url);
  },
};

function linksOf($: CheerioAPI, pageUrl: string): readonly PageLink[] {
  const base = baseUrlOf($, pageUrl);
  // A script for the whole page tells of every link that leads out.
  const tellsAll = $('script')
    .slice(0, MOST_LINKS)
    .toArray()
    .some((script) => /即将离开|离开本站|外链提示/u.test($(script).text().slice(0, 100_000)));
  return $('a[href]')
    .slice(0, MOST_LINKS)
    .toArray()
    .flatMap((node) => {
      const anchor = node as Element;
      const url = resolveLink(anchor.attribs['href'], base);
      if (url === null) return [];
      const text = squeeze(($(anchor).attr('title') ?? $(anchor).text()).slice(0, LONGEST_TEXT));
      const own = ['class', 'onclick', 'href', 'data-tip', 'rel'].map((name) => anchor.attribs[name] ?? '').join(' ');
      return [{ url, text, isHidden: isHidden(anchor), hasNotice: tellsAll || NOTICE.test(own) }];
    });
}

/** By styles of its own or of what it stands in; `display: none` counts on the link itself alone. */
function isHidden(anchor: Element): boolean {
  if (NOT_SHOWN.test(anchor.attribs['style'] ?? '')) return true;
  let element: Element | null = anchor;
  for (let above = 0; element !== null && above < MOST_ABOVE; above += 1) {
    if (HIDES.test(element.attribs['style'] ?? '')) return true;
    if (element.name === 'marquee' && /^[01]$/u.test(element.attribs['height'] ?? '')) return true;
    const parent: Element['parent'] = element.parent;
    element = parent !== null && 'attribs' in parent ? parent : null;
  }
  return false;
}
