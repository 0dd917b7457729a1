import { useCallback, useSyncExternalStore } from 'react';

export type ThemeChoice = 'light' | 'dark' | 'system';
export type Language = 'zh' | 'en';
export type Density = 'comfortable' | 'dense';

/** What a person chose about the looks of the page; kept in this browser. */
export interface Appearance {
  readonly theme: ThemeChoice;
  readonly language: Language;
  readonly density: Density;
  readonly railNarrow: boolean;
}

const STORAGE_KEY = 'gov-matrix.appearance';
const FIRST: Appearance = { theme: 'system', language: 'zh', density: 'comfortable', railNarrow: false };

function oneOf<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.find((candidate) => candidate === value) ?? otherwise;
}

/** Reads a stored choice; anything unreadable falls back to the first appearance, part by part. */
export function readAppearance(stored: string | null): Appearance {
  if (stored === null) return FIRST;
  try {
    const value = JSON.parse(stored) as Record<string, unknown> | null;
    return {
      theme: oneOf(value?.['theme'], ['light', 'dark', 'system'], FIRST.theme),
      language: oneOf(value?.['language'], ['zh', 'en'], FIRST.language),
      density: oneOf(value?.['density'], ['comfortable', 'dense'], FIRST.density),
      railNarrow: value?.['railNarrow'] === true,
    };
  } catch {
    return FIRST;
  }
}

let current: Appearance | null = null;
const listeners = new Set<() => void>();

function storedText(): string | null {
  try {
    return window.localStorage.getItem(STORAGE_KEY);
  } catch {
    return null; // storage may be switched off; the page works without it
  }
}

function appearance(): Appearance {
  current ??= readAppearance(storedText());
  return current;
}

/** Changes part of the appearance at once, everywhere, and remembers it. */
export function changeAppearance(change: Partial<Appearance>): void {
  current = { ...appearance(), ...change };
  try {
    window.localStorage.setItem(STORAGE_KEY, JSON.stringify(current));
  } catch {
    // storage is full or switched off: the choice lasts as long as the page
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, appearance);
}

const SYSTEM_DARK = '(prefers-color-scheme: dark)';
const LESS_MOTION = '(prefers-reduced-motion: reduce)';

/** What the system says of a media query, followed while the page is open. */
function useMedia(query: string): boolean {
  const follow = useCallback(
    (listener: () => void): (() => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(follow, () => window.matchMedia(query).matches);
}

/** The theme really shown: the choice, or the system's where the choice is `system`. */
export function useShownTheme(): 'light' | 'dark' {
  const { theme } = useAppearance();
  const systemDark = useMedia(SYSTEM_DARK);
  if (theme === 'system') return systemDark ? 'dark' : 'light';
  return theme;
}

/** Whether things that open may move. The system's choice alone, as in the style sheet. */
export function useMotion(): boolean {
  return !useMedia(LESS_MOTION);
}
