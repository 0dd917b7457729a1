import type { ChannelKindView, ChannelView } from '../../api/notify';
import type { NotifyChannelId } from '../../domain/ids';
import {
  afterGood,
  CANARY_WAY,
  forgotten,
  NO_TRIALS,
  triedAs,
  type CanaryPlan,
  type ChannelTrials,
} from '../../domain/notify/canary';
import { addressOf, type NotifyChannel } from '../../domain/notify/channel';
import { NOTIFY_LIMITS } from '../../domain/notify/limits';
import type { Principal } from '../../domain/people/role';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import type { Secrets } from '../../ports/credentials';
import type { Notifier, NotifyTarget } from '../../ports/notifier';
import { civilMoment } from '../../wording/civilMoment';
import { demandSecretsAnew, readValues, sameValues } from '../fillIn';
import { conflict, invalidInput, notFound } from '../refuse';
import { tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import { iso, isoOrNull } from '../toView/isoInstant';
import type { ChannelDraft, NotifyServices } from './contract';
import { testMessage } from './messageText';
import { placeOf } from './way';
import { demandOffice, notifyEvent } from '../notifyEvent';

/** Lost races in a row over what trials say: each means that a trial has just been noted. */
const MOST_RACES = 5;

type ChannelServices = Pick<
  NotifyServices,
  'kinds' | 'channels' | 'addChannel' | 'changeChannel' | 'removeChannel' | 'testChannel' | 'channelCounts'
>;

export function createManageChannels(deps: ServiceDeps): ChannelServices {
  const { storage, ids, clock, notifiers } = deps;
  const notifierOf = (kind: NotifyChannel['kind']): Notifier => {
    if (notifiers === undefined || !notifiers.kinds.includes(kind)) throw notFound('这种通知渠道', 'kind');
    return notifiers.of(kind);
  };
  const view = async (channel: NotifyChannel): Promise<ChannelView> =>
    channelView(deps, channel, await storage.notifyChannels.secrets(channel.id).catch(() => null));
  const found = async (id: NotifyChannelId): Promise<NotifyChannel> => {
    const channel = await storage.notifyChannels.byId(id);
    if (channel === null) throw notFound('通知渠道');
    return channel;
  };
  /** A test that was taken proves as much as a trial, of the channel as it was then. Returns what is known now. */
  const recordGood = async (
    { id, version }: Pick<NotifyChannel, 'id' | 'version'>,
    { at, principal }: { readonly at: Instant; readonly principal: Principal },
  ): Promise<ChannelTrials> => {
    for (let lost = 0; ; lost += 1) {
      const now = await found(id);
      if (now.version !== version || lost === MOST_RACES) return now.trials;
      const after = afterGood(now.trials, at);
      const event = notifyEvent(deps, principal, { of: 'channel', id, to: 'working', reason: now.name });
      if (await storage.notifyChannels.recordTrials(now, after, now.trials.isFailing ? event : null)) return after;
    }
  };
  const unsettledAt = async (id: NotifyChannelId): Promise<number> =>
    (await storage.notifications.countUnsettled(id)) + (await storage.letters.countUnsettled(id));
  const demandRelated = async (draft: ChannelDraft, self: NotifyChannelId | null): Promise<void> => {
    if (draft.unitId !== null && (await storage.units.byId(draft.unitId, null)) === null)
      throw notFound('单位', 'unitId');
    if (draft.fallbackId === null) return;
    if (draft.fallbackId === self)
      throw invalidInput('fallbackId', '备用渠道不能是自己。', '请另选一个渠道，或不设备用渠道。');
    if ((await storage.notifyChannels.byId(draft.fallbackId)) === null) throw notFound('备用渠道', 'fallbackId');
  };

  return {
    kinds: (principal) => {
      demandOffice('notify.manage', principal);
      return (notifiers?.kinds ?? []).map((kind): ChannelKindView => ({
        kind,
        canary: CANARY_WAY[kind],
        settings: notifierOf(kind).settings.map(({ key, secret, required, multiline = false, title, why }) => ({
          key,
          secret,
          required,
          multiline,
          title,
          why,
        })),
      }));
    },
    channelCounts: async () => tally((await storage.notifyChannels.list()).map(triedAs)),
    channels: async (principal) => {
      demandOffice('notify.manage', principal);
      const [channels, opened] = await Promise.all([storage.notifyChannels.list(), storage.notifyChannels.opened()]);
      return channels.map((channel) => channelView(deps, channel, opened.get(channel.id) ?? null));
    },
    addChannel: async (kind, draft, principal) => {
      demandOffice('notify.manage', principal);
      await demandRelated(draft, null);
      const { settings, secrets } = readValues(notifierOf(kind).settings, draft.values, {});
      const id = ids.id<NotifyChannelId>();
      const { name, unitId, language, fallbackId, disabled } = draft;
      const channel: NotifyChannel = {
        ...{ id, name, kind, unitId, language, settings, fallbackId, disabled },
        canary: canaryPlan(draft, { kind, before: null, now: clock.now() }),
        ...{ lastTest: null, trials: NO_TRIALS, version: 1 },
      };
      const event = notifyEvent(deps, principal, { of: 'channel', id, to: 'added', reason: name });
      await storage.notifyChannels.insert(channel, secrets, event);
      return view(channel);
    },
    changeChannel: async ({ id, version }, draft, principal) => {
      demandOffice('notify.manage', principal);
      const before = await found(id);
      await demandRelated(draft, id);
      const known = (await storage.notifyChannels.secrets(id).catch(() => null)) ?? {};
      const notifier = notifierOf(before.kind);
      const { settings, secrets } = readValues(notifier.settings, draft.values, known);
      const { kind } = before;
      const placeOf = (values: Pick<NotifyTarget, 'settings' | 'secrets'>): string =>
        notifier.place({ kind, ...values, to: null });
      if (placeOf({ settings, secrets }) !== placeOf({ settings: before.settings, secrets: known }))
        demandSecretsAnew(notifier.settings, draft.values, secrets);
      const { name, unitId, language, fallbackId, disabled } = draft;
      const canary = canaryPlan(draft, { kind, before: before.canary, now: clock.now() });
      const filled = { name, unitId, language, settings, fallbackId, disabled };
      const next: NotifyChannel = { ...before, ...filled, canary, version };
      const event = notifyEvent(deps, principal, { of: 'channel', id, to: 'changed', reason: name });
      const isOther =
        !sameValues(settings, before.settings) || !sameValues(secrets, known) || isTriedOtherwise(before, next);
      const { change, changeAnew } = storage.notifyChannels;
      if (!(await (isOther ? changeAnew : change)(next, secrets, event))) throw conflict('该渠道已被他人改动。');
      return view({ ...next, trials: isOther ? forgotten(before.trials) : before.trials, version: version + 1 });
    },
    removeChannel: async ({ id, version }, principal) => {
      demandOffice('notify.manage', principal);
      const channel = await found(id);
      const route = (await storage.notifyRoutes.list()).find(({ channelId }) => channelId === id);
      if (route !== undefined) throw conflict(`通知路由“${route.name}”正在使用该渠道，请先改用其他渠道。`);
      const other = (await storage.notifyChannels.list()).find(({ fallbackId }) => fallbackId === id);
      if (other !== undefined) throw conflict(`渠道“${other.name}”以它为备用渠道，请先改用其他渠道。`);
      const ladder = (await storage.ladders.list()).find(({ rungs }) =>
        rungs.some(({ channelId }) => channelId === id),
      );
      if (ladder !== undefined) throw conflict(`升级规则“${ladder.name}”正在使用该渠道，请先改用其他渠道。`);
      const digest = (await storage.digestPlans.list()).find(({ channelId }) => channelId === id);
      if (digest !== undefined) throw conflict(`摘要“${digest.name}”正在使用该渠道，请先改用其他渠道。`);
      const waiting = channel.fallbackId === null ? await unsettledAt(id) : 0;
      // With a fallback it goes there once it is due.
      if (waiting > 0)
        throw conflict(
          `还有 ${waiting} 条内容等待由该渠道发送，移除后将无法送达。`,
          '请先为它设置备用渠道，或等发送完毕。',
        );
      const event = notifyEvent(deps, principal, { of: 'channel', id, to: 'removed', reason: channel.name });
      if (!(await storage.notifyChannels.remove(id, version, event))) throw conflict('该渠道已被他人改动。');
    },
    testChannel: async (id, principal, signal) => {
      demandOffice('notify.manage', principal);
      const channel = await found(id);
      const now = clock.now();
      const { kind, settings, language, name } = channel;
      const person = await storage.people.byId(principal.personId);
      const secrets = await storage.notifyChannels.secrets(id).catch(() => null);
      if (secrets === null) throw conflict('没有能打开该渠道密钥的主密钥，请重新填写。');
      const target = { kind, settings, secrets, to: person === null ? null : addressOf(person.addresses, kind) };
      const notifier = notifierOf(kind);
      const limit = NOTIFY_LIMITS[kind];
      const place = placeOf(deps, notifier, target);
      const freeAt = await storage.notifyChannels.takePlace(place, limit, now);
      if (freeAt !== null) throw shutUntil(freeAt, now);
      const message = testMessage(name, language);
      const delivery = await notifier.send({ target, message, deliveryId: ids.id(), now, signal });
      if (delivery.kind === 'failed' && delivery.code === 'too-fast')
        await storage.notifyChannels.pause(place, delivery.retryAt ?? new Date(now.getTime() + limit.penaltyMs));
      const at = clock.now();
      const lastTest =
        delivery.kind === 'accepted'
          ? { at, outcome: 'accepted' as const, code: null }
          : { at, outcome: 'failed' as const, code: delivery.code };
      await storage.notifyChannels.recordTest(id, lastTest);
      const trials = delivery.kind === 'accepted' ? await recordGood(channel, { at, principal }) : channel.trials;
      return view({ ...channel, lastTest, trials });
    },
  };
}

/** Off, tried no more, or by another address: what became of trials says nothing of those to come. */
function isTriedOtherwise(before: NotifyChannel, next: NotifyChannel): boolean {
  if (next.disabled || next.canary === null) return true;
  return before.canary !== null && before.canary.to !== next.canary.to;
}

/** Says how long the other side takes nothing, which may be a day. */
function shutUntil(freeAt: Instant, now: Instant): Error {
  const minutes = Math.ceil((freeAt.getTime() - now.getTime()) / MINUTE_MS);
  const at = civilMoment(iso(freeAt));
  const when = at === null ? '' : `${at.date.slice(5)} ${at.hour}:${at.minute}`;
  return conflict(`对方要求暂停发送，${when} 之后（约 ${minutes} 分钟）才接收消息。`, `请在 ${when} 之后再试。`);
}

/** A changed plan counts from now on. Throws `Refusal` `invalid-input`. */
function canaryPlan(
  { canary = null }: Pick<ChannelDraft, 'canary'>,
  given: { readonly kind: NotifyChannel['kind']; readonly before: CanaryPlan | null; readonly now: Instant },
): CanaryPlan | null {
  if (canary === null) return null;
  const { before, kind, now } = given;
  const to = canary.to?.trim() || null;
  if (to !== null && CANARY_WAY[kind] !== 'message-to')
    throw invalidInput('canary.to', '这种渠道的例行检查不需要测试地址。', '请去掉测试地址。');
  const { rhythm, atMinute } = canary;
  const isSame = before?.rhythm === rhythm && before.atMinute === atMinute;
  return { rhythm, atMinute, to, sinceAt: isSame ? before.sinceAt : now };
}

function channelView({ notifiers }: ServiceDeps, channel: NotifyChannel, secrets: Secrets | null): ChannelView {
  const { id, name, kind, unitId, language, settings, fallbackId, disabled, lastTest, version } = channel;
  const { canary, trials } = channel;
  return {
    ...{ id, name, kind, unitId, language, settings, fallbackId, disabled, version },
    secretKeys: Object.keys(secrets ?? {}).sort(),
    place:
      secrets === null || notifiers?.kinds.includes(kind) !== true
        ? null
        : notifiers.of(kind).place({ kind, settings, secrets, to: null }),
    lastTest: lastTest === null ? null : { ...lastTest, at: iso(lastTest.at) },
    canary: canary === null ? null : { rhythm: canary.rhythm, atMinute: canary.atMinute, to: canary.to },
    trials: {
      isFailing: trials.isFailing,
      lastGoodAt: isoOrNull(trials.lastGoodAt),
      lastFailed: trials.lastFailed === null ? null : { at: iso(trials.lastFailed.at), code: trials.lastFailed.code },
    },
  };
}
