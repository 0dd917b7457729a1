import type { Sandbox, SandboxAccount } from '../src';
import { secretOf } from './testSandbox';

export type Body = Record<string, unknown>;

const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70);
/** The same port is served by one start after another. */
const CLOSE = { connection: 'close' };

/** A minimal client of the simulated WeChat platform. */
export function wechatCalls(sandbox: () => Sandbox) {
  const call = async (path: string, body: unknown, token?: string): Promise<Body> => {
    const response = await fetch(
      `${sandbox().wechatBase}${path}${token === undefined ? '' : `?access_token=${token}`}`,
      { method: 'POST', body: JSON.stringify(body), headers: CLOSE },
    );
    return (await response.json()) as Body;
  };
  const tokenOf = async (account: SandboxAccount): Promise<string> =>
    String(
      (
        await call('/cgi-bin/stable_token', {
          grant_type: 'client_credential',
          appid: secretOf(account, 'appId'),
          secret: secretOf(account, 'appSecret'),
        })
      )['access_token'],
    );
  const addDraft = async (token: string, title = '某项意见'): Promise<string> => {
    const form = new FormData();
    form.set('media', new Blob([JPEG], { type: 'image/jpeg' }), 'cover.jpg');
    const cover = (await (
      await fetch(`${sandbox().wechatBase}/cgi-bin/material/add_material?type=thumb&access_token=${token}`, {
        method: 'POST',
        body: form,
        headers: CLOSE,
      })
    ).json()) as Body;
    const draft = await call(
      '/cgi-bin/draft/add',
      { articles: [{ title, content: '<p>正文</p>', thumb_media_id: cover['media_id'] }] },
      token,
    );
    return String(draft['media_id']);
  };
  const submit = (token: string, mediaId: string): Promise<Body> =>
    call('/cgi-bin/freepublish/submit', { media_id: mediaId }, token);
  const status = (token: string, publishId: unknown): Promise<Body> =>
    call('/cgi-bin/freepublish/get', { publish_id: publishId }, token);
  const massSend = (token: string, mediaId: string, clientMsgId?: string): Promise<Body> =>
    call(
      '/cgi-bin/message/mass/sendall',
      {
        filter: { is_to_all: true },
        mpnews: { media_id: mediaId },
        msgtype: 'mpnews',
        send_ignore_reprint: 0,
        ...(clientMsgId === undefined ? {} : { clientmsgid: clientMsgId }),
      },
      token,
    );
  const listed = async (token: string): Promise<string[]> => {
    const answer = await call('/cgi-bin/freepublish/batchget', { offset: 0, count: 20, no_content: 1 }, token);
    return (answer['item'] as { content: { news_item: { title: string }[] } }[]).map(
      (item) => item.content.news_item[0]?.title ?? '',
    );
  };
  return { call, tokenOf, addDraft, submit, status, massSend, listed };
}
