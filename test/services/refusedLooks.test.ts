import { makeEvent } from '../../src/domain/alerts/events';
import { HOUR_MS } from '../../src/domain/time/instant';
import { systemActor } from '../../src/services/actors';
import { createServices } from '../../src/services/index';
import { ProcessDied } from './dyingProcess';
import { alertHistory, alertKinds } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, registration } from './world';

const world = useWorld();
const signal = new AbortController().signal;

describe('a look the platform refuses', () => {
  test('an expired credential is announced once, and again only after the account was seen in between', async () => {
    await world.addAccounts(['weibo', 'w']);
    const told = async (): Promise<number> =>
      (await alertKinds(world)).filter((kind) => kind === 'credential-refused').length;
    const lookAgain = async (): Promise<void> => {
      world.clock.pass(7 * HOUR_MS);
      await world.lookAtDue();
    };
    world.platform.sight.set('w', { outcome: 'unauthorised', retryAfterMs: null });
    await lookAgain();
    await lookAgain();
    expect(await told()).toBe(1);
    expect((await world.account('w')).account.noPublishReason).toBe('credential-refused');
    world.platform.sight.delete('w');
    await lookAgain();
    expect((await world.account('w')).account.noPublishReason).toBeNull();
    expect((await alertHistory(world)).filter((line) => line.startsWith('credential'))).toEqual([
      'credential-refused opened',
      'credential-refused resolved accepted',
    ]);
    world.platform.sight.set('w', { outcome: 'unauthorised', retryAfterMs: null });
    await lookAgain();
    expect(await told()).toBe(2);
    const { account } = await world.account('w');
    const lines = (await world.storage.ledger.ofSubject(`account:${account.id}`, PAGE)).items;
    expect(
      lines
        .filter(({ kind }) => kind === 'account-changed')
        .map(({ from, to, reason, actor }) => `${from}>${to} ${reason} ${actor}`)
        .reverse(),
    ).toEqual([
      'null>credential-refused credential-refused system:collect',
      'credential-refused>null credential-accepted system:collect',
      'null>credential-refused credential-refused system:collect',
    ]);
  });

  test('an account the platform grants no permission is not published to either, until it is seen; one that only publishing was refused stays so', async () => {
    await world.addAccounts(['wechat', 'x'], ['weibo', 'w']);
    const lookAgain = async (): Promise<void> => {
      world.clock.pass(7 * HOUR_MS);
      await world.lookAtDue();
    };
    const reasonOf = async (externalId: string): Promise<string | null> =>
      (await world.account(externalId)).account.noPublishReason;
    world.platform.sight.set('x', { outcome: 'unauthorised', retryAfterMs: null, remedy: 'fix-configuration' });
    await lookAgain();
    expect(await reasonOf('x')).toBe('no-permission');
    expect((await alertKinds(world)).filter((kind) => kind === 'credential-refused')).toHaveLength(0);
    world.platform.sight.delete('x');
    const { account } = await world.account('w');
    await world.storage.accounts.changeNoPublishReason(
      account.id,
      null,
      'no-permission',
      makeEvent(
        { eventId: world.deps.ids.eventId(), actor: systemActor('publish'), now: world.clock.now() },
        {
          kind: 'account-changed',
          subject: `account:${account.id}`,
          from: null,
          to: 'no-permission',
          reason: 'no-permission',
        },
      ),
    );
    await lookAgain();
    expect([await reasonOf('x'), await reasonOf('w')]).toEqual([null, 'no-permission']);
  });

  test.each([
    ['re-authorise', true],
    ['fix-configuration', false],
  ] as const)('that says %s has the credential tested at once: %p', async (remedy, isDue) => {
    await world.addAccounts(['weibo', 'w']);
    const { account } = await world.account('w');
    const known = await world.storage.credentials.ofAccount(account.id);
    if (known === null) throw new Error('no credential');
    const later = new Date(world.clock.now().getTime() + 12 * HOUR_MS);
    await world.storage.credentials.save(
      { ...known, secrets: { accessToken: 'x' }, nextCheckAt: later },
      known.version,
      null,
    );
    world.platform.sight.set('w', { outcome: 'unauthorised', retryAfterMs: null, remedy });
    await world.lookAtDue();
    const { nextCheckAt } = (await world.storage.credentials.ofAccount(account.id)) ?? known;
    expect(nextCheckAt).toEqual(isDue ? world.clock.now() : later);
  });

  test('and then shows it leaves what else keeps it from being published to', async () => {
    await world.services.accounts.registerAccounts([{ ...registration('weibo', 'w'), credential: null }]);
    for (const isRefused of [true, false]) {
      if (isRefused) world.platform.sight.set('w', { outcome: 'unauthorised', retryAfterMs: null });
      else world.platform.sight.delete('w');
      world.clock.pass(7 * HOUR_MS);
      await world.lookAtDue();
      expect((await world.account('w')).account.noPublishReason).toBe('no-credential');
    }
  });

  test('an expired credential is announced once also where the look that announced it was never settled', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.sight.set('w', { outcome: 'unauthorised', retryAfterMs: null });
    const killed = {
      ...world.storage,
      accounts: { ...world.storage.accounts, settleLook: () => Promise.reject(new ProcessDied()) },
    };
    await expect(
      createServices({ ...world.deps, storage: killed }).accounts.collectDue({ owner: 'dying', max: 1, signal }),
    ).rejects.toThrow(ProcessDied);
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    expect((await alertKinds(world)).filter((kind) => kind === 'credential-refused')).toHaveLength(1);
  });
});
