import { flowAfterHeartbeat, flowingSince, NO_FLOW, wasAway } from '../../../src/domain/credentials/messageFlow';
import { MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';

const now = new Date('2026-09-18T02:00:00.000Z');
const later = (ms: number): Date => new Date(now.getTime() + ms);

describe("the flow of a platform's messages", () => {
  const beats = (...minutes: number[]) =>
    minutes.reduce((flow, minute) => flowAfterHeartbeat(flow, later(minute * MINUTE_MS), null), NO_FLOW);

  test('holds while heartbeats come, and begins anew after a gap', () => {
    expect(beats(0, 10, 20, 45)).toEqual({ lastAt: later(45 * MINUTE_MS), sinceAt: now });
    expect(beats(0, 10, 35.001).sinceAt).toEqual(later(35.001 * MINUTE_MS));
    expect(beats(0, 10, 5)).toEqual({ lastAt: later(10 * MINUTE_MS), sinceAt: now });
  });

  test('is not there before the first heartbeat, nor when the last one is too old', () => {
    expect(flowingSince(NO_FLOW, now, null)).toBeNull();
    expect(flowingSince(beats(0, 10), later(35 * MINUTE_MS), null)).toEqual(now);
    expect(flowingSince(beats(0, 10), later(35 * MINUTE_MS + 1), null)).toBeNull();
  });

  test('is broken by our own absence until the next heartbeat', () => {
    const broken = later(15 * MINUTE_MS);
    expect(flowingSince(beats(0, 10), later(16 * MINUTE_MS), broken)).toBeNull();
    const again = flowAfterHeartbeat(beats(0, 10), later(20 * MINUTE_MS), broken);
    expect(flowingSince(again, later(21 * MINUTE_MS), broken)).toEqual(later(20 * MINUTE_MS));
    expect(
      flowingSince(flowAfterHeartbeat(again, later(30 * MINUTE_MS), broken), later(31 * MINUTE_MS), broken),
    ).toEqual(later(20 * MINUTE_MS));
  });

  test('our listener was away when it has not noted itself for longer than a platform repeats a message', () => {
    expect([
      wasAway(null, now),
      wasAway(later(-20 * SECOND_MS), now),
      wasAway(later(-20 * SECOND_MS - 1), now),
    ]).toEqual([true, false, true]);
  });

  test('a heartbeat that comes twice, or late, changes nothing', () => {
    const flow = beats(0, 10);
    expect(flowAfterHeartbeat(flow, later(10 * MINUTE_MS), later(5 * MINUTE_MS))).toEqual(flow);
  });

  test('begins with the first heartbeat after a time without any', () => {
    expect(flowAfterHeartbeat({ lastAt: now, sinceAt: null }, later(MINUTE_MS), null).sinceAt).toEqual(
      later(MINUTE_MS),
    );
    expect(flowingSince({ lastAt: now, sinceAt: null }, now, null)).toBeNull();
  });

  test('that began the very instant we were back is whole', () => {
    const flow = beats(0, 10);
    expect(flowingSince(flow, later(10 * MINUTE_MS), now)).toEqual(now);
    expect(flowAfterHeartbeat(flow, later(20 * MINUTE_MS), now).sinceAt).toEqual(now);
    expect(flowAfterHeartbeat(flow, later(20 * MINUTE_MS), later(1)).sinceAt).toEqual(later(20 * MINUTE_MS));
  });
});
