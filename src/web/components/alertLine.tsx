import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { AlertView } from '../../api/alerts';
import { useAcknowledge } from '../data/changes';
import { alertPath } from '../data/paths';
import { useMe } from '../data/queries';
import { figure } from '../time/figure';
import { ALERT_LOOK, SEVERITY_LOOK } from '../words/status';
import { useFirstWords } from '../words/words';
import { alertSentence, alertSubject } from '../../wording/alertSentence';
import { Shape } from './status';
import { Ago, When } from './when';

/** What an alert is about, leading to it. */
export function AlertSubjectLink({ alert }: { readonly alert: AlertView }): ReactNode {
  const words = useFirstWords();
  const path = alertPath(alert);
  const label = alertSubject(alert, words);
  return path === null ? <span>{label}</span> : <Link to={path}>{label}</Link>;
}

/**
 * The button, or who pressed it and when; of one that is over, when and why. Who may not acknowledge sees only that
 * nobody has.
 */
export function Acknowledgement({ alert }: { readonly alert: AlertView }): ReactNode {
  const { alerts, codes } = useFirstWords();
  const acknowledge = useAcknowledge();
  const may = useMe().data?.actions.includes('alert.acknowledge') ?? false;
  const known =
    alert.acknowledged === null ? null : (
      <span className="soft acknowledged">
        {alerts.acknowledgedBy(alert.acknowledged.name)} <When at={alert.acknowledged.at} />
      </span>
    );
  if (alert.resolved !== null)
    return (
      <span className="alert-past">
        {known}
        <span className="soft resolved">
          {alerts.resolvedBy(codes.resolution[alert.resolved.reason])} <When at={alert.resolved.at} />
        </span>
      </span>
    );
  if (known !== null) return known;
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
  const words = useFirstWords();
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
