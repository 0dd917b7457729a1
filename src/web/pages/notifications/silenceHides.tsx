import { Alert as Note } from 'antd';
import type { ReactNode } from 'react';
import type { AlertSeverity } from '../../../domain/alerts/alert';
import { Reading } from '../../components/reading';
import { useSilenceDryRun } from '../../data/dryRuns';
import { figure } from '../../time/figure';
import { SEVERITY_ORDER } from '../../words/status';
import { useWords } from '../../words/words';
import { alertLine } from './alertPick';

/** `紧急 2、警告 1`; of nothing, that. */
function useCounts(): (counts: Readonly<Record<AlertSeverity, number>>) => string {
  const { notify, codes, common } = useWords();
  return (counts) =>
    SEVERITY_ORDER.filter((severity) => counts[severity] > 0)
      .map((severity) => notify.silences.dryRun.count(codes.severity[severity], figure(counts[severity])))
      .join(common.comma) || notify.silences.dryRun.none;
}

/** What a silence would hide if it were begun now, before anybody begins it. */
export function SilenceHides({ asked }: { readonly asked: object }): ReactNode {
  const words = useWords();
  const { dryRun: texts } = words.notify.silences;
  const counts = useCounts();
  const read = useSilenceDryRun(asked);
  return (
    <section className="dry-run" aria-label={texts.title} aria-live="polite">
      <Reading read={read} what={texts.title} rows={2}>
        {({ hides, alerts, days, lately, isCut }) => {
          const total = SEVERITY_ORDER.reduce((sum, severity) => sum + hides[severity], 0);
          return (
            <>
              {hides.critical === 0 ? null : (
                <Note type="warning" showIcon role="alert" title={texts.critical(figure(hides.critical))} />
              )}
              <p>
                {texts.now} <strong>{counts(hides)}</strong>
              </p>
              <p>
                {texts.lately(figure(days))} <strong>{counts(lately)}</strong>
              </p>
              {isCut ? <p className="soft">{texts.isCut}</p> : null}
              {total === 0 ? null : (
                <details>
                  <summary>{texts.which}</summary>
                  <ul className="plain-list">
                    {alerts.map((alert) => (
                      <li key={alert.id}>
                        <span className="soft">{words.codes.severity[alert.severity]}</span> {alertLine(alert, words)}
                      </li>
                    ))}
                  </ul>
                  {total > alerts.length ? <p className="soft">{texts.more(figure(total - alerts.length))}</p> : null}
                </details>
              )}
            </>
          );
        }}
      </Reading>
    </section>
  );
}
