import type { AlertView } from '../../src/api/alerts';
import type { StreamAlert } from '../../src/api/events';
import {
  BEAT_MISSING_MS,
  FIRST_STREAM_STATE,
  freshnessOf,
  GREY_AFTER_MS,
  hasGap,
  KEPT_ALERTS,
  mergeAlerts,
  onAlert,
  onFetched,
  onForgotten,
  onHeartbeat,
  onLost,
  onSnapshot,
  type StreamState,
} from '../../src/web/data/streamState';

const AT = '2026-11-22T06:32:05.000Z';

function alert(seq: number, acknowledged: AlertView['acknowledged'] = null): AlertView {
  return {
    id: `id-${seq}`,
    seq,
    change: 'opened',
    state: acknowledged === null ? 'open' : 'acknowledged',
    kind: 'account-warned',
    severity: 'warning',
    subject: { label: '云溪教育' },
    unitId: null,
    reason: '',
    figures: {},
    occurredAt: AT,
    noticedAt: AT,
    changedAt: AT,
    acknowledged,
    assigned: null,
    resolved: null,
    changedBy: null,
  };
}
const frame = (seq: number, coversFrom = seq): StreamAlert => ({ v: 2, ...alert(seq), coversFrom });

function live(seq: number, now = 0): StreamState {
  return onSnapshot(FIRST_STREAM_STATE, { v: 2, seq, history: 'h', at: AT, counts: {} }, now);
}

describe('the continuity of the stream', () => {
  test('starts at the number of the first snapshot', () => {
    expect(live(100)).toMatchObject({ link: 'live', coveredSeq: 100, knownSeq: 100, serverAt: AT });
    expect(hasGap(live(100))).toBe(false);
  });

  test('follows alert upon alert', () => {
    const state = onAlert(onAlert(live(100), frame(101), 1), frame(102), 2);
    expect(state).toMatchObject({ coveredSeq: 102, knownSeq: 102 });
    expect(state.alerts.map(({ seq }) => seq)).toEqual([102, 101]);
  });

  test('sees a hole, keeps what came after it, and is whole again once the hole is fetched', () => {
    const holed = onAlert(live(100), frame(102), 1);
    expect(hasGap(holed)).toBe(true);
    expect(holed).toMatchObject({ coveredSeq: 100, knownSeq: 102 });
    const whole = onFetched(holed, [alert(101), alert(102)], 102);
    expect(hasGap(whole)).toBe(false);
    expect(whole.alerts.map(({ seq }) => seq)).toEqual([102, 101]);
  });

  test('does not take the alerts of other units for a hole', () => {
    expect(hasGap(onAlert(live(100), frame(107, 101), 1))).toBe(false);
    expect(hasGap(onHeartbeat(live(100), { v: 2, seq: 130, at: AT, coversFrom: 101 }, 1))).toBe(false);
  });

  test('takes a heartbeat that is further than it is for a hole', () => {
    expect(hasGap(onHeartbeat(live(100), { v: 2, seq: 101, at: AT }, 1))).toBe(true);
    expect(hasGap(onHeartbeat(live(100), { v: 2, seq: 105, at: AT, coversFrom: 103 }, 1))).toBe(true);
  });

  test('keeps its own number over a reconnection and knows what lies between', () => {
    const back = onSnapshot(onLost(live(100), 5), { v: 2, seq: 104, history: 'h', at: AT, counts: {} }, 9);
    expect(back).toMatchObject({ link: 'live', coveredSeq: 100, knownSeq: 104, lostAt: null });
    expect(hasGap(back)).toBe(true);
  });

  test('begins anew where the server does not know its number', () => {
    const state = onSnapshot(
      onForgotten(onAlert(live(100), frame(101), 1)),
      { v: 2, seq: 7, history: 'other', at: AT, counts: {} },
      2,
    );
    expect(state).toMatchObject({ coveredSeq: 7, knownSeq: 7, history: 'other', alerts: [] });
  });

  test('never goes back on a late or repeated frame', () => {
    expect(onAlert(live(100), frame(90), 1)).toMatchObject({ coveredSeq: 100, knownSeq: 100 });
    expect(onAlert(onAlert(live(100), frame(101), 1), frame(101), 2).alerts).toHaveLength(1);
  });
});

describe('mergeAlerts', () => {
  test('of one alert keeps the later change, whichever came first', () => {
    const opened = alert(1);
    const known = { ...alert(3, { name: '李值班', at: AT }), id: opened.id };
    expect(mergeAlerts([known], [opened])).toEqual([known]);
    expect(mergeAlerts([opened], [known])).toEqual([known]);
  });

  test('keeps the newest only', () => {
    const many = Array.from({ length: KEPT_ALERTS + 20 }, (_, index) => alert(index + 1));
    const kept = mergeAlerts([], many);
    expect(kept).toHaveLength(KEPT_ALERTS);
    expect(kept[0]?.seq).toBe(KEPT_ALERTS + 20);
  });
});

describe('freshnessOf', () => {
  test('is live while frames come', () => {
    expect(freshnessOf(live(1, 1_000), 1_000 + BEAT_MISSING_MS - 1, 0)).toBe('live');
  });

  test('grows old on a socket that is open and silent', () => {
    expect(freshnessOf(live(1, 1_000), 1_000 + BEAT_MISSING_MS, 0)).toBe('late');
    expect(freshnessOf(live(1, 1_000), 1_000 + BEAT_MISSING_MS + GREY_AFTER_MS, 0)).toBe('expired');
  });

  test('is late at once when the connection is lost and expired after the patience', () => {
    const lost = onLost(live(1, 1_000), 2_000);
    expect(freshnessOf(lost, 2_000, 0)).toBe('late');
    expect(freshnessOf(lost, 2_000 + GREY_AFTER_MS - 1, 0)).toBe('late');
    expect(freshnessOf(lost, 2_000 + GREY_AFTER_MS, 0)).toBe('expired');
  });

  test('does not start its patience again when the loss is told twice', () => {
    expect(onLost(onLost(live(1), 2_000), 9_000).lostAt).toBe(2_000);
  });

  test('never calls a page live that was never connected', () => {
    expect(freshnessOf(FIRST_STREAM_STATE, 500, 0)).toBe('connecting');
    expect(freshnessOf(FIRST_STREAM_STATE, GREY_AFTER_MS, 0)).toBe('expired');
  });
});
