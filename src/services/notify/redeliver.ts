import type { MessageRecordView } from '../../api/notify';
import type { MessageId } from '../../domain/ids';
import { Refusal } from '../../domain/errors';
import type { AgainObstacle, Message } from '../../domain/notify/message';
import { MINUTE_MS } from '../../domain/time/instant';
import { messageWords } from '../../wording/messageWords';
import { demandOffice, notifyEvent } from '../notifyEvent';
import { conflict, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import type { NotifyServices } from './contract';
import { messageView } from './readDeliveries';
import { contentAgain, obstacleTo } from './sendAgain';
import { wayTo } from './way';

const MADE_UP_FOR_MS = MINUTE_MS;

/** What became of one message try by try, and sending it again by hand. */
export function createRedeliver(deps: ServiceDeps): Pick<NotifyServices, 'message' | 'redeliver'> {
  const { storage, clock } = deps;
  const found = async (id: MessageId): Promise<Message> => {
    const message = await storage.messages.byId(id);
    if (message === null) throw notFound('消息');
    return message;
  };
  const obstacleOf = async (message: Message): Promise<AgainObstacle | null> => {
    const { desk: key, channelId, personId } = message;
    return obstacleTo(deps, message, await wayTo(deps, { key, channelId, personId, messageId: null, sent: [] }));
  };
  return {
    message: async (id, principal) => {
      demandOffice('notify.manage', principal);
      const message = await found(id);
      return recordView(message, await obstacleOf(message));
    },
    redeliver: async ({ id, attempts, acceptsSecond }, principal) => {
      demandOffice('notify.manage', principal);
      const message = await found(id);
      if (message.attempts !== attempts) throw conflict('该消息已被他人处理过。');
      const obstacle = await obstacleOf(message);
      if (obstacle !== null) throw cannot(obstacle);
      if (message.mayHaveArrived && !acceptsSecond)
        throw invalidInput(
          'acceptsSecond',
          '这条消息可能已经送达，再发一次对方可能收到两份。',
          '确认可以收到两份后，请勾选确认再补发。',
        );
      const { channelName, recipient } = message;
      const reason = recipient === channelName ? channelName : `${channelName} ${recipient}`;
      const event = notifyEvent(deps, principal, { of: 'message', id, to: 'redelivered', reason });
      const again = { byName: principal.name, at: clock.now() };
      // Whoever is killed before the ring below is made up for by this one.
      await storage.desks.ring(message.desk, new Date(again.at.getTime() + MADE_UP_FOR_MS));
      const content = await contentAgain(deps, message);
      if (!(await storage.messages.askAgain(message, { content, again }, event)))
        throw conflict('该消息已被他人处理过。');
      await storage.desks.ring(message.desk, again.at);
      return recordView(await found(id), 'not-failed');
    },
  };
}

function cannot(obstacle: AgainObstacle): Refusal {
  const { againObstacle } = messageWords('zh').codes;
  return new Refusal('conflict', `这条消息不能补发：${againObstacle[obstacle]}。`, {
    remedy: '补发条件见通知 → 已发消息 → 发送记录。',
  });
}

function recordView(message: Message, obstacle: AgainObstacle | null): MessageRecordView {
  return {
    message: messageView(message),
    html: message.rendered.html,
    mayHaveArrived: message.mayHaveArrived,
    tries: message.tries.map(({ at, endedAt, code, byName }) => ({ at: iso(at), endedAt: iso(endedAt), code, byName })),
    obstacle,
  };
}
