import { createHash } from 'node:crypto';

/** One entry before it has an identity. */
export interface Unnamed {
  readonly key: string | null;
  readonly title: string;
}

/**
 * Identities for the entries of one list, in order. An address or guid names its entry, without the scheme (sites move
 * to https); one that several entries with different titles share names none of them alone, and is joined with the
 * title. Entries of the same name are the same entry: the later ones get null.
 */
export function nameEntries(entries: readonly Unnamed[]): readonly (string | null)[] {
  const titlesOf = new Map<string, Set<string>>();
  for (const { key, title } of entries) {
    const base = baseOf(key);
    titlesOf.set(base, (titlesOf.get(base) ?? new Set()).add(squeeze(title)));
  }
  const taken = new Set<string>();
  return entries.map(({ key, title }) => {
    const base = baseOf(key);
    const isShared = base === '' || (titlesOf.get(base)?.size ?? 0) > 1;
    const name = isShared ? `${base}#${createHash('sha256').update(squeeze(title)).digest('hex').slice(0, 16)}` : base;
    if (taken.has(name)) return null;
    taken.add(name);
    return name;
  });
}

function baseOf(key: string | null): string {
  return (key ?? '').trim().replace(/^https?:\/\//i, '');
}

function squeeze(title: string): string {
  return title.normalize('NFKC').replace(/\s+/g, '');
}
