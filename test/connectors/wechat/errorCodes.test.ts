import { createWechatConnector } from '../../../src/connectors/wechat/connector';
import { KNOWN_CODES } from '../../../src/connectors/wechat/failures';
import { createMemoryTokenStore } from '../../../src/connectors/wechat/memoryTokenStore';
import type { LookOutcome } from '../../../src/domain/accounts/look';
import type { Remedy } from '../../../src/domain/errors';
import { callAt, publishRequest, standingClock, WECHAT_ACCESS } from '../support/access';
import { closeOpened, httpFor, serve } from '../support/httpHarness';

afterEach(closeOpened);

/**
 * How a look ends, what it asks for, what submitting asks for, and how long to wait (milliseconds from 12:00 in
 * Shanghai).
 */
type Row = readonly [codes: readonly number[], outcome: LookOutcome, read: Remedy, submit: Remedy, waitMs?: number];
const [MINUTE, HOUR] = [60_000, 3_600_000];
const TILL_MIDNIGHT = 12 * HOUR + MINUTE;
const ROWS: readonly Row[] = [
  [[-1], 'unreachable', 'retry-later', 'reconcile'],
  [[40001, 40014, 42001, 42006], 'unauthorised', 'refresh-token', 'refresh-token'],
  [
    [40002, 40066, 40097, 41001, 41002, 41004, 41005, 43002, 45067, 47001, 61014, 61015, 61024, 61500, 61501, 88010],
    'unparsed',
    'fix-configuration',
    'fix-configuration',
  ],
  [[40013, 40125, 40243, 40094, 61011], 'unauthorised', 'fix-configuration', 'fix-configuration'],
  [[40164, 45035, 61004], 'refused', 'fix-configuration', 'fix-configuration'],
  [
    [40005, 40009, 40033, 44003, 44004, 45002, 45003, 45004, 45005, 45110, 45166],
    'refused',
    'fix-content',
    'fix-content',
  ],
  // A draft that is not there may be one that was used up.
  [[40007], 'refused', 'fix-content', 'reconcile'],
  [[42007, 61003, 61007, 61009, 61010, 61023], 'unauthorised', 're-authorise', 're-authorise'],
  [[40091, 61005, 61006], 'unauthorised', 'retry-later', 'retry-later', 10 * MINUTE],
  [[45009, 45028], 'rate-limited', 'retry-later', 'retry-later', TILL_MIDNIGHT],
  [[45011], 'rate-limited', 'retry-later', 'retry-later', MINUTE],
  [[45065], 'refused', 'reconcile', 'reconcile'],
  [[45066], 'rate-limited', 'reconcile', 'reconcile', MINUTE],
  [[45047, 53600, 88001, 88002, 88003, 88004, 88005, 88007, 88008, 88009, 88011], 'refused', 'give-up', 'give-up'],
  [[48006], 'rate-limited', 'ask-a-person', 'ask-a-person'],
  [[48001, 48008, 48015, 88000], 'unauthorised', 'fix-configuration', 'fix-configuration'],
  [[48003, 48004, 50004, 50007, 53500, 53503, 53504, 53505], 'refused', 'ask-a-person', 'ask-a-person'],
  [[50001, 50002], 'unauthorised', 'ask-a-person', 'ask-a-person'],
  [[53501], 'rate-limited', 'retry-later', 'retry-later', 10 * MINUTE],
  [[53502], 'unparsed', 'give-up', 'give-up'],
  [[61503], 'unparsed', 'retry-later', 'retry-later', HOUR],
  [[89501, 89502, 89503, 89504, 89505], 'unauthorised', 'ask-a-person', 'ask-a-person', 10 * MINUTE],
  [[89506], 'unauthorised', 'ask-a-person', 'ask-a-person', 24 * HOUR],
  [[89507], 'unauthorised', 'ask-a-person', 'ask-a-person', HOUR],
];
const FLAT = ROWS.flatMap(([codes, outcome, read, submit, waitMs]) =>
  codes.map((code) => ({ code, outcome, read, submit, waitMs: waitMs ?? null })),
);

async function connectTo(
  errcode: number,
  where: 'token' | 'interface',
  errmsg = `echo TOKENTOKENTOKEN ${WECHAT_ACCESS.credential?.['appSecret'] ?? ''} rid: 6501-abc-def`,
): Promise<{ connector: ReturnType<typeof createWechatConnector>; paths: string[] }> {
  const paths: string[] = [];
  const { origin } = await serve((request, response) => {
    const path = new URL(request.url ?? '', 'http://x').pathname;
    paths.push(path);
    const isToken = path.endsWith('stable_token');
    response.end(
      JSON.stringify(
        isToken && where === 'interface'
          ? { access_token: `TOKENTOKENTOKEN${paths.length}`, expires_in: 7200 }
          : { errcode, errmsg },
      ),
    );
  });
  return {
    paths,
    connector: createWechatConnector({
      http: httpFor([origin]),
      base: origin,
      clock: standingClock(),
      tokenStore: createMemoryTokenStore(),
    }),
  };
}
const draft = { title: '题', text: '<p>文</p>', sourceUrl: 'http://127.0.0.1:9/x', sourceName: '某局', digest: '' };

test('every code of the table is tested below', () => {
  expect(FLAT.map(({ code }) => code).sort()).toEqual([...KNOWN_CODES].sort());
});

test.each(FLAT)(
  '$code: a look ends $outcome ($read), submitting asks to $submit',
  async ({ code, outcome, read, submit, waitMs }) => {
    const { connector } = await connectTo(code, 'interface');
    const look = await connector.collector.collect(WECHAT_ACCESS, callAt());
    expect([look.outcome, look.detail, look.failure?.remedy, look.failure?.retryAfterMs]).toEqual([
      outcome,
      `wechat-${code}`,
      read,
      waitMs,
    ]);
    const published = await connector.publisher?.publish(
      publishRequest({ access: WECHAT_ACCESS, draft, progress: { thumbMediaId: 'T', mediaId: 'D' } }),
      callAt(),
    );
    expect(published).toMatchObject({
      kind: 'failed',
      failure: { remedy: submit, code: `wechat-${code}`, retryAfterMs: waitMs },
    });
    expect(JSON.stringify([look, published])).not.toMatch(/SECRET|TOKENTOKEN/);
    expect(look.failure?.message).toContain('rid 6501-abc-def');
  },
);

test.each([40001, 40014, 42001])(
  '%i from an interface renews the token once; from the token endpoint it is a wrong secret',
  async (code) => {
    const fromInterface = await connectTo(code, 'interface');
    await fromInterface.connector.collector.collect(WECHAT_ACCESS, callAt());
    expect(fromInterface.paths.filter((path) => path.endsWith('stable_token'))).toHaveLength(2);
    const fromEndpoint = await connectTo(code, 'token');
    expect(await fromEndpoint.connector.collector.collect(WECHAT_ACCESS, callAt())).toMatchObject({
      outcome: 'unauthorised',
      failure: { remedy: 'fix-configuration', code: `wechat-${code}` },
    });
    expect(fromEndpoint.paths).toHaveLength(1);
  },
);

test.each([
  [40164, 'invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist'],
  [61004, 'access clientip is not registered requestIP: 203.0.113.9 rid: 1-2-3abc'],
])('%i names the address that is to be registered', async (code, errmsg) => {
  const look = await (await connectTo(code, 'token', errmsg)).connector.collector.collect(WECHAT_ACCESS, callAt());
  expect(look).toMatchObject({ outcome: 'refused', failure: { remedy: 'fix-configuration' } });
  expect(look.failure?.message).toContain('203.0.113.9');
});
