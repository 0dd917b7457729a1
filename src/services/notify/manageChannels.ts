import type { ChannelKindView, ChannelView } from '../../api/notify';
import type { NotifyChannelId } from '../../domain/ids';
import { addressOf, type NotifyChannel } from '../../domain/notify/channel';
import { NOTIFY_LIMITS } from '../../domain/notify/limits';
import type { Notifier, NotifyTarget } from '../../ports/notifier';
import { demandSecretsAnew, readValues } from '../fillIn';
import { conflict, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import type { ChannelDraft, NotifyServices } from './contract';
import { testMessage } from './messageText';
import { placeOf } from './way';
import { demandOffice, notifyEvent } from '../notifyEvent';

type ChannelServices = Pick<
  NotifyServices,
  'kinds' | 'channels' | 'addChannel' | 'changeChannel' | 'removeChannel' | 'testChannel'
>;

export function createManageChannels(deps: ServiceDeps): ChannelServices {
  const { storage, ids, clock, notifiers } = deps;
  const notifierOf = (kind: NotifyChannel['kind']): Notifier => {
    if (notifiers === undefined || !notifiers.kinds.includes(kind)) throw notFound('这种通知渠道', 'kind');
    return notifiers.of(kind);
  };
  const view = async (channel: NotifyChannel): Promise<ChannelView> => channelView(deps, channel);
  const found = async (id: NotifyChannelId): Promise<NotifyChannel> => {
    const channel = await storage.notifyChannels.byId(id);
    if (channel === null) throw notFound('通知渠道');
    return channel;
  };
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
        settings: notifierOf(kind).settings.map(({ key, secret, required, title, why }) => ({
          key,
          secret,
          required,
          title,
          why,
        })),
      }));
    },
    channels: async (principal) => {
      demandOffice('notify.manage', principal);
      return Promise.all((await storage.notifyChannels.list()).map(view));
    },
    addChannel: async (kind, draft, principal) => {
      demandOffice('notify.manage', principal);
      await demandRelated(draft, null);
      const { settings, secrets } = readValues(notifierOf(kind).settings, draft.values, {});
      const id = ids.id<NotifyChannelId>();
      const { name, unitId, language, fallbackId, disabled } = draft;
      const channel: NotifyChannel = {
        ...{ id, name, kind, unitId, language, settings, fallbackId, disabled },
        lastTest: null,
        version: 1,
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
      const next: NotifyChannel = { ...before, name, unitId, language, settings, fallbackId, disabled, version };
      const event = notifyEvent(deps, principal, { of: 'channel', id, to: 'changed', reason: name });
      if (!(await storage.notifyChannels.change(next, secrets, event))) throw conflict('该渠道已被他人改动。');
      return view({ ...next, version: version + 1 });
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
      if ((await storage.notifyChannels.takePlace(place, limit, now)) !== null)
        throw conflict('对方此刻不接收更多消息，请过几分钟再试。');
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
      return view({ ...channel, lastTest });
    },
  };
}

async function channelView({ storage, notifiers }: ServiceDeps, channel: NotifyChannel): Promise<ChannelView> {
  const { id, name, kind, unitId, language, settings, fallbackId, disabled, lastTest, version } = channel;
  const secrets = await storage.notifyChannels.secrets(id).catch(() => null);
  return {
    ...{ id, name, kind, unitId, language, settings, fallbackId, disabled, version },
    secretKeys: Object.keys(secrets ?? {}).sort(),
    place:
      secrets === null || notifiers?.kinds.includes(kind) !== true
        ? null
        : notifiers.of(kind).place({ kind, settings, secrets, to: null }),
    lastTest: lastTest === null ? null : { ...lastTest, at: iso(lastTest.at) },
  };
}
