import { createHash, createHmac } from 'node:crypto';
import { createPortalConnector } from '../../../src/connectors/portal/connector';
import { signPush } from '../../../src/connectors/portal/pushEndpoint';
import type { Publisher } from '../../../src/ports/connectors';
import {
  accessTo,
  callAt,
  draftOf,
  NOW,
  PORTAL_ACCESS,
  publishRequest,
  SOURCE,
  standingClock,
} from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import type { FakeHttp, FakeReply } from '../support/fakeHttp';

function connect(reply: FakeReply): { http: FakeHttp; publisher: Publisher } {
  const http = fakeHttp(() => reply);
  const { publisher } = createPortalConnector({ http, clock: standingClock() });
  if (publisher === null) throw new Error('no publisher');
  return { http, publisher };
}
const { publisher: composer } = connect({});
const draft = draftOf(composer.compose(SOURCE, PORTAL_ACCESS));
const TAKEN: FakeReply = {
  json: {
    code: 0,
    message: 'ok',
    data: { id: '3400057', url: 'https://www.example.gov.cn/xwzx/t20260918_3400057.html' },
  },
};

test('the signature is the hex HMAC-SHA256 of time stamp, line break and the hex SHA-256 of the body', () => {
  const hash = createHash('sha256').update('{"a":1}').digest('hex');
  expect(signPush('secret', '1789700000', '{"a":1}')).toBe(
    createHmac('sha256', 'secret').update(`1789700000\n${hash}`).digest('hex'),
  );
  expect(signPush('secret', '1789700000', '')).toBe(
    createHmac('sha256', 'secret')
      .update('1789700000\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
      .digest('hex'),
  );
});

test('a push carries title, body, source and the job’s key, signed, after it was announced', async () => {
  const { http, publisher } = connect(TAKEN);
  const request = publishRequest({ access: PORTAL_ACCESS, draft });
  expect(await publisher.publish(request, callAt())).toEqual({
    kind: 'accepted',
    receipt: {
      platformIds: ['3400057', 'https://www.example.gov.cn/xwzx/t20260918_3400057.html'],
      url: 'https://www.example.gov.cn/xwzx/t20260918_3400057.html',
      acceptedAt: NOW,
    },
  });
  expect(request.log).toEqual(['announced']);
  const [sent] = http.requests;
  expect(JSON.parse(String(sent?.body))).toEqual({
    idempotencyKey: 'job-key-1',
    title: SOURCE.title,
    body: draft.text,
    source: '国务院办公厅',
    sourceUrl: SOURCE.url,
  });
  const stamp = String(NOW.getTime() / 1000);
  expect(sent?.headers).toMatchObject({
    'x-push-key': 'ck_PUSHKEYPUSHKEY',
    'x-push-timestamp': stamp,
    'x-push-signature': signPush('PUSHSECRETPUSHSECRET', stamp, String(sent?.body)),
  });
  expect(JSON.stringify(sent)).not.toContain('PUSHSECRETPUSHSECRET');
});

test('two attempts send the same bytes, so that the key is enough', async () => {
  const { http, publisher } = connect(TAKEN);
  for (let i = 0; i < 2; i += 1) await publisher.publish(publishRequest({ access: PORTAL_ACCESS, draft }), callAt());
  expect(http.requests[0]?.body).toEqual(http.requests[1]?.body);
});

test.each<[string, FakeReply, string]>([
  ['a wrong signature', { status: 401, json: { code: 40101 } }, 're-authorise'],
  ['a clock far off', { status: 401, json: { code: 40102 } }, 'fix-configuration'],
  ['an unknown key', { status: 401, json: { code: 40103 } }, 're-authorise'],
  ['a refused content', { status: 422, json: { code: 42201 } }, 'fix-content'],
  ['a spent allowance', { status: 429, json: { code: 42901 }, headers: { 'retry-after': '60' } }, 'retry-later'],
  ['a used key', { status: 409, json: { code: 40901 } }, 'reconcile'],
  ['a lost answer', { fault: 'connection-reset' }, 'reconcile'],
  ['a page', { status: 502, body: '<html>' }, 'reconcile'],
  ['another form', { json: { ok: 1 } }, 'reconcile'],
  ['no connection', { fault: 'connection-refused' }, 'retry-later'],
])('a push that meets %s asks to act accordingly', async (_name, reply, remedy) => {
  expect(
    await connect(reply).publisher.publish(publishRequest({ access: PORTAL_ACCESS, draft }), callAt()),
  ).toMatchObject({ kind: 'failed', failure: { remedy } });
});

describe('asking by the key', () => {
  const confirm = (reply: FakeReply): { answer: ReturnType<Publisher['confirm']>; http: FakeHttp } => {
    const { http, publisher } = connect(reply);
    return {
      http,
      answer: publisher.confirm(
        { access: PORTAL_ACCESS, draft, key: 'key/1', progress: {}, notBeforeAt: NOW },
        callAt(),
      ),
    };
  };

  test('is a signed read over an empty body', async () => {
    const { answer, http } = confirm(TAKEN);
    expect(await answer).toMatchObject({ kind: 'accepted', receipt: { platformIds: ['3400057', expect.any(String)] } });
    expect(http.requests[0]).toMatchObject({ method: 'GET', url: 'https://www.example.gov.cn/cms/push/key%2F1' });
    expect(http.requests[0]?.headers?.['x-push-signature']).toBe(
      signPush('PUSHSECRETPUSHSECRET', String(NOW.getTime() / 1000), ''),
    );
  });

  test('proves absence by the endpoint’s own word alone', async () => {
    expect(await confirm({ status: 404, json: { code: 40400 } }).answer).toEqual({ kind: 'not-found' });
    expect(await confirm({ status: 404, body: '<html>404</html>' }).answer).toMatchObject({ kind: 'cannot-tell' });
    expect(await confirm({ status: 404, json: { code: 404 } }).answer).toMatchObject({ kind: 'cannot-tell' });
    expect(await confirm({ fault: 'timeout' }).answer).toMatchObject({
      kind: 'cannot-tell',
      failure: { code: 'timeout' },
    });
  });
});

test('a site without a push interface says so, and a title beyond the limit is never cut', async () => {
  const closed = accessTo({ platform: 'portal', settings: {} }, null);
  const { http, publisher } = connect(TAKEN);
  expect(await publisher.publish(publishRequest({ access: closed, draft }), callAt())).toMatchObject({
    kind: 'failed',
    failure: { remedy: 'fix-configuration', code: 'portal-no-push' },
  });
  expect(
    await publisher.confirm({ access: closed, draft, key: 'k', progress: {}, notBeforeAt: NOW }, callAt()),
  ).toMatchObject({ kind: 'cannot-tell' });
  expect(http.requests).toHaveLength(0);
  expect(publisher.compose({ ...SOURCE, title: '题'.repeat(201) }, PORTAL_ACCESS)).toMatchObject({
    failure: { remedy: 'fix-content' },
  });
  expect(publisher.compose({ ...SOURCE, url: '' }, PORTAL_ACCESS)).toMatchObject({
    failure: { remedy: 'fix-content' },
  });
});

test.each([
  ['a portal without an endpoint and without a key', {}, false, 'no-api'],
  [
    'a portal whose endpoint is known but not its key',
    { pushUrl: 'https://cms.example.gov.cn/push' },
    false,
    'no-credential',
  ],
  ['a portal with endpoint and key', { pushUrl: 'https://cms.example.gov.cn/push' }, true, null],
])('says before any call what keeps it from publishing to %s', (_name, settings, hasCredential, expected) => {
  expect(connect({}).publisher.obstacle({ ...PORTAL_ACCESS.account, settings, hasCredential })).toBe(expected);
});
