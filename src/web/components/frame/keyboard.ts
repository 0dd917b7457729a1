import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { paths } from '../../data/paths';

/** `g` and then one of these goes to a page. */
const GO_KEYS = {
  t: paths.today,
  a: paths.accounts(),
  m: paths.mandates(),
  c: paths.cases({ open: true }),
  l: paths.alerts(),
  s: paths.sources,
  p: paths.ownPosts(),
  b: paths.submissions(),
  d: paths.duties({ owed: true }),
  e: paths.settings,
} as const;
const GO_WITHIN_MS = 1_500;

/** Whether a key is meant for what is typed in, or for a dialog. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="combobox"], [role="dialog"]') !== null)
  );
}

/**
 * Moves the focus to the main link of the next or previous row. Rows are marked `data-row`; from nowhere it starts at
 * the first.
 */
function moveRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')].filter(
    (row) => row.offsetParent !== null,
  );
  if (rows.length === 0) return;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = here === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, here + step));
  const link = rows[next]?.querySelector<HTMLElement>('a[href], button');
  link?.focus();
  link?.scrollIntoView({ block: 'nearest' });
}

/** The keys of the whole product. Typing in a field and keys held with Ctrl, Alt or Meta are left alone. */
export function useKeyboard(showHelp: () => void): void {
  const navigate = useNavigate();
  useEffect(() => {
    let goAt = -Infinity;
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      const going = performance.now() - goAt < GO_WITHIN_MS;
      goAt = -Infinity;
      const place = GO_KEYS[event.key as keyof typeof GO_KEYS];
      if (going && place !== undefined) void navigate(place);
      else if (event.key === 'g') goAt = performance.now();
      else if (event.key === 'j') moveRow(1);
      else if (event.key === 'k') moveRow(-1);
      else if (event.key === '/') document.getElementById('search')?.focus();
      else if (event.key === '?') showHelp();
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [navigate, showHelp]);
}
