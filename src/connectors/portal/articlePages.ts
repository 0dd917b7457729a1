import type { Call } from '../../ports/connectors';
import type { Http } from '../outbound/http';
import type { ArticlePage } from '../reading/articlePage';
import type { PageReading } from '../reading/guarded/pageReading';
import { articleReading } from './articleReading';

/** Pages remembered in this process, in characters of text `articleReading` has bounded. */
const MOST_REMEMBERED = 600;
/** Of so many addresses it is known whether they were read; a page that fails so often is left alone. */
const MOST_KNOWN = 100_000;
export const MOST_TRIES = 20;

/** The articles' own pages, each read once. */
export interface ArticlePages {
  /** The page as it was read before; null: not read yet, or read and forgotten. */
  recall(url: string): ArticlePage | null;
  /** Whether this process has read the page. */
  wasRead(url: string): boolean;
  /** How often reading it failed. */
  triesOf(url: string): number;
  /** Reads it; null where it cannot be had now. */
  read(url: string, call: Call): Promise<ArticlePage | null>;
}

export function createArticlePages(http: Http, reading: PageReading): ArticlePages {
  const pages = new Map<string, ArticlePage>();
  const read = new Map<string, true>();
  const tries = new Map<string, number>();
  return {
    recall: (url) => pages.get(url) ?? null,
    wasRead: (url) => read.has(url),
    triesOf: (url) => tries.get(url) ?? 0,
    async read(url, call) {
      const answer = await http.send({
        method: 'GET',
        url,
        signal: call.signal,
        cookies: true,
        headers: { accept: 'text/html' },
      });
      const end = answer.kind === 'response' ? await reading.run(articleReading, answer) : null;
      const page = end?.kind === 'read' ? end.value : null;
      // A page that could not be read in time, a fault, a passing refusal or a notice is no statement about the
      // article: ask again at the next look.
      if (page === null) {
        keep(tries, { key: url, value: (tries.get(url) ?? 0) + 1 }, MOST_KNOWN);
        return null;
      }
      tries.delete(url);
      keep(pages, { key: url, value: page }, MOST_REMEMBERED);
      keep(read, { key: url, value: true }, MOST_KNOWN);
      return page;
    },
  };
}

/** Keeps the newest; the oldest goes where there are too many. */
function keep<T>(map: Map<string, T>, { key, value }: { readonly key: string; readonly value: T }, most: number): void {
  map.delete(key);
  const oldest = map.keys().next();
  if (map.size >= most && oldest.done !== true) map.delete(oldest.value);
  map.set(key, value);
}
