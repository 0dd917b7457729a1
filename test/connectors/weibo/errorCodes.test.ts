import { KNOWN_CODES } from '../../../src/connectors/weibo/failures';
import { composeShare } from '../../../src/connectors/weibo/shareText';
import { createWeiboConnector } from '../../../src/connectors/weibo/connector';
import type { LookOutcome } from '../../../src/domain/accounts/look';
import type { Remedy } from '../../../src/domain/errors';
import { callAt, draftOf, publishRequest, standingClock, SOURCE, WEIBO_ACCESS } from '../support/access';
import { closeOpened, httpFor, serve } from '../support/httpHarness';

afterEach(closeOpened);

/**
 * Code, how a look ends, what a read asks for, what a write asks for, and how long to wait (milliseconds from 12:00 in
 * Shanghai).
 */
type Row = readonly [codes: readonly number[], outcome: LookOutcome, read: Remedy, write: Remedy, waitMs?: number];
const TILL_MIDNIGHT = 12 * 3_600_000 + 60_000;
const ROWS: readonly Row[] = [
  [[10001, 10002, 10003, 10009, 10010, 10011], 'unreachable', 'retry-later', 'reconcile'],
  [[10004], 'refused', 'fix-configuration', 'fix-configuration'],
  [[10005, 10014], 'unauthorised', 'fix-configuration', 'fix-configuration'],
  [
    [10006, 10007, 10008, 10012, 10016, 10017, 10018, 10020, 10021, 20001, 20002, 20009],
    'unparsed',
    'fix-configuration',
    'fix-configuration',
  ],
  [[10013], 'unauthorised', 'ask-a-person', 'ask-a-person'],
  [[10022], 'rate-limited', 'retry-later', 'retry-later', 3_600_000],
  [[10023, 10024], 'rate-limited', 'retry-later', 'retry-later', TILL_MIDNIGHT],
  [[20003, 20014, 20015, 20022, 20031, 20033], 'refused', 'ask-a-person', 'ask-a-person'],
  [
    [20005, 20006, 20007, 20008, 20012, 20013, 20018, 20020, 20021, 20049, 21602],
    'refused',
    'fix-content',
    'fix-content',
  ],
  [[20016], 'rate-limited', 'retry-later', 'retry-later', 3_600_000],
  [[20017, 20019, 20111], 'refused', 'reconcile', 'reconcile'],
  [
    [20101, 20102, 20103, 20104, 20112, 20120, 20201, 20202, 20203, 20204, 20206, 20207, 20502],
    'refused',
    'give-up',
    'give-up',
  ],
  [[21301, 21314, 21315, 21316, 21317, 21319, 21325, 21327, 21332], 'unauthorised', 're-authorise', 're-authorise'],
  [[21321], 'unauthorised', 'ask-a-person', 'ask-a-person'],
  [[21335], 'unauthorised', 'fix-configuration', 'fix-configuration'],
];
const FLAT = ROWS.flatMap(([codes, outcome, read, write, waitMs]) =>
  codes.map((code) => ({ code, outcome, read, write, waitMs: waitMs ?? null })),
);

async function connectTo(
  error: Record<string, unknown>,
  status: number,
): Promise<ReturnType<typeof createWeiboConnector>> {
  const { origin } = await serve((_request, response) => {
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ request: '/2/x', ...error }));
  });
  return createWeiboConnector({ http: httpFor([origin]), base: origin, clock: standingClock() });
}

test('every code of the table is tested below, and 20032 is none: it is success', () => {
  expect(FLAT.map(({ code }) => code).sort()).toEqual([...KNOWN_CODES].sort());
  expect(KNOWN_CODES).not.toContain(20032);
});

test.each(FLAT)(
  '$code: a look ends $outcome ($read), a post asks to $write',
  async ({ code, outcome, read, write, waitMs }) => {
    const connector = await connectTo(
      {
        error: `echo ${WEIBO_ACCESS.credential?.['accessToken'] ?? ''}`,
        error_code: code % 2 === 0 ? code : String(code),
      },
      400,
    );
    const look = await connector.collector.collect(WEIBO_ACCESS, callAt());
    expect([look.outcome, look.detail, look.failure?.remedy, look.failure?.retryAfterMs]).toEqual([
      outcome,
      `weibo-${code}`,
      read,
      waitMs,
    ]);
    const published = await connector.publisher?.publish(
      publishRequest({ access: WEIBO_ACCESS, draft: draftOf(composeShare(SOURCE, WEIBO_ACCESS)) }),
      callAt(),
    );
    expect(published).toMatchObject({
      kind: 'failed',
      failure: { remedy: write, code: `weibo-${code}`, retryAfterMs: waitMs },
    });
    expect(JSON.stringify([look, published])).not.toContain('SECRET');
  },
);

test.each([
  ['text not find domain!', 'fix-content'],
  ['appkey not bind domain!', 'fix-configuration'],
  ['', 'fix-configuration'],
])('10017 “%s” asks to %s', async (error, remedy) => {
  const connector = await connectTo({ error, error_code: 10017 }, 400);
  const published = await connector.publisher?.publish(
    publishRequest({ access: WEIBO_ACCESS, draft: draftOf(composeShare(SOURCE, WEIBO_ACCESS)) }),
    callAt(),
  );
  expect(published).toMatchObject({ kind: 'failed', failure: { remedy, code: 'weibo-10017' } });
});
