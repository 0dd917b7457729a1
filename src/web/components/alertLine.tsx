import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { AlertView } from '../../api/alerts';
import { useAcknowledge } from '../data/changes';
import { subjectPath } from '../data/paths';
import { useMe } from '../data/queries';
import { figure } from '../time/figure';
import { ALERT_LOOK, SEVERITY_LOOK } from '../words/status';
import { useWords } from '../words/words';
import { alertSentence } from '../words/alertSentence';
import { Shape } from './status';
import { Ago, When } from './when';

/** What an alert is about, leading to it. */
export function AlertSubjectLink({ alert }: { readonly alert: AlertView }): ReactNode {
  const path = subjectPath(alert.subject);
  return path === null ? <span>{alert.subject.label}</span> : <Link to={path}>{alert.subject.label}</Link>;
}

/** The button, or who pressed it and when. Who may not acknowledge sees only that nobody has. */
export function Acknowledgement({ alert }: { readonly alert: AlertView }): ReactNode {
  const { alerts } = useWords();
  const acknowledge = useAcknowledge();
  const may = useMe().data?.actions.includes('alert.acknowledge') ?? false;
  if (alert.acknowledged !== null)
    return (
      <span className="soft acknowledged">
        {alert.acknowledged.name} <When at={alert.acknowledged.at} />
      </span>
    );
  if (!may) return null;
  return (
    <Button
      size="small"
      loading={acknowledge.isPending}
      danger={acknowledge.isError}
      aria-label={alerts.acknowledgeOne(alert.subject.label)}
      title={acknowledge.error?.problem?.detail ?? undefined}
      onClick={() => acknowledge.mutate(alert.id)}
    >
      {alerts.acknowledge}
    </Button>
  );
}

/** One alert as a line of the column on 今日: number, shape, kind, subject, sentence, age. */
export function AlertLine({ alert }: { readonly alert: AlertView }): ReactNode {
  const words = useWords();
  const look = ALERT_LOOK[alert.kind];
  const detail = alertSentence(alert, words);
  const weighty = alert.severity === 'warning' || alert.severity === 'critical';
  return (
    <li className={`alert-line${alert.acknowledged === null ? '' : ' alert-seen'}`} data-row="" data-seq={alert.seq}>
      <span className={`look-${look === 'pending' ? SEVERITY_LOOK[alert.severity] : look}`}>
        <Shape look={look} />
      </span>
      <div className="alert-body">
        <div>
          <strong>{words.codes.alertKind[alert.kind]}</strong> <AlertSubjectLink alert={alert} />
        </div>
        {detail === '' ? null : <div className="soft">{detail}</div>}
        <div className="alert-foot soft">
          <span className="num">#{figure(alert.seq)}</span> <Ago at={alert.noticedAt} />{' '}
          {weighty || alert.acknowledged !== null ? <Acknowledgement alert={alert} /> : null}
        </div>
      </div>
    </li>
  );
}
