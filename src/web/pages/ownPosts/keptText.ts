import { useEffect, useRef, useState } from 'react';
import type { OwnPostDraft } from '../../../api/ownPosts';

interface Kept {
  /** What was written last time and never saved; null: nothing. */
  readonly offered: OwnPostDraft | null;
  /** The offer was taken, or is not wanted. */
  readonly settle: () => void;
}

/**
 * Keeps what is not saved in this window, whatever way the page is left, and offers it when it is opened again. The key
 * names the item and who writes it.
 */
export function useKeptText(key: string, draft: OwnPostDraft, isUnsaved: boolean): Kept {
  const [offered, setOffered] = useState(() => readKept(key, JSON.stringify(draft)));
  const keptAs = useRef<string | null>(null);
  useEffect(() => {
    // A new item has a name of its own once it is saved.
    if (keptAs.current !== null && (!isUnsaved || keptAs.current !== key)) forget(keptAs.current);
    keptAs.current = isUnsaved ? key : null;
    if (isUnsaved) keep(key, JSON.stringify(draft));
  }, [key, draft, isUnsaved]);
  const settle = (): void => {
    setOffered(null);
    if (!isUnsaved) forget(key);
  };
  return { offered, settle };
}

function readKept(key: string, saved: string): OwnPostDraft | null {
  try {
    const text = window.sessionStorage.getItem(key);
    return text === null || text === saved ? null : (JSON.parse(text) as OwnPostDraft);
  } catch {
    return null;
  }
}

/** A browser may forbid it, or be full: then leaving asks, and no more. */
function keep(key: string, text: string): void {
  try {
    window.sessionStorage.setItem(key, text);
  } catch {
    forget(key);
  }
}

function forget(key: string): void {
  try {
    window.sessionStorage.removeItem(key);
  } catch {
    // Nothing is kept there either.
  }
}
