import type { Sandbox } from '@gov-matrix/platform-sandbox';
import type { NotifyChannelId, PersonId, UnitId } from '../../domain/ids';
import type { NotifyKind } from '../../domain/notify/notifyChannel';
import type { AlertMatch } from '../../domain/notify/route';
import type { Principal } from '../../domain/people/role';
import type { Services } from '../../services/index';

/** Who sets up the demo. */
export const DEMO: Principal = {
  personId: '0'.repeat(24) as PersonId,
  name: '演示',
  role: 'administrator',
  unitId: null,
  via: 'token',
};
export const ANY: AlertMatch = { kinds: [], leastSeverity: null, unitId: null, platform: null, authority: null };
const ROUTE = { audience: { kind: 'group' }, isLast: false, disabled: false } as const;

const SENDER = 'matrix@county.example';
const OFFICE_MAILBOX = 'office@county.example';

/** At 09:00. */
const TRIED = { rhythm: 'working-day', atMinute: 540, to: null } as const;

/** The channels that others of the demo go through: the groups on duty and of the office, and people one by one. */
export interface DemoChannels {
  readonly onDuty: NotifyChannelId;
  readonly office: NotifyChannelId;
  readonly personal: NotifyChannelId;
}

interface DemoChannel {
  readonly kind: NotifyKind;
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The simulated robots, application, mail server and receiver as channels, and routes to them: what presses goes to the
 * group on duty and to the receiver at once, whatever somebody has to do to the group of the office by day. Once: what
 * people change of it stays changed. A first start that was killed is gone on with: what is stored of it stays. The
 * robots have another address at every start, which is stored. Returns the channels while the demo is set up; null: it
 * was.
 */
export async function registerNotify(
  { notify }: Pick<Services, 'notify'>,
  { bots }: Pick<Sandbox, 'bots'>,
  { isFirst }: { readonly isFirst: boolean },
): Promise<DemoChannels | null> {
  const { dingtalk, feishu, wecom, wecomApp, mail, receiver } = bots;
  const { origin, corpId, agentId, secret, partyIds } = wecomApp;
  const channels: readonly DemoChannel[] = [
    { kind: 'wecom-robot', name: '备用群（企业微信，模拟）', values: { url: wecom.url } },
    { kind: 'dingtalk', name: '值班群（钉钉，模拟）', values: { url: dingtalk.url, signingSecret: dingtalk.secret } },
    { kind: 'feishu', name: '工作群（飞书，模拟）', values: { url: feishu.url, signingSecret: feishu.secret } },
    {
      kind: 'wecom-app',
      name: '个人消息（企业微信应用，模拟）',
      values: { origin, corpId, agentId, secret, toParty: partyIds.join('|') },
    },
    {
      kind: 'mail',
      name: '邮件（模拟）',
      values: { host: mail.host, port: String(mail.port), security: 'none', sender: SENDER, to: OFFICE_MAILBOX },
    },
    {
      kind: 'webhook',
      name: '通用接口（Webhook，模拟）',
      values: { url: receiver.url, signingSecret: receiver.signingSecret },
    },
  ];
  const known = await notify.channels(DEMO);
  for (const { id, version, name, unitId, language, fallbackId, disabled, settings, canary } of known) {
    const values = channels.find((channel) => channel.name === name)?.values;
    const draft = {
      name,
      unitId: unitId as UnitId | null,
      language,
      fallbackId: fallbackId as NotifyChannelId | null,
      disabled,
      canary,
      values: { ...settings, ...values },
    };
    if (values !== undefined) await notify.changeChannel({ id: id as NotifyChannelId, version }, draft, DEMO);
  }
  if (!isFirst && known.length > 0) return null;
  const ids: NotifyChannelId[] = [];
  for (const { kind, name, values } of channels) {
    const stored = known.find((channel) => channel.name === name);
    if (stored !== undefined) {
      ids.push(stored.id as NotifyChannelId);
      continue;
    }
    // Those that can be asked without a message.
    const canary = kind === 'mail' || kind === 'wecom-app' ? TRIED : null;
    const common = { unitId: null, language: 'zh', disabled: false, fallbackId: ids[0] ?? null } as const;
    const draft = { ...common, name, values, canary };
    ids.push((await notify.addChannel(kind, draft, DEMO)).id as NotifyChannelId);
  }
  const [, onDuty, office, personal, , gateway] = ids;
  if (onDuty === undefined || office === undefined || personal === undefined || gateway === undefined) return null;
  const routes = [
    {
      ...ROUTE,
      name: '紧急告警',
      position: 1,
      match: { ...ANY, leastSeverity: 'critical' },
      channelId: onDuty,
      waits: 'never',
      tellsResolved: true,
    },
    {
      ...ROUTE,
      name: '待办提醒',
      position: 2,
      match: { ...ANY, leastSeverity: 'notice' },
      channelId: office,
      waits: 'quiet-hours',
      tellsResolved: false,
    },
    {
      ...ROUTE,
      name: '紧急告警转接口',
      position: 3,
      match: { ...ANY, leastSeverity: 'critical' },
      channelId: gateway,
      waits: 'never',
      tellsResolved: true,
    },
  ] as const;
  const there = new Set((await notify.routes(DEMO)).map(({ name }) => name));
  for (const route of routes) if (!there.has(route.name)) await notify.addRoute(route, DEMO);
  return { onDuty, office, personal };
}
