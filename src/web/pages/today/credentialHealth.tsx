import type { ReactNode } from 'react';
import { CountLink } from '../../components/links';
import { Shape } from '../../components/status';
import type { SummaryView } from '../../../api/summary';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { spanOf } from '../../time/span';
import { CREDENTIAL_LOOK } from '../../words/status';
import { useFirstWords } from '../../words/words';

type Health = Pick<SummaryView, 'credentials' | 'callBudgets' | 'lookLateness'>;

/**
 * Credentials that need somebody. Nothing that needs anybody is said in a word, so that its absence is not taken for
 * blindness.
 */
function Credentials({ credentials }: Pick<Health, 'credentials'>): ReactNode {
  const { credentials: texts, common } = useFirstWords();
  const needing = (['expiring', 'expired', 'refused', 'unopened'] as const).filter((state) => credentials[state] > 0);
  return (
    <li>
      <span className="soft">
        {texts.link}
        {common.colon}
      </span>
      {needing.length === 0 ? (
        <span className="soft">{texts.none7}</span>
      ) : (
        needing.map((state) => (
          <span key={state} className={`status look-${CREDENTIAL_LOOK[state]}`}>
            <Shape look={CREDENTIAL_LOOK[state]} />
            <span>
              {texts.state[state]}{' '}
              <CountLink count={credentials[state]} to={paths.credentials({ state })} label={texts.state[state]} />
            </span>
          </span>
        ))
      )}
    </li>
  );
}

/** What may break our sight before it does: credentials, calls left, looks that begin late. */
export function CredentialHealth({
  summary: { credentials, callBudgets, lookLateness },
}: {
  readonly summary: Health;
}): ReactNode {
  const {
    today: { sourceHealth: texts },
    codes,
    common,
  } = useFirstWords();
  return (
    <>
      <Credentials credentials={credentials} />
      {callBudgets?.map(({ platform, callsPerDay, most }) => (
        <li key={platform} className="soft num">
          {texts.budget({ platform: codes.platform[platform], perDay: figure(callsPerDay), most: figure(most) })}
        </li>
      ))}
      {lookLateness === null || lookLateness.p99Ms === null ? null : (
        <li className="soft num">{texts.lateness(common.span(spanOf(lookLateness.p99Ms)))}</li>
      )}
    </>
  );
}
