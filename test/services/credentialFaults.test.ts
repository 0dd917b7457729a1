import { credentialFault } from '../../src/domain/credentials/credentialFault';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../src/domain/time/instant';
import { issuePolicy, obligationOf, openAlerts } from './fixtures';
import { failure } from './platform';
import { useScriptedWorld } from './useWorld';
import { PAGE, principal } from './world';

/** One credential that is not accepted: what account, credential, alert, forecast and manual task call it. */
const { world, armed, services } = useScriptedWorld();
const DUTY = principal('administrator', '1');
const run = { owner: 'test', max: 100, signal: new AbortController().signal };

async function calledNow(): Promise<Readonly<Record<string, unknown>>> {
  const { account } = await world.account('w');
  const { obstacles } = await services.publishing.forecast(DUTY);
  const [task] = (await services.publishing.manualTasks({}, PAGE, DUTY)).items;
  const alerts = (await openAlerts(world)).filter(({ kind }) => kind.startsWith('credential-'));
  return {
    account: account.noPublishReason,
    credential: (await world.storage.credentials.ofAccount(account.id))?.state,
    alerts: alerts.map(({ kind, figures }) => `${kind} ${String(figures['accounts'])}`),
    forecast: obstacles.map(({ reason }) => reason),
    task: task?.manualReason ?? null,
  };
}

describe.each([
  ['expired', { expired: true as const }],
  ['refused', {}],
] as const)('a credential that is %s', (state, told) => {
  const word = `credential-${state}`;
  const refuse = (): void => {
    const said = { ...failure('re-authorise', 'weibo-21332'), ...told };
    world.platform.sight.set('w', { outcome: 'unauthorised', retryAfterMs: null, remedy: 're-authorise', ...told });
    armed.credentialChecks.set('w', { kind: 'refused', failure: said });
  };

  test('is called the same on every page, found by a look and then by its test', async () => {
    await world.addAccounts(['weibo', 'w']);
    refuse();
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    expect(await calledNow()).toMatchObject({ account: word, alerts: [`${word} 1`], forecast: [word] });
    await services.credentials.testDue(run);
    expect(await calledNow()).toMatchObject({ account: word, credential: state, alerts: [`${word} 1`] });
    await services.mandates.queueReady(100);
    expect(await calledNow()).toEqual({
      account: word,
      credential: state,
      alerts: [`${word} 1`],
      forecast: [],
      task: word,
    });
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: word });
  });

  test('and was about to end is one credential in the alert', async () => {
    await world.addAccounts(['weibo', 'w']);
    armed.credentialChecks.set('w', {
      kind: 'accepted',
      expiresAt: new Date(world.clock.now().getTime() + 3 * DAY_MS),
    });
    await services.credentials.testDue(run);
    expect(await calledNow()).toMatchObject({ credential: 'expiring', alerts: ['credential-expiring 1'] });
    refuse();
    await world.lookAtDue();
    expect(await calledNow()).toMatchObject({ account: word, alerts: [`${word} 1`] });
  });
});

test('a credential refused after its date has expired, whatever the platform says, and the account follows', async () => {
  await world.addAccounts(['weibo', 'w']);
  armed.credentialChecks.set('w', { kind: 'accepted', expiresAt: new Date(world.clock.now().getTime() + HOUR_MS) });
  await services.credentials.testDue(run);
  world.clock.pass(HOUR_MS);
  world.platform.sight.set('w', { outcome: 'unauthorised', retryAfterMs: null, remedy: 're-authorise' });
  armed.credentialChecks.set('w', { kind: 'refused', failure: failure('re-authorise', 'weibo-21332') });
  await world.lookAtDue();
  await services.credentials.testDue(run);
  expect(await calledNow()).toMatchObject({ account: 'credential-expired', credential: 'expired' });
});

test('what a platform says nothing of is refused, not expired', () => {
  expect([credentialFault(null), credentialFault(undefined), credentialFault({})]).toEqual(
    Array(3).fill('credential-refused'),
  );
});
