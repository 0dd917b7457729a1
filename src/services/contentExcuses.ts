import type { Post } from '../domain/accounts/post';
import type { ContentHit } from '../domain/content/contentHit';
import { EXCUSABLE_KINDS, excuses, keyOfWords, type OwnWord } from '../domain/content/ownWord';
import type { UnitId } from '../domain/ids';
import { civilDateOf } from '../domain/time/civil';
import type { Instant } from '../domain/time/instant';
import type { ServiceDeps } from './settings';

/** What the units above something, and its own, use as it is. */
export interface Excuses {
  /** The hits that nothing excuses. Entries are read once, when the first hit comes that one could excuse. */
  without(text: string, hits: readonly ContentHit[]): Promise<readonly ContentHit[]>;
}

/** For one operation about something that lies below these units. */
export function createExcuses(
  { storage }: Pick<ServiceDeps, 'storage'>,
  { unitPath, now }: { readonly unitPath: readonly UnitId[]; readonly now: Instant },
): Excuses {
  const today = civilDateOf(now);
  let read: Promise<readonly OwnWord[]> | null = null;
  return {
    without: async (text, hits) => {
      if (!hits.some(({ kind }) => EXCUSABLE_KINDS.includes(kind))) return hits;
      const entries = await (read ??= storage.ownWords.inForce(unitPath, today));
      return hits.filter((hit) => {
        const found = { ruleId: hit.ruleId, key: keyOfWords(wordsOf(text, hit)) };
        return !(EXCUSABLE_KINDS.includes(hit.kind) && entries.some((entry) => excuses(entry, found, today)));
      });
    },
  };
}

export function wordsOf(text: string, { from, to }: Pick<ContentHit, 'from' | 'to'>): string {
  return text.slice(from, to);
}

/** What the content packs find in a public post that is more than a hint. Guesses about characters are hints. */
export function hitsOfPost(
  { settings }: Pick<ServiceDeps, 'settings'>,
  { title, text: body, countedAt }: Pick<Post, 'title' | 'text' | 'countedAt'>,
): { readonly text: string; readonly hits: readonly ContentHit[] } {
  const text = `${title}\n${body}`;
  const context = { writtenOn: civilDateOf(countedAt), mandatedTitles: [], knowledge: null };
  return { text, hits: settings.content.inspect(text, context).filter(({ severity }) => severity !== 'hint') };
}
