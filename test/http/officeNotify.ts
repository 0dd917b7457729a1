import type { ChannelRehearsalView, RouteDryRunView, SilenceDryRunView } from '../../src/api/dryRuns';
import type {
  ChannelKindView,
  ChannelView,
  DeliveryView,
  MessageRecordView,
  MessageView,
  RouteView,
  SilenceView,
} from '../../src/api/notify';
import type { Principal } from '../../src/domain/people/role';
import type { Services } from '../../src/services/index';
import { ACCOUNTS } from './officePeople';
import { unused, type OfficeRules } from './officeRules';
import { alertOf } from './samples';

const AT = '2026-11-20T02:00:00.000Z';
const ID = 'd'.repeat(24);
const match = {
  kinds: ['account-silent' as const],
  leastSeverity: 'warning' as const,
  unitId: ID,
  platform: 'weibo' as const,
  authority: 'state-council' as const,
};
/** One complete example of every view. */
export const channelOf = (): ChannelView => ({
  id: ID,
  name: '值班群',
  kind: 'dingtalk',
  unitId: ID,
  language: 'zh',
  settings: { keyword: '政务新媒体' },
  secretKeys: ['url'],
  place: 'oapi.dingtalk.com',
  fallbackId: ID,
  disabled: false,
  lastTest: { at: AT, outcome: 'failed', code: 'signature-refused' },
  canary: { rhythm: 'working-day', atMinute: 540, to: '13800000000' },
  trials: { isFailing: true, lastGoodAt: AT, lastFailed: { at: AT, code: 'signature-refused' } },
  version: 1,
});
export const routeOf = (): RouteView => ({
  id: ID,
  name: '紧急告警',
  position: 1,
  match,
  channelId: ID,
  audience: { kind: 'people', personIds: [ID] },
  waits: 'quiet-hours',
  tellsResolved: true,
  isLast: false,
  disabled: false,
  version: 1,
});
export const silenceOf = (): SilenceView => ({
  id: ID,
  kind: 'silence',
  siteName: null,
  match,
  reason: '平台维护',
  byName: '王敏',
  startsAt: AT,
  endsAt: AT,
  active: true,
  holds: 2,
  version: 1,
});

export const messageOf = (): MessageView => ({
  id: ID,
  channelName: '值班群',
  channelKind: 'dingtalk',
  recipient: '王敏',
  state: 'ready',
  reason: 'too-fast',
  count: 3,
  alertIds: [ID],
  attempts: 1,
  createdAt: AT,
  begunAt: AT,
  settledAt: AT,
  nextAt: AT,
  severity: 'critical',
  subject: '3 条告警',
  text: '#### 【紧急】3 条告警\n\n- 不发声：甲 [查看](https://matrix.example/1)\n\n@13800000000',
  hasHtml: false,
  clipped: false,
});
export const deliveryOf = (): DeliveryView => ({
  id: ID,
  seq: 1,
  occasion: 'opened',
  severity: 'critical',
  recipient: '王敏',
  channelName: '值班群',
  routeName: '紧急告警',
  state: 'sent',
  reason: null,
  queuedAt: AT,
  waitsUntilAt: AT,
  settledAt: AT,
});
const telling = {
  outcome: 'waits' as const,
  toldAs: 'on-duty' as const,
  routeName: '紧急告警',
  channelName: '值班群',
  channelKind: 'dingtalk' as const,
  recipient: '王敏',
  waitsUntilAt: AT,
  fallbackName: '备用群',
};
export const routeDryRunOf = (): RouteDryRunView => ({
  looked: 12,
  matched: 3,
  changed: 1,
  isCut: false,
  recipients: [{ recipient: '王敏', channelName: '值班群', channelKind: 'dingtalk', before: 1, after: 2, waiting: 1 }],
  alerts: [
    {
      alert: alertOf(1, ID),
      at: AT,
      tellings: [{ change: 'new', before: null, after: telling }],
      gaps: [{ gap: 'nobody-there', routeName: '夜间告警', channelName: '值班群' }],
    },
  ],
});
export const channelRehearsalOf = (): ChannelRehearsalView => ({
  channelId: ID,
  kind: 'dingtalk',
  mostBytes: 20_000,
  counts: 'body',
  samples: [
    {
      ...{ sample: 'alert', severity: 'critical', subject: '不发声', html: null, clipped: false, bytes: 812 },
      text: '#### 【紧急】不发声\n\n- 甲 [查看](https://matrix.example/1)',
    },
    {
      ...{ sample: 'long', severity: 'critical', subject: '400 条告警', html: null, clipped: true, bytes: 19_998 },
      text: '#### 【紧急】400 条告警',
    },
  ],
});
export const silenceDryRunOf = (): SilenceDryRunView => ({
  hides: { info: 0, notice: 0, warning: 1, critical: 2 },
  alerts: [alertOf(1, ID)],
  days: 7,
  lately: { info: 0, notice: 3, warning: 4, critical: 5 },
  isCut: false,
});
export const kindOf = (): ChannelKindView => ({
  kind: 'dingtalk',
  canary: 'message',
  settings: [
    {
      key: 'url',
      secret: true,
      required: true,
      multiline: false,
      title: { zh: '地址', en: 'Address' },
      why: { zh: '群设置', en: 'Group settings' },
    },
    {
      key: 'issuer',
      secret: false,
      required: false,
      multiline: true,
      title: { zh: '签发机构证书', en: 'Issuer' },
      why: { zh: '单位自建证书时填写', en: 'Where it is of your own' },
    },
  ],
});

export const messageRecordOf = (): MessageRecordView => ({
  message: messageOf(),
  html: '<p>3 条告警</p>',
  mayHaveArrived: true,
  tries: [{ at: AT, endedAt: AT, code: 'answer-late', byName: '王敏' }],
  obstacle: 'handed-on',
});

/** How people are told of alerts, in the office. */
export function notifyServices({ change, page, visible }: OfficeRules): Pick<Services, 'notify'> {
  const set = (what: string, principal: Principal, action: 'notify.manage' | 'alert.silence' = 'notify.manage') =>
    change(`notify:${what}`, ACCOUNTS.ofA, { principal, action });
  return {
    notify: {
      announce: unused,
      deliverDue: unused,
      tryChannels: unused,
      channelCounts: async () => ({ failing: 2 }),
      endedCounts: async () => [
        { kind: 'mail', state: 'sent', count: 3 },
        { kind: 'mail', state: 'fell-back', count: 1 },
        { kind: null, state: 'given-up', count: 2 },
      ],
      counts: async () => ({ sent: 1 }),
      kinds: () => [kindOf()],
      channels: async () => [channelOf()],
      addChannel: async (kind, _draft, principal) => {
        set(`add-channel:${kind}`, principal);
        return channelOf();
      },
      changeChannel: async (_of, _draft, principal) => {
        set('change-channel', principal);
        return channelOf();
      },
      removeChannel: async (_of, principal) => set('remove-channel', principal),
      testChannel: async (_id, principal) => {
        set('test-channel', principal);
        return channelOf();
      },
      rehearseChannel: async () => channelRehearsalOf(),
      routes: async () => [routeOf()],
      addRoute: async (_draft, principal) => {
        set('add-route', principal);
        return routeOf();
      },
      changeRoute: async (_of, _draft, principal) => {
        set('change-route', principal);
        return routeOf();
      },
      removeRoute: async (_of, principal) => set('remove-route', principal),
      dryRun: async (alertId) => ({
        alertId,
        recipients: [telling],
        gaps: [{ gap: 'nobody-there', routeName: '夜间告警', channelName: '值班群' }],
      }),
      rehearseRoute: async () => routeDryRunOf(),
      rehearseSilence: async () => silenceDryRunOf(),
      silences: async () => [silenceOf()],
      silence: async (_draft, principal) => {
        set('silence', principal, 'alert.silence');
        return silenceOf();
      },
      endSilence: async (_of, principal) => {
        set('end-silence', principal, 'alert.silence');
        return silenceOf();
      },
      messages: async () => page([messageOf()]),
      message: async () => messageRecordOf(),
      redeliver: async ({ attempts }, principal) => {
        set(`redeliver:${attempts}`, principal);
        return messageRecordOf();
      },
      deliveries: async (alertId, principal) => {
        visible(alertId, principal);
        return [deliveryOf()];
      },
    },
  };
}
