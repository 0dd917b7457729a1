import type { AudienceGap, ToldAs } from '../../../domain/notify/audience';
import type { AgainObstacle, MessageState } from '../../../domain/notify/message';
import type { NotificationState, Occasion } from '../../../domain/notify/notification';
import type { NotifyKind } from '../../../domain/notify/notifyChannel';
import type { Waits } from '../../../domain/notify/route';
import type { ReceiverLevel } from '../../../domain/alerts/reachAlerts';
import type { SubscriptionState, WebhookDeliveryState } from '../../../domain/webhooks/subscription';
import type { TellingOutcome } from '../../../domain/notify/whoIsTold';

const notifyKind: Record<NotifyKind, string> = {
  dingtalk: '钉钉机器人',
  'wecom-robot': '企业微信机器人',
  'wecom-app': '企业微信应用',
  feishu: '飞书机器人',
  mail: '电子邮件',
  webhook: '接口推送（Webhook）',
};
const notificationState: Record<NotificationState, string> = {
  queued: '待发送',
  silenced: '静默中',
  sending: '发送中',
  sent: '已发送',
  refused: '未能发送',
  'given-up': '多次未成，已停止',
  unclear: '可能已送达',
  'fell-back': '已转备用渠道',
  over: '已无需告知',
};
const messageState: Record<MessageState, string> = {
  ready: '待发送',
  sending: '发送中',
  sent: '已发送',
  refused: '未能发送',
  'given-up': '多次未成，已停止',
  unclear: '可能已送达',
};
const subscriptionState: Record<SubscriptionState, string> = {
  live: '正常',
  retrying: '重试中',
  stopped: '已停止',
};
const receiverLevel: Record<ReceiverLevel, string> = {
  'stops-soon': '接收方两天未接收，满三天将停止推送',
  stopped: '接收方三天未接收，推送已停止',
};
const webhookDeliveryState: Record<WebhookDeliveryState, string> = {
  sending: '发送中',
  retrying: '待重试',
  delivered: '已接收',
  abandoned: '已作废',
};
/** Why a notification is in its state, beside what channels say of failures. */
const notificationReason: Record<string, string> = {
  waits: '等到可以告知的时间',
  silenced: '静默期间不发送',
  fallback: '由备用渠道发送',
  'fallback-in-doubt': '由备用渠道发送（可能重复）',
  'in-doubt': '上一条是否送达不明，另行提示',
  over: '告知前已解除或已确认',
  'told-by-later': '由同一告警的后续变化一并告知',
  'told-to-duty': '等候期间已换班，改为告知现在当值的人员',
  'nothing-to-say': '没有需要告知的内容，未发送',
  'seen-to': '发送前该单位已办结，未发送',
  elsewhere: '发送前该事项已不在该单位，未发送',
  'too-late': '等候过久，内容已过时，未发送',
  interrupted: '发送时中断，无法确认是否送达；不再重发，另行提示可能漏收',
  restored: '恢复备份前已在等待，可能已发送，不再重发',
  'secrets-unreadable': '渠道的密钥无法打开：请核对 SECRET_KEY，或重新填写',
  'no-address': '没有该人员在此渠道的地址',
  'out-of-scope': '该人员无权查看此告警',
  'shut-out': '该人员已停用',
  'channel-disabled': '渠道已停用',
  'channel-gone': '渠道已删除',
};
const againObstacle: Record<AgainObstacle, string> = {
  'not-failed': '已送达或正在发送',
  'handed-on': '已转备用渠道，请看备用渠道的那条消息',
  forgotten: '所述事项已过保存期',
  over: '所述事项都已解除或不再需要告知',
  'out-of-scope': '收件方已无权查看所述事项',
  'too-late': '已过当日，内容不再准确',
  'seen-to': '该单位已办结',
  elsewhere: '事项已不属于该单位',
  'channel-gone': '渠道已删除',
  'channel-disabled': '渠道已停用，请先启用',
  'secrets-unreadable': '渠道的密钥无法打开，请检查 SECRET_KEY 或重新填写',
  'shut-out': '人员已停用',
  'no-address': '人员没有此渠道的地址，请先补填',
};
const occasion: Record<Occasion, string> = { opened: '出现', raised: '加重', escalated: '升级', resolved: '解除' };
const tellingOutcome: Record<TellingOutcome, string> = {
  told: '现在告知',
  waits: '到时告知',
  silenced: '静默中',
  'no-address': '没有地址',
  'out-of-scope': '无权查看',
  'shut-out': '人员已停用',
  'channel-disabled': '渠道已停用',
};
const toldAs: Record<ToldAs, string> = {
  group: '渠道的群',
  named: '指定人员',
  role: '按角色',
  'on-duty': '当值',
  substitute: '替班',
  unit: '所在单位人员',
  'roster-hole': '无人值班，改告知此角色',
};
const audienceGap: Record<AudienceGap, string> = {
  'too-many-units': '涉及单位过多，不逐个单位告知',
  'no-unit': '没有对应的单位',
  'roster-gone': '值班表已删除',
  'nobody-there': '没有符合的人员',
};
const waits: Record<Waits, string> = {
  never: '随时告知',
  'quiet-hours': '夜间不打扰',
  'working-time': '只在工作时间',
};

/** Words for the codes of telling people. */
export const notifyCodes = {
  notifyKind,
  notificationState,
  messageState,
  subscriptionState,
  webhookDeliveryState,
  receiverLevel,
  notificationReason,
  againObstacle,
  occasion,
  tellingOutcome,
  toldAs,
  audienceGap,
  waits,
};
