import type { LedgerEntry } from '../../src/domain/alerts/alert';
import type { Principal, Role } from '../../src/domain/people/role';
import type { ActiveFault } from '../../src/domain/training/fault';
import type { Instant } from '../../src/domain/time/instant';
import type { TrainingGround } from '../../src/ports/training';
import type { ServiceDeps } from '../../src/services/settings';
import { createTraining } from '../../src/services/training/trainingGround';

const NOW = new Date('2026-11-23T02:00:00Z');

function ground(): TrainingGround & { readonly on: Map<string, { fault: string; until: Instant | null }> } {
  const on = new Map<string, { fault: string; until: Instant | null }>();
  return {
    on,
    kinds: () => [{ name: 'outage', title: { zh: '服务中断', en: 'Outage' }, effect: { zh: '断开', en: 'Cut' } }],
    targets: () => [
      { target: 'a1', kind: 'account', title: '某县发布', faults: ['token-revoked'] },
      { target: 'weibo', kind: 'platform', title: '微博开放平台', faults: ['outage', 'slow'] },
      { target: 'a2', kind: 'account', title: '某县教育', faults: ['token-revoked'] },
    ],
    active: () =>
      [...on].map(([target, { fault, until }]): ActiveFault => ({ target, title: target, fault, since: NOW, until })),
    set: (target, fault, until) => {
      if (fault === null) on.delete(target);
      else on.set(target, { fault, until });
    },
    issuers: () => ['国务院办公厅', '教育部'],
    publishPolicy: ({ title }) => ({
      title: title ?? '自拟',
      docNumber: '国办发〔2026〕9号',
      url: 'https://www.gov.cn/9',
    }),
  };
}

type Line = Pick<LedgerEntry, 'kind' | 'subject' | 'from' | 'to' | 'reason' | 'actor'>;

function world(training: TrainingGround | null): {
  readonly services: ReturnType<typeof createTraining>;
  readonly ledger: Line[];
} {
  const ledger: Line[] = [];
  const deps = {
    clock: { now: () => NOW },
    ids: { eventId: () => '0'.repeat(24) },
    storage: {
      ledger: {
        append: async (events: readonly { ledger: (typeof ledger)[number] }[]) => {
          ledger.push(...events.map((event) => event.ledger));
        },
      },
    },
    ...(training === null ? {} : { training }),
  } as unknown as ServiceDeps;
  return { services: createTraining(deps), ledger };
}

const as = (role: Role): Principal => ({
  personId: '1'.repeat(24) as never,
  name: '值班员',
  role,
  unitId: null,
  via: 'session',
});

describe('the training ground', () => {
  test('lists platforms before accounts and finds accounts by part of their name', () => {
    const { services } = world(ground());
    expect(services.panel({ q: '', limit: 10 }, as('operator')).targets.map(({ target }) => target)).toEqual([
      'weibo',
      'a1',
      'a2',
    ]);
    expect(services.panel({ q: '教育', limit: 10 }, as('operator'))).toMatchObject({
      total: 1,
      targets: [{ target: 'a2' }],
    });
    expect(services.panel({ q: '', limit: 1 }, as('operator'))).toMatchObject({
      total: 3,
      targets: [{ target: 'weibo' }],
    });
  });

  test('a fault set for minutes ends by itself after them, and the ledger says who set it and what was there before', async () => {
    const panel = ground();
    const { services, ledger } = world(panel);
    await services.setFault({ target: 'weibo', fault: 'outage', forMinutes: 10 }, as('operator'));
    expect(panel.on.get('weibo')).toEqual({ fault: 'outage', until: new Date('2026-11-23T02:10:00Z') });
    await services.setFault({ target: 'weibo', fault: null, forMinutes: null }, as('operator'));
    expect(panel.on.size).toBe(0);
    await services.setFault({ target: 'a1', fault: 'token-revoked', forMinutes: 10 }, as('operator'));
    await services.setFault({ target: 'weibo', fault: 'slow', forMinutes: 10 }, as('operator'));
    expect(ledger.map(({ kind, subject, from, to, reason }) => [kind, subject, from, to, reason])).toEqual([
      ['training-changed', 'training:weibo', null, 'outage', 'fault-set'],
      ['training-changed', 'training:weibo', 'outage', null, 'fault-ended'],
      ['training-changed', 'training:a1', null, 'token-revoked', 'fault-set'],
      ['training-changed', 'training:weibo', null, 'slow', 'fault-set'],
    ]);
    expect(ledger[0]?.actor).toContain('1'.repeat(24));
  });

  test('a fault set for no time in particular has no end, nor has one that is taken back, whatever minutes are said', async () => {
    const set: unknown[] = [];
    const { services } = world({ ...ground(), set: (...given) => set.push(given) });
    await services.setFault({ target: 'weibo', fault: 'outage', forMinutes: null }, as('operator'));
    await services.setFault({ target: 'weibo', fault: 'slow', forMinutes: 1 }, as('operator'));
    await services.setFault({ target: 'weibo', fault: null, forMinutes: 1 }, as('operator'));
    expect(set).toEqual([
      ['weibo', 'outage', null],
      ['weibo', 'slow', new Date('2026-11-23T02:01:00Z')],
      ['weibo', null, null],
    ]);
  });

  test.each([
    [
      'a target that is not there',
      { target: 'nowhere', fault: 'outage' },
      { field: 'target', message: '没有演练对象 nowhere。', remedy: '请从演练页面的列表中选择。' },
    ],
    [
      'a fault that means nothing for the target',
      { target: 'weibo', fault: 'token-revoked' },
      { field: 'fault', message: '“微博开放平台”上没有这种故障。', remedy: '可用的是：outage、slow。' },
    ],
  ])('%s is refused, naming the field and what there is, and changes nothing', async (_what, change, refusal) => {
    const panel = ground();
    const { services, ledger } = world(panel);
    await expect(services.setFault({ ...change, forMinutes: null }, as('operator'))).rejects.toMatchObject({
      code: 'invalid-input',
      ...refusal,
    });
    expect([panel.on.size, ledger.length]).toEqual([0, 0]);
  });

  test('only those who may throw switches may, and there are none without a simulation', async () => {
    const { services } = world(ground());
    await expect(
      services.setFault({ target: 'weibo', fault: 'outage', forMinutes: null }, as('officer')),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(() => services.panel({ q: '', limit: 10 }, as('viewer'))).toThrow(
      expect.objectContaining({ code: 'forbidden' }) as Error,
    );
    expect(() => world(null).services.panel({ q: '', limit: 10 }, as('administrator'))).toThrow(
      expect.objectContaining({
        code: 'not-found',
        message: '没有运行模拟平台。',
        remedy: '演练只在演示模式（SANDBOX=on）下，且由运行模拟平台的进程提供。',
      }) as Error,
    );
    await expect(
      world(null).services.publishPolicy({ title: null, issuer: null }, as('administrator')),
    ).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('publishes for whom the operator chooses, and for nobody else', async () => {
    const asked: unknown[] = [];
    const chosen = {
      ...ground(),
      publishPolicy: (policy: { title: string | null; issuer: string | null }) => {
        asked.push(policy);
        return { title: '自拟', docNumber: '教基〔2026〕301号', url: 'https://www.gov.cn/9' };
      },
    };
    const { services, ledger } = world(chosen);
    await services.publishPolicy({ title: null, issuer: '教育部' }, as('operator'));
    expect(asked).toEqual([{ title: null, issuer: '教育部' }]);
    expect(ledger).toMatchObject([
      { subject: 'training:govcn', from: null, to: '教基〔2026〕301号', reason: 'policy-published' },
    ]);
    await expect(services.publishPolicy({ title: null, issuer: '教肓部' }, as('operator'))).rejects.toMatchObject({
      field: 'issuer',
      message: '没有发文机关“教肓部”。',
      remedy: '可用的是：国务院办公厅、教育部。',
    });
    expect(asked).toHaveLength(1);
    await services.publishPolicy({ title: '自拟', issuer: null }, as('operator'));
    expect(asked[1]).toEqual({ title: '自拟', issuer: null });
  });
});
