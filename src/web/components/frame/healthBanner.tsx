import type { ReactNode } from 'react';
import { useHealthReasons } from '../../data/health';
import { useFirstWords } from '../../words/words';

/** What keeps the system from working, on every page, with what to do about it. Only what has words is shown. */
export function HealthBanner(): ReactNode {
  const {
    frame: { health },
  } = useFirstWords();
  const told = useHealthReasons().flatMap((code) => {
    const words = health[code];
    return words === undefined ? [] : [{ code, words }];
  });
  if (told.length === 0) return null;
  return (
    <div className="health-banner" role="alert">
      {told.map(({ code, words }) => (
        <p key={code}>
          {words} <code className="soft">{code}</code>
        </p>
      ))}
    </div>
  );
}
