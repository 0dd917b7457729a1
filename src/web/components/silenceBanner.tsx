import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { SilenceView } from '../../api/notify';
import { useSilences, type SilencesOf } from '../data/notify';
import { paths } from '../data/paths';
import { useUnits } from '../data/units';
import { shortInstant } from '../time/civil';
import { useNow } from '../time/clock';
import { figure } from '../time/figure';
import { useFirstWords } from '../words/words';
import { matchText } from './matchText';

const DAY_MS = 86_400_000;

/**
 * Says of everything that hides something now why, what of it, by whom, and until when, and leads to it; of maintenance
 * also a day ahead. `of`: the one thing that a page is about. `about`: only maintenance.
 */
export function SilenceBanner({ of, about }: { readonly of?: SilencesOf; readonly about?: 'maintenance' }): ReactNode {
  const words = useFirstWords();
  const {
    frame: { silenced: texts },
    codes,
    common,
  } = words;
  const nowMs = useNow();
  const read = useSilences(of);
  const units = useUnits().data?.items ?? [];
  const isSoon = ({ kind, startsAt, endsAt }: SilenceView): boolean =>
    kind === 'maintenance' &&
    Date.parse(startsAt) > nowMs &&
    Date.parse(startsAt) - nowMs < DAY_MS &&
    endsAt > startsAt;
  const shown = (read.data?.items ?? []).filter(
    (silence) => (silence.active || isSoon(silence)) && (about === undefined || silence.kind === 'maintenance'),
  );
  // Nothing shown would say that nothing is hidden.
  if (read.data === undefined && read.error !== null)
    return (
      <p className="silence-banner" role="status">
        {texts.unread}{' '}
        <Button size="small" onClick={() => void read.refetch()}>
          {common.retry}
        </Button>
      </p>
    );
  if (shown.length === 0) return null;
  const placeOf = ({ match, siteName }: SilenceView): string =>
    [siteName, match.platform === null ? null : codes.platform[match.platform]]
      .filter((part) => part !== null)
      .join(' · ');
  /** Of maintenance the place is said already. */
  const scopeOf = (silence: SilenceView): string => {
    const { kind, match, siteName } = silence;
    const isSaid = kind === 'maintenance';
    const rest = matchText(isSaid ? { ...match, platform: null } : match, units, words);
    const site = isSaid || siteName === null ? [] : [siteName];
    const parts = [...site, ...(rest === texts.all && (isSaid || site.length > 0) ? [] : [rest])];
    return parts.length === 0 ? '' : texts.bannerScope(parts.join(' · '));
  };
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
            {scopeOf(silence)}
            {holds === null || holds === 0 ? '' : texts.bannerHolds(figure(holds))}{' '}
            <Link to={paths.notifySilences({ silence: id })} aria-label={texts.bannerLinkTo(reason)}>
              {texts.bannerLink}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
