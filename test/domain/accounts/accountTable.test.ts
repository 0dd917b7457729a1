import { ACCOUNT_STATUSES, type AccountStatus } from '../../../src/domain/accounts/account';
import {
  ACCOUNT_ACTS,
  actsOf,
  publishesAfterItsEnd,
  STATUS_RULES,
  statusAfter,
  statusByRegister,
  statusesThat,
  stepFault,
  type AccountStep,
} from '../../../src/domain/accounts/accountTable';

describe('the life of an account', () => {
  test('leads from the application into use, to its end, and anew from where it is found again', () => {
    let status: AccountStatus = 'applied';
    const way: AccountStatus[] = [];
    for (const act of ['approve', 'file', 'activate', 'stop', 'resume', 'cancel', 'found-again', 'refile'] as const) {
      status = statusAfter(status, act) ?? 'applied';
      way.push(status);
    }
    expect(way).toEqual(['approved', 'filed', 'active', 'stopped', 'active', 'cancelled', 'revived', 'active']);
  });

  test('lets every status be reached and left, each act be done somewhere, and a cancelled one nothing but be found', () => {
    const reached = new Set(ACCOUNT_STATUSES.flatMap((one) => actsOf(one).map((act) => statusAfter(one, act))));
    expect(ACCOUNT_STATUSES.filter((one) => !reached.has(one))).toEqual(['applied']);
    expect(ACCOUNT_STATUSES.filter((one) => actsOf(one).length === 0)).toEqual([]);
    expect(ACCOUNT_ACTS.filter((act) => ACCOUNT_STATUSES.every((one) => statusAfter(one, act) === null))).toEqual([]);
    expect(actsOf('cancelled')).toEqual(['found-again']);
    expect(ACCOUNT_STATUSES.filter((one) => statusAfter(one, 'cancel') === null)).toEqual(['cancelled']);
  });

  test('looks at nothing that is not there, accuses nobody before it is in use, and lets the duty last to its end', () => {
    expect(statusesThat(({ looked }) => !looked)).toEqual(['applied', 'approved']);
    expect(statusesThat(({ judged }) => !judged)).toEqual(['applied', 'approved', 'filed', 'cancelled']);
    expect(statusesThat(({ bound }) => bound)).toEqual(['active']);
    expect(statusesThat(({ owes }) => owes)).toEqual(['active', 'stopped', 'revived']);
    for (const { looked, judged, bound, owes } of Object.values(STATUS_RULES)) {
      expect([judged && !looked, bound && !judged, bound && !owes]).toEqual([false, false, false]);
    }
  });

  test('is moved on by a register that says so, and never back', () => {
    expect(statusByRegister('active', 'cancelled')).toBe('cancelled');
    expect(statusByRegister('active', 'applied')).toBe('applied');
    expect(statusByRegister('active', 'stopped')).toBe('stopped');
    expect(statusByRegister('stopped', 'active')).toBe('stopped');
    expect(statusByRegister('stopped', 'cancelled')).toBe('cancelled');
    expect(statusByRegister('cancelled', 'stopped')).toBe('cancelled');
  });
});

describe('a step', () => {
  const account = { status: 'active', externalId: '1', name: '甲县发布', unitId: 'a' } as const;
  const paper = {
    approver: '常务会议',
    documentNumber: '编发〔2026〕8号',
    documentTitle: null,
    decidedOn: '2026-09-21',
  };
  const fault = (step: Partial<AccountStep>, of: object = {}) =>
    stepFault({ ...account, ...of }, { ...paper, act: 'stop', ...step }, '2026-09-21');

  test('names who approved it, a document and a day that has come', () => {
    expect(fault({})).toBeNull();
    expect(fault({ documentNumber: ' ', documentTitle: '关于停更的批复' })).toBeNull();
    expect(fault({ approver: ' ' })).toBe('approver');
    expect(fault({ documentNumber: '' })).toBe('document');
    expect(fault({ decidedOn: '2026-09-22' })).toBe('future');
    expect(fault({ act: 'approve' })).toBe('no-such-step');
  });

  test('of filing gives the id of the platform, of renaming another name, of a new sponsor where the public was told', () => {
    const pending = { status: 'approved', externalId: 'pending:1' };
    expect(fault({ act: 'file' }, pending)).toBe('external-id');
    expect(fault({ act: 'file', externalId: '77' }, pending)).toBeNull();
    expect(fault({ act: 'rename', name: '甲县发布' })).toBe('name');
    expect(fault({ act: 'rename', name: '甲县政务' })).toBeNull();
    for (const status of ['filed', 'stopped', 'revived'])
      expect(fault({ act: 'rename', name: '甲县政务' }, { status })).toBeNull();
    for (const status of ['applied', 'approved', 'cancelled'])
      expect(fault({ act: 'rename', name: '甲县政务' }, { status })).toBe('no-such-step');
    expect(fault({ act: 'change-sponsor', unitId: 'a', noticeUrl: 'https://a.example/1' })).toBe('sponsor');
    expect(fault({ act: 'change-sponsor', unitId: 'b' })).toBe('notice');
    expect(fault({ act: 'change-sponsor', unitId: 'b', noticeUrl: 'https://a.example/1' })).toBeNull();
  });
});

test('whoever publishes after the end is found, to the millisecond, and not whose end nobody knows', () => {
  const at = new Date('2026-09-21T00:00:00Z');
  const account = { status: 'cancelled' } as const;
  const record = (ms: number) => ({
    ...{ account, statusSince: at, facts: { lastPostAt: new Date(at.getTime() + ms) } },
  });
  expect([publishesAfterItsEnd(record(1)), publishesAfterItsEnd(record(0))]).toEqual([true, false]);
  expect(publishesAfterItsEnd({ ...record(1), statusSince: null })).toBe(false);
  expect(publishesAfterItsEnd({ ...record(1), account: { status: 'active' } })).toBe(false);
});
