/**
 * Puts timers of its own in the place of those of the sources.
 *
 * @jest-environment-options {"ownSources": "anew"}
 */
import net from 'node:net';
import { startPatientTimer } from '../../../src/connectors/outbound/patientTimer';
import { closeOpened, faultOf, get, httpFor, serve, serveRaw, textOf } from '../support/httpHarness';

afterEach(() => {
  jest.restoreAllMocks();
  return closeOpened();
});

/** Keeps this process busy, as a heavy page would. */
function beBusy(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

/**
 * Busy from the moment a connection is begun: it stands at once, and its limit passes before this process can hear
 * so.
 */
function beBusyConnecting(ms: number): void {
  const connect = net.Socket.prototype.connect;
  jest.spyOn(net.Socket.prototype, 'connect').mockImplementation(function (this: net.Socket, ...given: unknown[]) {
    queueMicrotask(() => beBusy(ms));
    return Reflect.apply(connect, this, given) as net.Socket;
  });
}

test('a connection that stood while we were too busy to hear of it is no time-out', async () => {
  const server = await serve((_request, response) => response.end('here'));
  beBusyConnecting(400);
  expect(textOf(await get(httpFor([server.origin], { connectTimeoutMs: 50 }), server.origin))).toBe('here');
});

describe('the timer', () => {
  let nowMs = 0;
  beforeEach(() => {
    nowMs = 0;
    jest.useFakeTimers({ doNotFake: ['performance'] });
    jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
  });
  afterEach(() => jest.useRealTimers());
  /** The timer of so many ms comes, later than it should by what the process was busy. */
  const comes = (ms: number, busyMs = 0): void => {
    nowMs += ms + busyMs;
    jest.advanceTimersByTime(ms);
  };

  test.each([
    ['on time', 0, 1],
    ['a little late', 199, 1],
    ['late by what counts as our own delay', 200, 0],
  ])('that comes %s has passed, or gives the time back', (_when, busyMs, times) => {
    const onPassed = jest.fn();
    startPatientTimer(1_000, onPassed);
    comes(1_000, busyMs);
    expect(onPassed).toHaveBeenCalledTimes(times);
    comes(200);
    expect(onPassed).toHaveBeenCalledTimes(1);
  });

  test('gives back as long again at most, however busy this process stays', () => {
    const onPassed = jest.fn();
    startPatientTimer(1_000, onPassed);
    comes(1_000, 700);
    comes(700, 5_000);
    expect(onPassed).not.toHaveBeenCalled();
    comes(300, 5_000);
    expect(onPassed).toHaveBeenCalledTimes(1);
  });

  test('stopped never passes, whether it waits for the first time or has been given time back', () => {
    const onPassed = jest.fn();
    startPatientTimer(1_000, onPassed)();
    const stop = startPatientTimer(1_000, onPassed);
    comes(1_000, 500);
    stop();
    comes(10_000);
    expect(onPassed).not.toHaveBeenCalled();
  });
});

test('a server that accepts and never answers is still a time-out of its own', async () => {
  const origin = await serveRaw(() => undefined);
  expect(faultOf(await get(httpFor([origin], { timeoutMs: 200, connectTimeoutMs: 50 }), origin))).toBe('timeout');
});
