import type { CheerioAPI } from 'cheerio';
import { resolveLink } from './htmlText';

/** What a page's relative links start from: its first `<base href>`, where it has one, else its own address. */
export function baseUrlOf($: CheerioAPI, pageUrl: string): string {
  return resolveLink($('base[href]').first().attr('href'), pageUrl) ?? pageUrl;
}
