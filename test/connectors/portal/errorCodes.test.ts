import { createPortalConnector } from '../../../src/connectors/portal/connector';
import { KNOWN_CODES } from '../../../src/connectors/portal/pushFailures';
import type { Remedy } from '../../../src/domain/errors';
import { callAt, draftOf, PORTAL_ACCESS, publishRequest, SOURCE, standingClock } from '../support/access';
import { closeOpened, httpFor, serve } from '../support/httpHarness';

afterEach(closeOpened);

const ROWS: readonly (readonly [code: number, remedy: Remedy])[] = [
  [40001, 'fix-content'],
  [40101, 're-authorise'],
  [40102, 'fix-configuration'],
  [40103, 're-authorise'],
  [40501, 'fix-configuration'],
  [40901, 'reconcile'],
  [42201, 'fix-content'],
  [42901, 'retry-later'],
];

test('every code of the table is tested below', () => {
  expect(ROWS.map(([code]) => code)).toEqual([...KNOWN_CODES]);
});

test.each(ROWS)('%i: a push asks to %s, and tells no secret', async (code, remedy) => {
  const { origin } = await serve((_request, response) => {
    response
      .writeHead(Math.floor(code / 100), { 'retry-after': '60' })
      .end(JSON.stringify({ code, message: 'echo PUSHSECRETPUSHSECRET ck_PUSHKEYPUSHKEY', data: null }));
  });
  const connector = createPortalConnector({ http: httpFor([origin]), clock: standingClock() });
  const access = {
    ...PORTAL_ACCESS,
    account: {
      ...PORTAL_ACCESS.account,
      settings: { ...PORTAL_ACCESS.account.settings, pushUrl: `${origin}/cms/push` },
    },
  };
  const composed = connector.publisher?.compose(SOURCE, access);
  const published = await connector.publisher?.publish(
    publishRequest({ access, draft: draftOf(composed ?? { failure: { code: 'none' } }) }),
    callAt(),
  );
  expect(published).toMatchObject({
    kind: 'failed',
    failure: { remedy, code: `portal-${code}`, retryAfterMs: 60_000 },
  });
  expect(JSON.stringify(published)).not.toMatch(/SECRET|PUSHKEY/);
});
