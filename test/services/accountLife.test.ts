import type { AccountAct } from '../../src/domain/accounts/accountTable';
import { DAY_MS, HOUR_MS } from '../../src/domain/time/instant';
import type { AccountId } from '../../src/domain/ids';
import type { StepRequest } from '../../src/services/accounts/accountStepContract';
import { createServices } from '../../src/services/index';
import { createDyingProcess } from './dyingProcess';
import { useWorld } from './useWorld';
import { PAGE, principal, registration } from './world';

const world = useWorld();
const admin = principal('administrator', '1');
const PAPER = {
  ...{ approver: '常务会议', documentNumber: '编发〔2026〕8号', documentTitle: null },
  ...{ decidedOn: '2026-01-01', reason: '整合' },
};
const step = (id: AccountId, act: AccountAct, more: Partial<StepRequest> = {}): Promise<void> =>
  world.services.accounts.takeStep(id, { ...PAPER, act, ...more }, admin);
const record = async (id: AccountId) => {
  const found = await world.storage.accounts.byId(id, null);
  if (found === null) throw new Error('no such account');
  return found;
};
const looksOf = async (id: AccountId): Promise<number> => (await world.storage.looks.list(id, PAGE)).items.length;
const looks = async (): Promise<void> => {
  await world.lookAtDue();
  await world.services.accounts.judgeDue(100);
};
const unitOf = async (wanted: string) => {
  const unit = (await world.storage.units.list(null)).find(({ key }) => key === wanted);
  if (unit === undefined) throw new Error('no such unit');
  return unit.id;
};
const apply = async (): Promise<AccountId> => {
  const { unitKey: _key, ...draft } = registration('weibo', '');
  return world.services.accounts.add(
    { ...draft, unitId: await unitOf('a'), status: 'applied', homeUrl: '', openedAt: null, credential: null },
    admin,
  );
};
/** Applied for, approved and filed as `externalId`. */
const filed = async (externalId: string): Promise<AccountId> => {
  const id = await apply();
  await step(id, 'approve');
  await step(id, 'file', { externalId, homeUrl: `https://weibo.com/u/${externalId}` });
  return id;
};

describe('what has no id of the platform is never looked at', () => {
  test.each<[string, (id: AccountId) => Promise<void>]>([
    ['after it was cancelled before it was there', async (id) => step(id, 'cancel')],
    ['after a setting of it was changed', async (id) => world.services.accounts.change(id, { name: '新名' }, admin)],
    [
      'after a credential was stored',
      async (id) =>
        void (await world.storage.accounts.noteCredential(
          id,
          { present: false, noPublishReason: null },
          world.clock.now(),
        )),
    ],
  ])('%s', async (_when, happens) => {
    const id = await apply();
    await happens(id);
    await world.lookAtDue();
    world.clock.pass(30 * DAY_MS);
    await looks();
    expect(await looksOf(id)).toBe(0);
  });

  test('and is looked at at once when it is filed, though it was put away', async () => {
    const id = await apply();
    await world.services.accounts.change(id, { name: '新名' }, admin);
    await looks();
    await step(id, 'approve');
    await step(id, 'file', { externalId: '77777', homeUrl: 'https://weibo.com/u/77777' });
    await looks();
    expect(await looksOf(id)).toBe(1);
  });
});

describe('time in which nothing was owed accuses nobody', () => {
  test('an account that was empty when it came into use is silent by what has passed since, and no day sooner', async () => {
    const id = await filed('77777');
    for (let day = 0; day < 20; day += 1) {
      await looks();
      world.clock.pass(DAY_MS);
    }
    await step(id, 'activate');
    await looks();
    expect((await record(id)).verdict?.kind).toBe('fine');
    world.clock.pass(14 * DAY_MS - HOUR_MS);
    await looks();
    expect((await record(id)).verdict?.kind).toBe('warned');
    world.clock.pass(DAY_MS);
    await looks();
    expect((await record(id)).verdict).toMatchObject({ kind: 'silent', reason: 'silence-breach' });
  });
});

test('an account that was found again by hand is not accused of the time in which it was cancelled', async () => {
  await world.services.accounts.registerAccounts([registration('weibo', '78')]);
  const { account } = await world.account('78');
  world.platform.publishByHand('78', { title: '旧' });
  await looks();
  await step(account.id, 'cancel');
  for (let day = 0; day < 100; day += 1) world.clock.pass(DAY_MS);
  await step(account.id, 'found-again');
  await looks();
  expect((await record(account.id)).verdict?.kind).toBe('fine');
});

describe('a new sponsor', () => {
  const NOTICE = 'https://a.gov.example/gg/1.html';
  const told = async (id: AccountId) => {
    while ((await world.storage.outbox.relay(100)) > 0);
    const { items } = await world.storage.ledger.ofSubject(`account:${id}`, PAGE);
    return items.filter(({ reason }) => reason === 'change-sponsor');
  };

  test('killed at any call and done again, is told once with its paper, and all that follows the account is with it', async () => {
    const unitId = await unitOf('b');
    let deaths = 0;
    for (let atCall = 1, isOver = false; !isOver; atCall += 1)
      for (const takesEffect of [false, true]) {
        const externalId = `9${atCall}${Number(takesEffect)}`;
        await world.services.accounts.registerAccounts([registration('weibo', externalId)]);
        const { id } = (await world.account(externalId)).account;
        const dying = createDyingProcess(world.storage, { atCall, takesEffect });
        const request = { ...PAPER, act: 'change-sponsor', unitId, noticeUrl: NOTICE } as const;
        const { accounts } = createServices({ ...world.deps, storage: dying.storage });
        await accounts.takeStep(id, request, admin).catch(() => undefined);
        isOver = !dying.isDead();
        deaths += Number(dying.isDead());
        await world.services.accounts.takeStep(id, request, admin).catch(() => undefined);
        const lines = await told(id);
        expect([dying.diedAt(), lines.map(({ data }) => [data['noticeUrl'], data['approver']])]).toEqual([
          dying.diedAt(),
          [[NOTICE, '常务会议']],
        ]);
        expect((await record(id)).account.unitId).toBe(unitId);
      }
    expect(deaths).toBeGreaterThan(5);
  });

  test('leaves alone what it does not change, though that was changed meanwhile', async () => {
    await world.services.accounts.registerAccounts([registration('weibo', '79')]);
    const before = await record((await world.account('79')).account.id);
    const { id } = before.account;
    await world.services.accounts.change(id, { homeUrl: 'https://weibo.com/u/new' }, admin);
    const byId = world.storage.accounts.byId;
    Object.assign(world.storage.accounts, { byId: () => Promise.resolve(before) });
    await step(id, 'stop').finally(() => Object.assign(world.storage.accounts, { byId }));
    const { account } = await record(id);
    expect([account.status, account.homeUrl]).toEqual(['stopped', 'https://weibo.com/u/new']);
  });
});

describe('filing an account', () => {
  test.each([
    ['no home page', { externalId: '12345' }, 'homeUrl'],
    ['a nickname for a UID', { externalId: '甲县发布', homeUrl: 'https://weibo.com/u/12345' }, 'externalId'],
    [
      'the id of one that is not there',
      { externalId: 'pending:1', homeUrl: 'https://weibo.com/u/12345' },
      'externalId',
    ],
  ])('with %s is refused as its registration would be', async (_what, more, field) => {
    const id = await apply();
    await step(id, 'approve');
    await expect(step(id, 'file', more)).rejects.toMatchObject({ code: 'invalid-input', field });
  });

  test('with a setting the platform does not know is refused', async () => {
    const id = await apply();
    await step(id, 'approve');
    const stored = await record(id);
    const byId = world.storage.accounts.byId;
    const unknown = { ...stored, account: { ...stored.account, settings: { nosuch: '1' } } };
    Object.assign(world.storage.accounts, { byId: () => Promise.resolve(unknown) });
    await expect(
      step(id, 'file', { externalId: '12345', homeUrl: 'https://weibo.com/u/12345' }).finally(() =>
        Object.assign(world.storage.accounts, { byId }),
      ),
    ).rejects.toMatchObject({ field: 'settings.nosuch' });
  });

  test('an id that says it is not there is registered by nobody', async () => {
    await expect(world.services.accounts.registerAccounts([registration('weibo', 'pending:1')])).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'externalId',
    });
  });
});

test('a corrected day of opening has the account judged at once', async () => {
  const id = await filed('12377');
  await looks();
  const before = await record(id);
  expect(before.judgeAfter?.getTime() ?? null).not.toBe(0);
  await world.services.accounts.changeFiling(id, { openedOn: '2026-02-01', reason: '更正' } as never, admin);
  expect((await record(id)).judgeAfter?.getTime()).toBe(0);
});

test('an account is not found again by hand while a case watches it, nor what was never there', async () => {
  await world.services.accounts.registerAccounts([registration('weibo', '80')]);
  const { id } = (await world.account('80')).account;
  await step(id, 'cancel');
  const openFor = world.storage.cases.openFor;
  Object.assign(world.storage.cases, { openFor: () => Promise.resolve({ state: 'filed' }) });
  await expect(
    step(id, 'found-again').finally(() => Object.assign(world.storage.cases, { openFor })),
  ).rejects.toMatchObject({ code: 'conflict' });
  const never = await apply();
  await step(never, 'cancel');
  await expect(step(never, 'found-again')).rejects.toMatchObject({ code: 'conflict' });
});

test('whoever may not decide is not offered a change of sponsor', async () => {
  await world.services.accounts.registerAccounts([registration('weibo', '81')]);
  const { id } = (await world.account('81')).account;
  expect((await world.services.views.filing(id, principal('operator', '2'))).acts).toEqual(['stop', 'rename']);
  expect((await world.services.views.filing(id, admin)).acts).toContain('change-sponsor');
});

test('an export names what owes, and no id that is none', async () => {
  await world.services.accounts.registerAccounts([registration('weibo', '82')]);
  await apply();
  const text = JSON.stringify(await world.services.imports.exportTables(admin));
  expect([text.includes('账号82'), text.includes('pending:')]).toEqual([true, false]);
});
