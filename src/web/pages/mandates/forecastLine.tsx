import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Shape } from '../../components/status';
import { paths } from '../../data/paths';
import { useForecast } from '../../data/queries';
import { shortInstant } from '../../time/civil';
import { useNow } from '../../time/clock';
import { figure } from '../../time/figure';
import { useWords, wordOf } from '../../words/words';

/** What will not be out in time although everything works: quotas. Said before the deadline, not after it. */
export function ForecastLine(): ReactNode {
  const {
    publishing: { forecast: texts },
    codes,
    common,
  } = useWords();
  const now = useNow();
  const forecast = useForecast().data;
  if (forecast === undefined) return null;
  const { open, tooLate, byHand, reasons, obligations } = forecast;
  return (
    <section className="forecast" aria-label={texts.title}>
      <p className={tooLate > 0 ? 'look-warned' : 'soft'}>
        <Shape look={tooLate > 0 ? 'warned' : 'fine'} /> {texts.title}
        {common.colon}
        {open === 0
          ? texts.nothing
          : tooLate === 0
            ? texts.allInTime(figure(open))
            : texts.late(figure(tooLate), figure(open))}
        {byHand === 0 ? null : (
          <>
            {' '}
            <Link to={paths.manualTasks()}>{texts.byHand(figure(byHand))}</Link>
          </>
        )}
      </p>
      {reasons.length === 0 ? null : (
        <ul className="plain-list">
          {reasons.map(({ platform, spent, accounts, possibleAt }) => (
            <li key={`${platform} ${spent}`}>
              {texts.reason({
                platform: codes.platform[platform],
                accounts: figure(accounts),
                spent: wordOf(texts.spent, spent),
                at: shortInstant(possibleAt, now),
              })}
            </li>
          ))}
          {obligations.slice(0, 10).map(({ obligationId, accountName, policyTitle }) => (
            <li key={obligationId} className="soft">
              <Link to={paths.obligation(obligationId)}>{accountName}</Link> · {policyTitle}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
