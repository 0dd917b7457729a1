import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { SiteClosingView } from '../../../api/sites';
import { OutsideLink } from '../../components/links';
import { Status } from '../../components/status';
import { paths } from '../../data/paths';
import { SITE_CLOSING_LOOK } from '../../words/status';
import { useWords } from '../../words/words';

/** How the closing of a website stands, since when, and who takes over. */
export function SiteClosing({ closing }: { readonly closing: SiteClosingView | null }): ReactNode {
  const {
    sites: { life: texts },
  } = useWords();
  if (closing === null) return <span className="soft">{texts.none}</span>;
  const { state, announcedOn, closableFrom, closedOn, openableFrom, noticeUrl } = closing;
  const { successorId, successorName, successorUrl } = closing;
  const when = closedOn === null ? [texts.since(announcedOn), texts.from(closableFrom)] : [texts.on(closedOn)];
  return (
    <span className="two-lines">
      <Status quiet look={SITE_CLOSING_LOOK[state]} word={texts.state[state]} />
      <span className="soft wrapping">
        {[...when, ...(openableFrom === null ? [] : [texts.again(openableFrom)])].join(' · ')}{' '}
        <OutsideLink href={noticeUrl}>{texts.notice}</OutsideLink>
      </span>
      <span className="soft wrapping">
        {texts.successor}
        {successorUrl !== null ? (
          <OutsideLink href={successorUrl}>{successorUrl}</OutsideLink>
        ) : successorId !== null && successorName !== null ? (
          <Link to={paths.site(successorId)}>{successorName}</Link>
        ) : (
          texts.hidden
        )}
      </span>
    </span>
  );
}
