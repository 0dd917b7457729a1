import type { AlertKind, AlertSeverity } from '../../domain/alerts/alert';
import type { AlertId, MandateId, NotificationId, ReminderId, UnitId } from '../../domain/ids';
import type { NotifyChannel } from '../../domain/notify/channel';
import type { Occasion } from '../../domain/notify/notification';
import { REHEARSED_MESSAGES, type RehearsedMessage } from '../../domain/notify/rehearsedMessages';
import { civilDateOf } from '../../domain/time/civil';
import { DAY_MS, type Instant } from '../../domain/time/instant';
import type { MessageText } from '../../ports/notifier';
import { digestText } from '../digestText';
import { reminderText } from '../reminderText';
import { messageText, testMessage } from './messageText';

type Told = Parameters<typeof messageText>[0][number];

/** Names of what is made up: nobody's. */
const NAMES = { zh: { account: '示例账号', title: '示例政策', unit: '示例单位', person: '示例人员' } };
const EN = { account: 'Example account', title: 'Example policy', unit: 'Example unit', person: 'Example person' };
/** As many as fold into a few lines, and as many as a flood brings. */
const MANY = 30;
const FLOOD = 400;
/** As long as an account's name and a policy's title together, with signs of four bytes. */
const LONG_NAME = '很长的账号名称🎉'.repeat(20);

/** One message of each kind, about nothing real, in the language of the channel. */
export function sampleMessages(
  { name, language }: Pick<NotifyChannel, 'name' | 'language'>,
  now: Instant,
): readonly { readonly sample: RehearsedMessage; readonly message: MessageText }[] {
  return REHEARSED_MESSAGES.map((sample) => ({ sample, message: sampleOf(sample, { name, language, now }) }));
}

type Given = Pick<NotifyChannel, 'name' | 'language'> & { readonly now: Instant };

function sampleOf(sample: RehearsedMessage, { name, language, now }: Given): MessageText {
  const names = language === 'en' ? EN : NAMES.zh;
  const told = (nth: number, given: Partial<ToldGiven> = {}): Told =>
    toldOf({
      nth,
      now,
      kind: 'account-silent',
      severity: 'critical',
      occasion: 'opened',
      label: names.account,
      ...given,
    });
  switch (sample) {
    case 'alert':
      return messageText([told(1)], language);
    case 'escalated':
      return messageText([told(1, { occasion: 'escalated' })], language);
    case 'resolved':
      return messageText([told(1, { occasion: 'resolved' })], language);
    case 'many':
      return messageText(
        times(MANY, (nth) => told(nth, { ...KINDS[nth % KINDS.length], label: `${names.account} ${nth}` })),
        language,
      );
    case 'long':
      return messageText(
        times(FLOOD, (nth) => told(nth, { label: `${LONG_NAME}${nth}`, reason: `example-${nth}` })),
        language,
      );
    case 'reminder':
      return reminderText(reminderOf(names, now), language);
    case 'digest':
      return digestText(
        {
          overdue: [{ mandateId: 'example' as MandateId, title: names.title, count: 3, dueBy: now }],
          owed: [{ mandateId: 'example' as MandateId, title: names.title, count: 12, dueBy: now }],
          breaching: { count: 2, names: [names.account] },
          failed: [{ kind: 'source-incident', count: 1, severity: 'critical', dueBy: null }],
          alertIds: [],
          acknowledged: 1,
          holes: [],
        },
        { kind: 'morning', on: civilDateOf(now), language },
      );
    case 'test':
      return testMessage(name, language);
  }
}

const KINDS: readonly { readonly kind: AlertKind; readonly severity: AlertSeverity }[] = [
  { kind: 'account-silent', severity: 'critical' },
  { kind: 'account-slow', severity: 'warning' },
  { kind: 'obligation-manual', severity: 'notice' },
];

function times<T>(count: number, make: (nth: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => make(at + 1));
}

interface ToldGiven {
  readonly nth: number;
  readonly now: Instant;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly occasion: Occasion;
  readonly label: string;
  readonly reason?: string;
}

function toldOf({ nth, now, kind, severity, occasion, label, reason = 'silent-14-days' }: ToldGiven): Told {
  return {
    id: `example-${nth}` as NotificationId,
    alertId: `example-${nth}` as AlertId,
    seq: nth,
    occasion,
    reason: null,
    alert: {
      ...{ kind, severity, reason },
      subject: { label },
      figures: { days: 14, limitDays: 14 },
      occurredAt: new Date(now.getTime() - DAY_MS),
      ...(occasion === 'resolved' ? { resolution: 'updated' } : {}),
    },
  };
}

function reminderOf(
  names: Readonly<Record<'title' | 'unit' | 'person', string>>,
  now: Instant,
): Parameters<typeof reminderText>[0] {
  const unitId = 'example' as UnitId;
  return {
    id: 'example' as ReminderId,
    subject: { kind: 'mandate', id: 'example' as MandateId, label: names.title },
    ...{ unitId, unitName: names.unit, unitPath: [unitId], count: 3, nth: 1, request: '', path: '/mandates' },
    text: '…',
    by: { personId: 'example' as never, name: names.person },
    ...{ at: now, on: civilDateOf(now), pickedIds: [], restsOn: [], named: [], desks: [] },
  };
}
