import { useEffect } from 'react';
import { isTyping } from '../../components/frame/keyboard';

/** What a key does with the row that has the focus. */
const ACTS = { p: 'pass', r: 'return', x: 'refuse', s: 'select' } as const;
const ROWS = 'main tr[data-row]';

/**
 * ↑ and ↓ walk the rows as `j` and `k` do; `p`, `r`, `x` and `s` press what the row with the focus offers. What the
 * frame took for itself is left alone: its listener on the document is called before this one on the window.
 */
export function useReviewKeys(): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        walk(event.key === 'ArrowDown' ? 1 : -1);
        return;
      }
      const act = ACTS[event.key as keyof typeof ACTS];
      if (act === undefined) return;
      const row = document.activeElement?.closest(ROWS);
      const offered = row?.querySelector<HTMLElement>(`[data-act="${act}"]`);
      (offered?.querySelector<HTMLElement>('input') ?? offered)?.click();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function walk(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)];
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = here === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, here + step));
  const link = rows[next]?.querySelector<HTMLElement>('a[href]');
  link?.focus();
  link?.scrollIntoView({ block: 'nearest' });
}
