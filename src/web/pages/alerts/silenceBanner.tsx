import type { ReactNode } from 'react';
import { useSilences } from '../../data/notify';
import { shortInstant } from '../../time/civil';
import { useNow } from '../../time/clock';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

/** Says of every silence that hides something now why, by whom, and until when. */
export function SilenceBanner(): ReactNode {
  const {
    notify: { silences: texts },
  } = useWords();
  const nowMs = useNow();
  const active = (useSilences().data?.items ?? []).filter((silence) => silence.active);
  if (active.length === 0) return null;
  return (
    <ul className="plain-list" role="status">
      {active.map(({ id, reason, byName, endsAt, holds }) => (
        <li key={id}>
          {texts.banner(reason, byName, shortInstant(endsAt, nowMs))}
          {holds === 0 ? '' : texts.bannerHolds(figure(holds))}
        </li>
      ))}
    </ul>
  );
}
