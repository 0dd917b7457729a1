import { createHostBreaker } from '../../../src/connectors/outbound/hostBreaker';
import type { Admission, HostBreaker, HostSign } from '../../../src/connectors/outbound/hostBreaker';
import { standingClock } from '../support/access';
import { closeOpened, faultOf, get, httpFor, serve } from '../support/httpHarness';

afterEach(closeOpened);

const LIMITS = { afterFailures: 3, restMs: 1_000, longestRestMs: 3_000 };
function setUp(): {
  clock: ReturnType<typeof standingClock>;
  breaker: HostBreaker;
  call: (sign: HostSign, host?: string) => void;
} {
  const clock = standingClock();
  const breaker = createHostBreaker(clock, LIMITS);
  const call = (sign: HostSign, host = 'a'): void => {
    const admission = breaker.admit(host);
    if (admission.kind === 'go') admission.report(sign);
  };
  return { clock, breaker, call };
}
const go = (admission: Admission): ((sign: HostSign) => void) => {
  if (admission.kind !== 'go') throw new Error('turned away');
  return admission.report;
};

describe('a host that fails', () => {
  test('is left alone after so many failures in a row, and only it', () => {
    const { breaker, call } = setUp();
    call('trouble');
    call('trouble');
    expect(breaker.waitMs('a')).toBeNull();
    call('trouble');
    expect(breaker.admit('a')).toEqual({ kind: 'open', retryAfterMs: 1_000 });
    expect(breaker.admit('b').kind).toBe('go');
  });

  test('is not left alone when it answers in between, nor for ends of our own doing', () => {
    const { breaker, call } = setUp();
    for (const sign of ['trouble', 'trouble', 'answered', 'trouble', 'nothing', 'trouble', 'nothing'] as const)
      call(sign);
    expect(breaker.waitMs('a')).toBeNull();
    call('trouble');
    expect(breaker.waitMs('a')).toBe(1_000);
  });

  test('gets exactly one call when its rest is over; the others wait for what becomes of it', () => {
    const { breaker, call, clock } = setUp();
    for (let n = 0; n < 3; n += 1) call('trouble');
    clock.move(999);
    expect(breaker.admit('a')).toEqual({ kind: 'open', retryAfterMs: 1 });
    clock.move(1);
    const report = go(breaker.admit('a'));
    expect([breaker.admit('a').kind, breaker.admit('a').kind]).toEqual(['open', 'open']);
    report('answered');
    expect([breaker.admit('a').kind, breaker.admit('a').kind]).toEqual(['go', 'go']);
  });

  test('rests twice as long after each probe that fails, up to a limit', () => {
    const { breaker, call, clock } = setUp();
    for (let n = 0; n < 3; n += 1) call('trouble');
    const rests: (number | null)[] = [];
    for (let n = 0; n < 4; n += 1) {
      rests.push(breaker.waitMs('a'));
      clock.move(breaker.waitMs('a') ?? 0);
      call('trouble');
    }
    expect(rests).toEqual([1_000, 2_000, 3_000, 3_000]);
  });

  test('hands the probe on when it ended without saying anything', () => {
    const { breaker, call, clock } = setUp();
    for (let n = 0; n < 3; n += 1) call('trouble');
    clock.move(1_000);
    go(breaker.admit('a'))('nothing');
    expect(breaker.admit('a').kind).toBe('go');
    expect(breaker.admit('a').kind).toBe('open');
  });

  test('is not called sound by an answer to what was sent before it failed', () => {
    const { breaker, call } = setUp();
    const late = go(breaker.admit('a'));
    for (let n = 0; n < 3; n += 1) call('trouble');
    late('answered');
    expect(breaker.waitMs('a')).toBe(1_000);
  });
});

describe('over real sockets', () => {
  test('five answers of 503 open it; further calls end at once, unsent, and tell when to come back; one probe goes first', async () => {
    let isDown = true;
    let mayAnswer = Promise.resolve();
    const sick = await serve((_request, response) => {
      void mayAnswer.then(() => response.writeHead(isDown ? 503 : 200).end('x'));
    });
    const sound = await serve((_request, response) => {
      response.end('ok');
    });
    const clock = standingClock();
    const http = httpFor([sick.origin, sound.origin], {}, { clock });
    for (let n = 0; n < 5; n += 1) expect(faultOf(await get(http, sick.origin))).toBe('response 503');
    expect(await get(http, sick.origin)).toMatchObject({
      kind: 'fault',
      fault: { code: 'host-breaker-open', mayHaveBeenSent: false, retryAfterMs: 30_000 },
    });
    expect(faultOf(await get(http, sound.origin))).toBe('response 200');
    expect(sick.requests).toHaveLength(5);
    isDown = false;
    clock.move(30_000);
    // The probe is answered when all others have been turned away.
    let turnedAway = 0;
    let answerProbe: () => void = () => undefined;
    mayAnswer = new Promise((resolve) => {
      answerProbe = resolve;
    });
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const answer = await get(http, sick.origin);
        turnedAway += 1;
        if (turnedAway === 7) answerProbe();
        return answer;
      }),
    );
    expect(answers.map(faultOf).sort()).toEqual([...Array<string>(7).fill('host-breaker-open'), 'response 200']);
    expect(sick.requests).toHaveLength(6);
    expect((await Promise.all([get(http, sick.origin), get(http, sick.origin)])).map(faultOf)).toEqual([
      'response 200',
      'response 200',
    ]);
  });

  test('calls that wait in the queue of a host end when it opens', async () => {
    const origin = (
      await serve((request) => {
        request.socket.destroy();
      })
    ).origin;
    const http = httpFor([origin], { perHost: 1 }, { clock: standingClock() });
    const answers = await Promise.all(Array.from({ length: 9 }, () => get(http, origin)));
    expect(answers.map(faultOf)).toEqual([
      ...Array<string>(5).fill('connection-reset'),
      ...Array<string>(4).fill('host-breaker-open'),
    ]);
  });

  test('a challenge, a refusal and haste are answers', async () => {
    for (const status of [521, 412, 403, 429, 404]) {
      const server = await serve((_request, response) => {
        response.writeHead(status).end();
      });
      const http = httpFor([server.origin], {}, { clock: standingClock() });
      for (let n = 0; n < 7; n += 1) expect(faultOf(await get(http, server.origin))).toBe(`response ${status}`);
    }
  });
});
