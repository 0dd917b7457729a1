import { foldLines, nextMessageAt } from '../../../src/domain/notify/folding';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';

const NOW = new Date('2026-09-18T02:00:00Z');
const at = (ms: number): Date => new Date(NOW.getTime() + ms);
const waiting = (
  severity: 'critical' | 'warning' | 'notice',
  family = 'a',
  queuedAt = NOW,
  waitsUntilAt = queuedAt,
) => ({
  occasion: 'opened' as const,
  alert: { severity },
  family,
  queuedAt,
  waitsUntilAt,
});
const sent = (ms: number, ...families: readonly string[]) => ({ at: at(ms), families });

const TWENTY = Array.from({ length: 20 }, (_, index) => sent(-50 * MINUTE_MS + index, `f${index}`));

describe('the next message', () => {
  test.each([
    ['nothing waits', [], [], null],
    [
      'the first of a kind gathers others for ten seconds where it is critical',
      [waiting('critical')],
      [],
      10 * SECOND_MS,
    ],
    ['for longer where it presses less', [waiting('warning')], [], MINUTE_MS],
    ['what presses most decides', [waiting('notice'), waiting('critical', 'b')], [], 10 * SECOND_MS],
    [
      'the second of a kind comes five minutes after the first',
      [waiting('warning')],
      [sent(-MINUTE_MS, 'a')],
      4 * MINUTE_MS,
    ],
    ['where it is critical a minute after it', [waiting('critical')], [sent(-SECOND_MS, 'a')], 59 * SECOND_MS],
    [
      'and from then on never more than five minutes after it',
      [waiting('critical')],
      [-9, -6, -3, -1].map((minutes) => sent(minutes * MINUTE_MS, 'a')),
      4 * MINUTE_MS,
    ],
    [
      'that it is over waits as what does not press',
      [{ ...waiting('critical'), occasion: 'resolved' as const }],
      [sent(-MINUTE_MS, 'a')],
      4 * MINUTE_MS,
    ],
    [
      'the third half an hour after the second',
      [waiting('warning')],
      [sent(-6 * MINUTE_MS, 'a'), sent(-MINUTE_MS, 'a')],
      29 * MINUTE_MS,
    ],
    ['another kind waits for nobody', [waiting('critical', 'b')], [sent(-MINUTE_MS, 'a')], 10 * SECOND_MS],
    ['two hours make it the first again', [waiting('critical')], [sent(-2 * HOUR_MS, 'a')], 10 * SECOND_MS],
    ['one millisecond less does not', [waiting('critical')], [sent(-2 * HOUR_MS + 1, 'a')], 10 * SECOND_MS],
    ['what may not be told yet waits', [waiting('critical', 'a', NOW, at(HOUR_MS))], [], HOUR_MS],
    ['no more than twenty an hour, however different', [waiting('warning', 'new')], TWENTY, 10 * MINUTE_MS],
    ['what is critical does not wait for that', [waiting('critical', 'new')], TWENTY, 10 * SECOND_MS],
    [
      'that something critical is over does',
      [{ ...waiting('critical', 'new'), occasion: 'resolved' as const }],
      TWENTY,
      10 * MINUTE_MS,
    ],
  ] as const)('%s', (_what, queue, lately, expected) => {
    const next = nextMessageAt([...queue], [...lately], NOW);
    expect(next === null ? null : next.getTime() - NOW.getTime()).toBe(expected);
  });
});

const told = (
  kind: 'account-silent' | 'case-overdue' | 'mandate-review',
  severity: 'critical' | 'warning' | 'notice',
  occasion: 'opened' | 'resolved' = 'opened',
) => ({
  occasion,
  reason: null,
  alert: { kind, severity, reason: 'why', subject: { label: kind }, figures: {}, occurredAt: NOW },
});

describe('the lines of a message', () => {
  test('are the notifications themselves where they are few, what presses most first', () => {
    const { lines, more } = foldLines([
      told('case-overdue', 'notice'),
      told('account-silent', 'critical', 'resolved'),
      told('account-silent', 'critical'),
    ]);
    expect(lines.map(({ told: { alert, occasion }, count }) => [alert.kind, occasion, count])).toEqual([
      ['account-silent', 'opened', 1],
      ['account-silent', 'resolved', 1],
      ['case-overdue', 'opened', 1],
    ]);
    expect(more).toBe(0);
  });

  test('fold what is alike as soon as there are more than eight, and leave nothing uncounted', () => {
    const many = Array.from({ length: 1_000 }, () => told('account-silent', 'critical'));
    const { lines, more } = foldLines([...many, told('case-overdue', 'notice')]);
    expect(lines.map(({ count }) => count)).toEqual([1_000, 1]);
    expect(more).toBe(0);
    const eight = foldLines(many.slice(0, 8));
    expect(eight.lines).toHaveLength(8);
    expect(foldLines(many.slice(0, 9)).lines).toHaveLength(1);
    const different = Array.from({ length: 12 }, (_, index) => {
      const one = told('case-overdue', 'notice');
      return { ...one, alert: { ...one.alert, reason: `why ${index}` } };
    });
    expect(foldLines(different)).toMatchObject({ more: 4 });
  });

  test('stand for the worst of what they fold, which is not put behind what presses less', () => {
    const mandates = [
      ...Array.from({ length: 4 }, () => told('mandate-review', 'notice')),
      told('mandate-review', 'critical'),
    ];
    const different = Array.from({ length: 12 }, (_, index) => {
      const one = told('case-overdue', 'warning');
      return { ...one, alert: { ...one.alert, reason: `why ${index}` } };
    });
    const [first] = foldLines([...different, ...mandates]).lines;
    expect([first?.told.alert.kind, first?.told.alert.severity, first?.count]).toEqual([
      'mandate-review',
      'critical',
      5,
    ]);
  });
});
