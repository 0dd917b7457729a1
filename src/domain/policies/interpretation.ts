import { anyOf, wordList } from '../text/wordList';
import { normaliseTitle } from './normaliseTitle';
import type { ObservedPolicy, Policy } from './policy';
import { namesIn } from './withdrawal';

/** How articles that explain a document call themselves. */
const EXPLAINING = wordList('解读 图解 一图读懂 一图看懂 图读 答记者问 政策问答 新闻发布会 专家谈 访谈');
const EXPLAINS = new RegExp(anyOf(EXPLAINING), 'u');

/** What an entry explains, by the titles it quotes; null for a document of its own, whatever it quotes. */
export function interpretationOf(
  entry: Pick<ObservedPolicy, 'title' | 'interprets'>,
): { readonly names: readonly string[]; readonly url: string | null } | null {
  const url = entry.interprets ?? null;
  if (url === null && !EXPLAINS.test(entry.title.replace(/《[^》]*》/gu, ''))) return null;
  const quoted = namesIn(entry.title);
  const bare = normaliseTitle(
    entry.title
      .replace(/^(?:【?(?:政策)?(?:解读|图解|一图读懂|一图看懂)】?)[\s:：|丨｜]*/u, '')
      .replace(/[\s—-]*(?:政策)?(?:解读|图解|答记者问)$/u, ''),
  );
  return { names: quoted.length > 0 ? quoted : bare.length >= MIN_NAME_CHARS ? [bare] : [], url };
}

/** By which names others speak of a document: its title, and what it issues (关于印发《…规划》的通知 is spoken of as 《…规划》). */
export function namesOf({ title, normalisedTitle }: Pick<Policy, 'title' | 'normalisedTitle'>): string[] {
  return [...new Set([normalisedTitle, ...namesIn(title)])].filter((name) => name.length >= MIN_NAME_CHARS);
}
const MIN_NAME_CHARS = 5;
