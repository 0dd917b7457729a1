import { HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { eventOf } from '../storage/samples';
import { alertHistory, openAlerts } from './fixtures';
import { useScriptedWorld } from './useWorld';
import { PAGE, principal, registration } from './world';

const { world, services, armed } = useScriptedWorld();
const run = { owner: 'test', max: 10, signal: new AbortController().signal };
const id = async () => (await world.account('w')).account.id;

let giveBack: () => void = () => undefined;
afterEach(() => giveBack());

/** As if the key were another one than the credential was sealed with, until it is given back. */
function loseKey(): void {
  const { secrets, canOpen } = world.storage.credentials;
  const { claimLooks } = world.storage.accounts;
  Object.assign(world.storage.credentials, {
    secrets: () => Promise.reject(new Error('cannot be opened')),
    canOpen: () => Promise.resolve(false),
  });
  Object.assign(world.storage.accounts, {
    claimLooks: async (...given: Parameters<typeof claimLooks>) =>
      (await claimLooks(...given)).map((claim) => ({ ...claim, credential: null, isUnopened: true })),
  });
  giveBack = () => {
    Object.assign(world.storage.credentials, { secrets, canOpen });
    Object.assign(world.storage.accounts, { claimLooks });
  };
}
async function shown() {
  const { account, facts } = await world.account('w');
  return {
    account: account.noPublishReason,
    outcome: facts.lastLookOutcome,
    credential: (await world.storage.credentials.ofAccount(account.id))?.state,
    alerts: (await openAlerts(world)).filter(({ kind }) => kind.startsWith('credential-')).map(({ kind }) => kind),
  };
}
async function lookAndTest(): Promise<void> {
  await services.accounts.collectDue(run);
  await services.credentials.testDue(run);
}

test('an account whose credential no key opens says so everywhere, and nothing of it once the key is back', async () => {
  await world.addAccounts(['weibo', 'w']);
  await lookAndTest();
  loseKey();
  world.platform.sight.set('w', { outcome: 'unauthorised', retryAfterMs: null });
  world.clock.pass(HOUR_MS);
  await services.accounts.collectDue(run);
  // The look says it first, then the credential by itself; it is one alert.
  const told = { account: 'credential-unopened', outcome: 'unauthorised', alerts: ['credential-unopened'] };
  expect(await shown()).toMatchObject(told);
  const [look] = (await world.storage.looks.list(await id(), PAGE)).items;
  expect(look?.detail).toBe('credential-unopened');
  await services.credentials.testDue(run);
  expect(await shown()).toEqual({ ...told, credential: 'unopened' });
  expect((await services.views.summary(principal('administrator', '1'))).credentials.unopened).toBe(1);
  giveBack();
  world.platform.sight.delete('w');
  armed.credentialChecks.set('w', { kind: 'accepted', expiresAt: null });
  world.clock.pass(15 * MINUTE_MS);
  await services.credentials.testDue(run);
  expect(await shown()).toMatchObject({ account: null, credential: 'working', alerts: [] });
  // Not when its back-off of blind looks ends, which may be hours.
  expect((await world.account('w')).nextLookAt).toEqual(world.clock.now());
  expect(await alertHistory(world)).toContain('credential-unopened resolved accepted');
});

test('a credential there is no test for says too that no key opens it, and nothing of it once the key is back', async () => {
  await services.accounts.registerAccounts([{ ...registration('portal', 'w'), credential: { accessToken: 'token' } }]);
  await lookAndTest();
  expect(await shown()).toMatchObject({ account: 'no-api', credential: 'untested' });
  loseKey();
  world.clock.pass(HOUR_MS);
  await lookAndTest();
  expect(await shown()).toMatchObject({
    account: 'no-api',
    credential: 'unopened',
    alerts: ['credential-unopened'],
  });
  giveBack();
  world.clock.pass(15 * MINUTE_MS);
  await services.credentials.testDue(run);
  expect(await shown()).toMatchObject({ account: 'no-api', credential: 'untested', alerts: [] });
});

test('what kept an account from publishing before its key was lost keeps it from it when the key is back', async () => {
  await world.addAccounts(['weibo', 'w']);
  await lookAndTest();
  await world.storage.accounts.changeNoPublishReason(await id(), null, 'no-permission', eventOf('account'));
  loseKey();
  world.clock.pass(HOUR_MS);
  await lookAndTest();
  expect((await shown()).account).toBe('no-permission');
});

test('an account that is seen without its credential is seen, and only cannot be published to', async () => {
  await world.addAccounts(['weibo', 'w']);
  loseKey();
  world.platform.publishByHand('w', { title: '一条' });
  await lookAndTest();
  expect(await shown()).toMatchObject({ account: 'credential-unopened', outcome: 'items', credential: 'unopened' });
  expect((await world.account('w')).verdict?.kind).toBe('fine');
});

test.each([
  [
    'cannot tell',
    { kind: 'cannot-tell', failure: { remedy: 'retry-later', code: 'x', message: '', retryAfterMs: null } },
    'untested',
    null,
  ],
  [
    'refuses it',
    { kind: 'refused', failure: { remedy: 're-authorise', code: 'x', message: '', retryAfterMs: null } },
    'refused',
    'credential-refused',
  ],
] as const)('once it opens again and the platform %s, that is what is said', async (_what, answer, state, account) => {
  await world.addAccounts(['weibo', 'w']);
  loseKey();
  await lookAndTest();
  giveBack();
  armed.credentialChecks.set('w', answer);
  world.clock.pass(15 * MINUTE_MS);
  await services.credentials.testDue(run);
  expect(await shown()).toMatchObject({ credential: state, account });
});
