import type { ReactNode } from 'react';
import type { InterpretationView } from '../../api/policies';
import { useWords } from '../words/words';
import { CopyButton } from './copyButton';
import { OutsideLink } from './links';
import { Panel } from './panel';
import { Published } from './when';

type Offers = readonly InterpretationView[];

/** One article that explains the policy: its title as a link, where it stands, since when, and everything to paste. */
function Offer({ offer: { title, url, sourceTitle, published } }: { readonly offer: InterpretationView }): ReactNode {
  const {
    obligation: { manual },
    common,
  } = useWords();
  const text = [title, `${manual.sourceName}${common.colon}${sourceTitle}`, url].join('\n\n');
  return (
    <>
      <OutsideLink href={url}>{title}</OutsideLink>{' '}
      <span className="soft">
        {sourceTitle}
        {published === null ? null : (
          <>
            {' '}
            · <Published published={published} />
          </>
        )}
      </span>{' '}
      <CopyButton text={text} name={title} />
    </>
  );
}

/** Articles that explain the policy, to be published beside its repost where one wants to; nothing where there is none. */
export function InterpretationOffers({ offers }: { readonly offers: Offers }): ReactNode {
  const { policies: texts } = useWords();
  if (offers.length === 0) return null;
  return (
    <Panel title={texts.offers}>
      <p className="soft">{texts.offersWhy}</p>
      <ul className="plain-list">
        {offers.map((offer) => (
          <li key={offer.policyId}>
            <Offer offer={offer} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The same in a row of a list. */
export function InterpretationLines({ offers }: { readonly offers: Offers }): ReactNode {
  const { policies: texts, common } = useWords();
  return offers.map((offer) => (
    <div key={offer.policyId} className="offer-line">
      <span className="soft">
        {texts.offer}
        {common.colon}
      </span>
      <Offer offer={offer} />
    </div>
  ));
}
