import { useCallback } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';

/** The filters and the page of a list, both living in the address: a link shows what its sender saw. */
export interface ListAddress<Name extends string> {
  readonly filters: Readonly<Record<Name, string | null>>;
  readonly filtered: boolean;
  readonly cursor: string | null;
  readonly page: number;
  /** Sets or (null) removes a filter and goes back to the first page. */
  setFilter(name: Name, value: string | null): void;
  clear(): void;
  next(cursor: string): void;
  previous(): void;
}

function trailOf(state: unknown): readonly string[] {
  const trail = (state as { trail?: unknown } | null)?.trail;
  return Array.isArray(trail) ? trail.filter((entry): entry is string => typeof entry === 'string') : [];
}

/**
 * Lists are paged by cursors, which only lead forward. The way back is kept in the history entry; who enters in the
 * middle by a link goes back to the first page instead.
 */
export function useListAddress<Name extends string>(names: readonly Name[], prefix = ''): ListAddress<Name> {
  const [search, setSearch] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const cursorKey = `${prefix}cursor`;
  const pageKey = `${prefix}page`;
  const trail = trailOf(location.state);
  const filters = Object.fromEntries(names.map((name) => [name, search.get(name)])) as Record<Name, string | null>;
  const cursor = search.get(cursorKey);
  const page = cursor === null ? 1 : Math.max(2, Number(search.get(pageKey) ?? 2) || 2);

  const change = useCallback(
    (edit: (params: URLSearchParams) => void) => {
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          after.delete(cursorKey);
          after.delete(pageKey);
          edit(after);
          return after;
        },
        { preventScrollReset: true },
      );
    },
    [setSearch, cursorKey, pageKey],
  );

  function goTo(target: string | null, toPage: number, nextTrail: readonly string[]): void {
    const after = new URLSearchParams(search);
    if (target === null || target === '') {
      after.delete(cursorKey);
      after.delete(pageKey);
    } else {
      after.set(cursorKey, target);
      after.set(pageKey, String(toPage));
    }
    void navigate({ pathname: location.pathname, search: after.toString() }, { state: { trail: nextTrail } });
  }

  return {
    filters,
    cursor,
    page,
    filtered: names.some((name) => filters[name] !== null),
    setFilter: (name, value) =>
      change((params) => {
        if (value === null || value === '') params.delete(name);
        else params.set(name, value);
      }),
    clear: () =>
      change((params) => {
        for (const name of names) params.delete(name);
      }),
    next: (target) => goTo(target, page + 1, [...trail, cursor ?? '']),
    previous: () => goTo(trail.at(-1) ?? null, page - 1, trail.slice(0, -1)),
  };
}
