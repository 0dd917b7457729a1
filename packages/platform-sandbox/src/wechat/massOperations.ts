import type { SandboxFaultName } from '../faultKinds';
import type { FaultBoard } from '../wire/faultBoard';
import type { WechatEvents } from './wechatEvents';
import { readJsonBody, readRequired } from './jsonBody';
import type { ContentState, Operation } from './operation';
import { WechatFailure } from './wechatFailure';

const OK = { errcode: 0, errmsg: 'ok' } as const;
/** The documents name this one figure. */
const CALLS_A_MINUTE = 60;

/** 群发 (message/mass), by path. */
export function createMassOperations(
  state: ContentState,
  parts: { faults: FaultBoard; events: WechatEvents },
): readonly (readonly [string, Operation])[] {
  const { mass } = state;
  const operation = (run: Operation['run']): Operation => ({
    dailyCalls: 100,
    callsAMinute: CALLS_A_MINUTE,
    needsPublishRight: true,
    run,
  });
  return [
    [
      '/cgi-bin/message/mass/sendall',
      operation(({ exchange, actor }) => {
        const body = readJsonBody(exchange);
        if (body['msgtype'] !== 'mpnews') throw new WechatFailure(48008);
        const news = body['mpnews'];
        const filter = body['filter'];
        if (typeof filter !== 'object' || filter === null || typeof news !== 'object' || news === null)
          throw new WechatFailure(40097);
        const clientMsgId = body['clientmsgid'];
        state.clearUsedDrafts(actor);
        const strikes = (name: SandboxFaultName): boolean => parts.faults.strikes('wechat', actor.account.key, name);
        const order = {
          mediaId: readRequired(news as Readonly<Record<string, unknown>>, 'media_id'),
          clientMsgId: typeof clientMsgId === 'string' && clientMsgId !== '' ? clientMsgId : null,
        };
        const job = mass.send(actor, order, strikes);
        parts.events.massFinished(actor, {
          msgId: String(job.msgId),
          status: job.endsAs,
          posts: job.posts,
          dueMs: job.readyMs,
        });
        return strikes('lost-answer')
          ? 'drop'
          : { errcode: 0, errmsg: 'send job submission success', msg_id: job.msgId, msg_data_id: job.msgDataId };
      }),
    ],
    [
      '/cgi-bin/message/mass/get',
      operation(({ exchange, actor }) => {
        const msgId = readRequired(readJsonBody(exchange), 'msg_id');
        return { msg_id: Number(msgId), msg_status: mass.statusOf(actor, msgId) };
      }),
    ],
    [
      '/cgi-bin/message/mass/delete',
      operation(({ exchange, actor }) => {
        mass.remove(actor, readRequired(readJsonBody(exchange), 'msg_id'));
        return OK;
      }),
    ],
    [
      '/cgi-bin/message/mass/preview',
      operation(({ exchange }) => {
        const body = readJsonBody(exchange);
        if (typeof body['touser'] !== 'string' && typeof body['towxname'] !== 'string') throw new WechatFailure(40097);
        return { errcode: 0, errmsg: 'preview success', msg_id: 34182 };
      }),
    ],
    ['/cgi-bin/message/mass/speed/get', operation(() => ({ speed: 3, realspeed: 15 }))],
  ];
}
