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
  const { open, tooLate, byHand, blocked, obstacles, reasons, obligations } = forecast;
  const troubled = tooLate + blocked > 0;
  return (
    <section className="forecast" aria-label={texts.title}>
      <p className={troubled ? 'look-warned' : 'soft'}>
        <Shape look={troubled ? 'warned' : 'fine'} /> {texts.title}
        {common.colon}
        {open === 0
          ? texts.nothing
          : troubled
            ? texts.late(figure(tooLate + blocked), figure(open))
            : texts.allInTime(figure(open))}
      </p>
      {obstacles.length === 0 ? null : (
        <ul className="plain-list">
          {obstacles.map(({ platform, reason, accounts }) => (
            <li key={`${platform} ${reason}`}>
              {texts.obstacle({
                platform: codes.platform[platform],
                accounts: figure(accounts),
                why: reason === 'not-seen' || reason === 'overdue' ? texts[reason] : codes.manualReason[reason],
              })}
            </li>
          ))}
        </ul>
      )}
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
      {byHand === 0 ? null : (
        <p>
          <Link to={paths.manualTasks()}>{texts.byHand(figure(byHand))}</Link>
        </p>
      )}
    </section>
  );
}
