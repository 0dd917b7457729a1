import type { ObservedPost } from '../../../src/domain/accounts/post';
import type { PreparedOriginal } from '../../../src/domain/mandates/bodyVerdict';
import { matchRepost, type RepostMatch } from '../../../src/domain/mandates/matchRepost';
import { normaliseTitle } from '../../../src/domain/policies/normaliseTitle';

export const PAGE = 'https://www.gov.cn/zhengce/content/202609/content_7040001.htm';
export interface Target {
  readonly docNumber?: string | null;
  readonly title: string;
  readonly original?: PreparedOriginal | null;
}

export function match({ title, docNumber = null, original = null }: Target, post: Partial<ObservedPost>): RepostMatch {
  return matchRepost(
    {
      title,
      normalisedTitle: normaliseTitle(title),
      docNumber,
      urls: [PAGE],
      receiptIds: [],
      publishedFromAt: new Date(0),
      original,
    },
    {
      identity: '1',
      url: 'https://example.org/1',
      title: '',
      text: '',
      links: [],
      publishedAt: { precision: 'instant', at: new Date('2026-09-18T09:00:00Z'), original: '' },
      platformIds: [],
      pinned: false,
      ...post,
    },
  );
}
export const sample = <T>(all: readonly T[], step: number): T[] => all.filter((_, index) => index % step === 0);
export const nextYear = (text: string): string =>
  text.replace(/20(\d\d)/, (_, digits: string) => `20${String((Number(digits) + 1) % 100).padStart(2, '0')}`);
export const nextNumber = (text: string): string =>
  text.replace(/第(\d+)|(?<!\d)(\d{1,2})(?!\d)/, (_, numbered?: string, bare?: string) =>
    numbered === undefined ? String(Number(bare) + 1) : `第${Number(numbered) + 1}`,
  );

/** For each title the other real title that shares most pairs of characters with it. */
export function nearestOthers(wanted: readonly string[], all: readonly string[]): Map<string, string> {
  const byPair = new Map<string, number[]>();
  const pairsOf = (title: string): Set<string> =>
    new Set(Array.from({ length: Math.max(0, title.length - 1) }, (_, at) => title.slice(at, at + 2)));
  const folded = all.map((title) => normaliseTitle(title));
  folded.forEach((title, index) => {
    for (const pair of pairsOf(title)) {
      const places = byPair.get(pair);
      if (places === undefined) byPair.set(pair, [index]);
      else places.push(index);
    }
  });
  return new Map(
    wanted.flatMap((title): [string, string][] => {
      const own = normaliseTitle(title);
      const shared = new Map<number, number>();
      for (const pair of pairsOf(own))
        for (const index of (byPair.get(pair) ?? []).slice(-400))
          if (folded[index] !== own) shared.set(index, (shared.get(index) ?? 0) + 1);
      let best = { index: -1, share: 0 };
      for (const [index, pairs] of shared) {
        const share = pairs / ((folded[index] ?? '').length + own.length);
        if (share > best.share) best = { index, share };
      }
      return best.index < 0 ? [] : [[title, all[best.index] ?? '']];
    }),
  );
}
