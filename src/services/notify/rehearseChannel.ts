import { addressOf } from '../../domain/notify/channel';
import { NOTIFY_LIMITS } from '../../domain/notify/limits';
import { demandOffice } from '../notifyEvent';
import { conflict, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { NotifyServices } from './contract';
import { sampleMessages } from './sampleMessages';

/** What messages would look like in a channel, to whoever asks; nothing is sent, and nothing is stored. */
export function createRehearseChannel(deps: ServiceDeps): Pick<NotifyServices, 'rehearseChannel'> {
  const { storage, notifiers, clock } = deps;
  return {
    rehearseChannel: async (id, principal) => {
      demandOffice('notify.manage', principal);
      const channel = await storage.notifyChannels.byId(id);
      if (channel === null) throw notFound('通知渠道');
      const { kind, settings } = channel;
      if (notifiers?.kinds.includes(kind) !== true) throw conflict('本系统不能发送这种渠道。');
      const secrets = await storage.notifyChannels.secrets(id).catch(() => null);
      if (secrets === null) throw conflict('没有能打开该渠道密钥的主密钥，请重新填写。');
      const person = await storage.people.byId(principal.personId);
      const target = { kind, settings, secrets, to: person === null ? null : addressOf(person.addresses, kind) };
      const notifier = notifiers.of(kind);
      const { longest } = NOTIFY_LIMITS[kind];
      return {
        channelId: id,
        kind,
        mostBytes: longest.bytes,
        counts: longest.of,
        samples: sampleMessages(channel, clock.now()).map(({ sample, message }) => ({
          sample,
          severity: message.severity,
          ...notifier.render(message, target),
          bytes: notifier.length(message, target),
        })),
      };
    },
  };
}
