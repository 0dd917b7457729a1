import { createHash } from 'node:crypto';
import { dayOf } from '../../domain/time/published';
import type { PublishedAt } from '../../domain/time/instant';

/** One entry before it has an identity. */
export interface Unnamed {
  readonly key: string | null;
  readonly title: string;
  readonly publishedAt?: PublishedAt | null;
}

/**
 * Identities for the entries of one list, in order. An address or guid names its entry, without the scheme (sites move
 * to https); one that several entries with different titles share names none of them alone, and is joined with the
 * title; where they share that as well, with the day. Entries of the same name are the same entry: the later ones get
 * null. `known` are identities of earlier looks: an address that was shared then stays so, or the last entry left under
 * it would become another.
 */
export function nameEntries(entries: readonly Unnamed[], known: readonly string[] = []): readonly (string | null)[] {
  const shared = new Set(known.flatMap((name) => (name.includes('#') ? [name.slice(0, name.lastIndexOf('#'))] : [])));
  const titles = new Map<string, Set<string>>();
  const days = new Map<string, Set<string>>();
  for (const { key, title, publishedAt } of entries) {
    const base = baseOf(key);
    add(titles, base, squeeze(title));
    if (publishedAt != null) add(days, `${base}#${squeeze(title)}`, dayOf(publishedAt));
  }
  const taken = new Set<string>();
  return entries.map(({ key, title, publishedAt }) => {
    const base = baseOf(key);
    const isOfManyDays = (days.get(`${base}#${squeeze(title)}`)?.size ?? 0) > 1;
    const isShared = base === '' || (titles.get(base)?.size ?? 0) > 1 || isOfManyDays || shared.has(base);
    const day = isOfManyDays && publishedAt != null ? `@${dayOf(publishedAt)}` : '';
    const name = isShared ? `${base}#${hashOf(squeeze(title))}${day}` : base;
    if (taken.has(name)) return null;
    taken.add(name);
    return name;
  });
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}

function hashOf(title: string): string {
  return createHash('sha256').update(title).digest('hex').slice(0, 16);
}

function baseOf(key: string | null): string {
  return (key ?? '').trim().replace(/^https?:\/\//i, '');
}

function squeeze(title: string): string {
  return title.normalize('NFKC').replace(/\s+/g, '');
}
