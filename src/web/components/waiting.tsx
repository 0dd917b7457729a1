import { useEffect, useState, type ReactNode } from 'react';
import { useFirstWords } from '../words/words';

const SHOW_AFTER_MS = 150;

/** Nothing for 150 ms, then the outline of what is to come: lists that arrive at once do not flicker. */
export function Waiting({ rows = 6, tall = false }: { readonly rows?: number; readonly tall?: boolean }): ReactNode {
  const [shown, setShown] = useState(false);
  const { common } = useFirstWords();
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(true), SHOW_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div className="waiting" role="status">
      <span className="visually-hidden">{common.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={tall ? 'waiting-row waiting-tall' : 'waiting-row'} aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  );
}
