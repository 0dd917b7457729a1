import type { ReactNode } from 'react';
import type { SilenceView } from '../../api/notify';
import { useSilences } from '../data/notify';
import { shortInstant } from '../time/civil';
import { useNow } from '../time/clock';
import { figure } from '../time/figure';
import { useFirstWords } from '../words/words';

const DAY_MS = 86_400_000;

interface Place {
  readonly platform?: string | null;
  readonly siteId?: string | null;
}

/** Whether work on a platform or a site concerns what a page is about. */
function concerns({ kind, match }: SilenceView, about: Place | 'maintenance' | undefined): boolean {
  if (about === undefined) return true;
  if (kind !== 'maintenance') return false;
  if (about === 'maintenance') return true;
  const site = match.siteId ?? null;
  if (site !== null) return site === about.siteId;
  return match.platform !== null && match.platform === about.platform;
}

/**
 * Says of everything that hides something now why, by whom, and until when; of maintenance also a day ahead. `about`:
 * only maintenance, or only that of a platform or site.
 */
export function SilenceBanner({ about }: { readonly about?: Place | 'maintenance' }): ReactNode {
  const {
    frame: { silenced: texts },
    codes,
    common,
  } = useFirstWords();
  const nowMs = useNow();
  const isSoon = ({ kind, startsAt, endsAt }: SilenceView): boolean =>
    kind === 'maintenance' &&
    Date.parse(startsAt) > nowMs &&
    Date.parse(startsAt) - nowMs < DAY_MS &&
    endsAt > startsAt;
  const shown = (useSilences().data?.items ?? []).filter(
    (silence) => (silence.active || isSoon(silence)) && concerns(silence, about),
  );
  if (shown.length === 0) return null;
  const placeOf = ({ match, siteName }: SilenceView): string =>
    [siteName, match.platform === null ? null : codes.platform[match.platform]]
      .filter((part) => part !== null)
      .join(' · ');
  return (
    <ul className="plain-list silence-banner" role="status">
      {shown.map((silence) => {
        const { id, kind, reason, byName, startsAt, endsAt, holds, active } = silence;
        const until = shortInstant(endsAt, nowMs);
        const why = kind === 'silence' ? reason : `${placeOf(silence)}${common.comma}${reason}`;
        return (
          <li key={id}>
            {!active
              ? texts.planned(why, byName, `${shortInstant(startsAt, nowMs)}–${until}`)
              : kind === 'maintenance'
                ? texts.maintained(why, byName, until)
                : texts.banner(why, byName, until)}
            {holds === 0 ? '' : texts.bannerHolds(figure(holds))}
          </li>
        );
      })}
    </ul>
  );
}
