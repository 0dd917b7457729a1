import { PLATFORMS } from '../../src/domain/accounts/account';
import { LOOK_OUTCOMES } from '../../src/domain/accounts/look';
import { ALERT_KINDS, ALERT_SEVERITIES, LEDGER_KINDS } from '../../src/domain/alerts/alert';
import { DELIVERY_FAILURES, type DeliveryFailureCode } from '../../src/domain/notify/deliveryFailure';
import { RECEIVER_LEVELS } from '../../src/domain/alerts/reachAlerts';
import { CASE_EVENTS, CASE_STATES } from '../../src/domain/cases/case';
import { PROBLEM_CODES, REMEDIES } from '../../src/domain/errors';
import { VERDICT_KINDS, VERDICT_REASONS } from '../../src/domain/judging/verdict';
import { NO_MANDATE_REASONS } from '../../src/domain/mandates/decide';
import {
  FULFILMENT_BASES,
  JOB_STATES,
  MANUAL_REASONS,
  OBLIGATION_EVENTS,
  OBLIGATION_STATES,
  PROGRESS_GROUPS,
  REVIEW_STAGES,
} from '../../src/domain/mandates/mandate';
import { AUDIENCE_GAPS, TOLD_AS } from '../../src/domain/notify/audience';
import { MESSAGE_STATES } from '../../src/domain/notify/message';
import { NOTIFICATION_STATES } from '../../src/domain/notify/notification';
import { NOTIFY_KINDS } from '../../src/domain/notify/notifyChannel';
import { WAITS } from '../../src/domain/notify/route';
import { SUBSCRIPTION_STATES, WEBHOOK_DELIVERY_STATES } from '../../src/domain/webhooks/subscription';
import { TELLING_OUTCOMES } from '../../src/domain/notify/whoIsTold';
import { ESCALATION_STATES } from '../../src/domain/oncall/escalation';
import { TABLE_PROBLEMS } from '../../src/domain/oncall/dutyTable';
import { HOLE_REASONS } from '../../src/domain/oncall/onDuty';
import { DUTY_SOURCES } from '../../src/domain/oncall/roster';
import { ACTIONS, ROLES } from '../../src/domain/people/role';
import { RESCOPED } from '../../src/storage/rescoped';
import { AUTHORITIES } from '../../src/domain/policies/policy';
import { HTTP_FAULT_CODES } from '../../src/connectors/outbound/faults';
import { alertSentence } from '../../src/wording/alertSentence';
import { actorWords } from '../../src/web/words/actorWords';
import { en } from '../../src/web/words/en';
import * as looks from '../../src/web/words/status';
import { thinSpaces } from '../../src/web/words/thinSpaces';
import { zh } from '../../src/web/words/zh';

type Leaf = readonly [path: string, value: unknown];

function leaves(dictionary: object, prefix = ''): Leaf[] {
  return Object.entries(dictionary).flatMap(([key, value]: [string, unknown]): Leaf[] =>
    typeof value === 'object' && value !== null ? leaves(value, `${prefix}${key}.`) : [[`${prefix}${key}`, value]],
  );
}

const MEMBERS: readonly (readonly [keyof typeof zh.codes, readonly string[]])[] = [
  ['platform', PLATFORMS],
  ['verdict', [...VERDICT_KINDS, 'improper', 'unjudged']],
  ['verdictReason', VERDICT_REASONS],
  ['outcome', LOOK_OUTCOMES],
  ['progress', PROGRESS_GROUPS],
  ['obligationState', OBLIGATION_STATES],
  ['obligationEvent', OBLIGATION_EVENTS],
  ['manualReason', MANUAL_REASONS],
  ['basis', FULFILMENT_BASES],
  ['stage', REVIEW_STAGES],
  ['jobState', JOB_STATES],
  ['remedy', REMEDIES],
  ['caseState', CASE_STATES],
  ['caseEvent', CASE_EVENTS],
  ['role', [...ROLES, 'system']],
  ['action', ACTIONS],
  ['authority', AUTHORITIES],
  ['notifyKind', NOTIFY_KINDS],
  ['subscriptionState', SUBSCRIPTION_STATES],
  ['webhookDeliveryState', WEBHOOK_DELIVERY_STATES],
  ['receiverLevel', RECEIVER_LEVELS],
  ['notificationState', NOTIFICATION_STATES],
  ['messageState', MESSAGE_STATES],
  ['tellingOutcome', TELLING_OUTCOMES],
  ['toldAs', TOLD_AS],
  ['audienceGap', AUDIENCE_GAPS],
  ['dutySource', DUTY_SOURCES],
  ['holeReason', HOLE_REASONS],
  ['tableProblem', TABLE_PROBLEMS],
  ['waits', WAITS],
  ['escalationState', ESCALATION_STATES],
  ['severity', ALERT_SEVERITIES],
  ['alertKind', ALERT_KINDS],
  ['ledgerKind', LEDGER_KINDS],
  ['problem', PROBLEM_CODES],
  ['decision', ['mandated', ...NO_MANDATE_REASONS]],
  ['refusal', ['system-only', 'forbidden', 'self-approval']],
];

describe('the dictionaries', () => {
  test('hold the same texts in Chinese and in English', () => {
    const paths = (dictionary: object): string[] =>
      leaves(dictionary)
        .map(([path]) => path)
        .sort();
    expect(paths(en)).toEqual(paths(zh));
  });

  test('have no text of another type in the other language', () => {
    const types = (dictionary: object): Record<string, string> =>
      Object.fromEntries(leaves(dictionary).map(([path, value]) => [path, typeof value]));
    expect(types(en)).toEqual(types(zh));
  });

  test.each([
    ['zh', zh],
    ['en', en],
  ] as const)('leave no text empty in %s but those of steps that only the system takes', (_name, dictionary) => {
    const empty = leaves(dictionary)
      .filter(([, value]) => value === '')
      .map(([path]) => path);
    expect(empty.sort()).toEqual([
      'cases.act.consequence.deadline-passed',
      'cases.act.consequence.posts-seen',
      'cases.act.consequence.watch-ended',
    ]);
  });

  test('keep Chinese out of the English texts', () => {
    const chinese = leaves(en).filter(
      ([path, value]) => typeof value === 'string' && /[\u3400-\u9fff]/.test(value) && path !== 'frame.languages.zh',
    );
    expect(chinese).toEqual([]);
  });

  test.each(MEMBERS)('have a word for every member of %s', (list, members) => {
    expect(Object.keys(zh.codes[list])).toEqual(expect.arrayContaining([...members]));
    expect(Object.keys(en.codes[list])).toEqual(expect.arrayContaining([...members]));
  });

  test.each([
    ['VERDICT_LOOK', [...VERDICT_KINDS, 'improper', 'unjudged']],
    ['PROGRESS_LOOK', PROGRESS_GROUPS],
    ['OBLIGATION_LOOK', OBLIGATION_STATES],
    ['JOB_LOOK', JOB_STATES],
    ['OUTCOME_LOOK', LOOK_OUTCOMES],
    ['CASE_LOOK', CASE_STATES],
    ['SEVERITY_LOOK', ALERT_SEVERITIES],
    ['ALERT_LOOK', ALERT_KINDS],
  ] as const)('give every member of %s a shape and a colour', (name, members) => {
    expect(Object.keys(looks[name]).sort()).toEqual([...members].sort());
  });

  test('never show what is unknown in the colour of silence', () => {
    expect(looks.VERDICT_LOOK.unknown).toBe('unknown');
    expect(looks.VERDICT_LOOK.silent).toBe('breached');
    expect(LOOK_OUTCOMES.filter((outcome) => looks.OUTCOME_LOOK[outcome] === 'fine')).toEqual([
      'items',
      'proven-empty',
    ]);
  });

  test('list the progress groups and the outcomes completely', () => {
    expect([...looks.PROGRESS_GROUP_ORDER].sort()).toEqual([...PROGRESS_GROUPS].sort());
    expect([...looks.LOOK_OUTCOME_ORDER].sort()).toEqual([...LOOK_OUTCOMES].sort());
  });
});

describe('texts that are put together', () => {
  test('separate Chinese from figures and Latin letters by a thin space', () => {
    expect(thinSpaces('剩 5 小时 12 分')).toBe('剩\u20095\u2009小时\u200912\u2009分');
    expect(thinSpaces('按 / 搜索')).toBe('按\u2009/\u2009搜索'.replace('/\u2009', '/ '));
    expect(thinSpaces('5 h 12 min')).toBe('5 h 12 min');
  });

  test('say how long in two units at most', () => {
    expect(zh.common.span({ days: 3, hours: 4, minutes: 5 }).replaceAll('\u2009', ' ')).toBe('3 天 4 小时');
    expect(zh.common.span({ days: 0, hours: 5, minutes: 12 }).replaceAll('\u2009', ' ')).toBe('5 小时 12 分');
    expect(zh.common.span({ days: 0, hours: 0, minutes: 0 }).replaceAll('\u2009', ' ')).toBe('不到 1 分');
    expect(en.common.span({ days: 1, hours: 0, minutes: 59 })).toBe('1 d');
  });

  test('put the reason and the figures of an alert into words', () => {
    const said = (
      kind: 'account-silent' | 'case-moved' | 'account-unknown',
      reason: string,
      figures: Record<string, string | number>,
    ): string => alertSentence({ kind, reason, figures }, zh).replaceAll('\u2009', ' ');
    expect(said('account-silent', 'silence-breach', { days: 15 })).toBe('未见更新 15 天');
    expect(said('case-moved', 'order-rectification', { from: 'reminded', to: 'rectifying' })).toBe(
      '责令整改，转为整改中',
    );
    expect(said('account-unknown', 'a-code-of-tomorrow', {})).toBe('a-code-of-tomorrow');
  });

  test('make a sentence for every kind of alert without its figures', () => {
    for (const kind of ALERT_KINDS)
      expect(alertSentence({ kind, reason: '', figures: {} }, zh)).not.toContain('undefined');
  });

  test('name the system by what it did and people by their name', () => {
    expect(actorWords('system:publish', zh)).toContain('发布');
    expect(actorWords('李值班', zh)).toBe('李值班');
    expect(actorWords('person:65f0000000000000000000ab', en)).toBe('Person 0000ab');
  });
});

test('what goes along with a unit that is moved has a word for every kind', () => {
  for (const { units } of [zh, en]) expect(Object.keys(units.rows).sort()).toEqual([...RESCOPED].sort());
});

test('a channel fails in the words of channels, which say what to do, whatever other lists call the code', () => {
  for (const words of [zh, en])
    for (const code of Object.keys(DELIVERY_FAILURES) as DeliveryFailureCode[])
      expect(alertSentence({ kind: 'channel-failing', reason: code, figures: {} }, words)).toContain(
        words.codes.deliveryFailure[code],
      );
});

describe('why a call gave nothing', () => {
  test.each([
    ['host-breaker-open', '该主机连续失败，暂停访问', 'The host failed repeatedly; calls are paused'],
    ['weibo-21327', '微博返回错误 21327', 'Weibo answered with error 21327'],
    ['http-503', '返回 HTTP 503', 'HTTP 503'],
    ['something-new', 'something-new', 'something-new'],
  ])('%s is told in words', (reason, chinese, english) => {
    const alert = { kind: 'source-incident', reason, figures: {} } as const;
    expect([zh, en].map((words) => alertSentence(alert, words).replaceAll('\u2009', ' '))).toEqual([chinese, english]);
  });

  test('every fault of a call has its words', () => {
    for (const code of HTTP_FAULT_CODES) expect(zh.codes.callFailure).toHaveProperty([code]);
  });
});
