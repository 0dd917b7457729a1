import type { StreamAlert } from '../../api/events';
import { alertSentence, alertSubject } from '../../wording/alertSentence';
import { civilMoment } from '../../wording/civilMoment';
import { alertTexts } from '../../wording/zh/alertTexts';
import { codes } from '../../wording/zh/codes';

const WORDS = { codes, alerts: alertTexts };
/** Control characters of a terminal, which a name from outside must not send. */
const CONTROL = /\p{Cc}/gu;

/** One line a change: number, civil time in Shanghai, what became of it, how much it presses, whom, and what is wrong. */
export function alertText(alert: StreamAlert): string {
  const at = civilMoment(alert.changedAt);
  const time = at === null ? '—' : `${at.date} ${at.hour}:${at.minute}:${at.second}`;
  const parts = [
    `#${alert.seq}`,
    time,
    codes.alertState[alert.state],
    codes.severity[alert.severity],
    codes.alertKind[alert.kind],
    alertSubject(alert, WORDS),
    alertSentence(alert, WORDS),
    alert.resolved === null ? '' : codes.resolution[alert.resolved.reason],
  ];
  return parts
    .filter((part) => part !== '')
    .join('  ')
    .replaceAll(CONTROL, ' ');
}
