import { credentialEvent } from '../../src/domain/alerts/credentialEvents';
import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';
import type { Alert, AlertKind } from '../../src/domain/alerts/alert';
import type { CredentialState } from '../../src/domain/credentials/credential';
import type { AccountId, AlertId } from '../../src/domain/ids';
import { createReadWrong } from '../../src/services/alerts/readWrong';
import { issuePolicy, openAlerts } from './fixtures';
import { useWorld } from './useWorld';
import { ids, PAGE, principal } from './world';

const world = useWorld();
const OPERATOR = principal('operator', '1');
const NOBODY = 'f'.repeat(24);

const idOf = async (externalId: string): Promise<AccountId> => (await world.account(externalId)).account.id;
const ended = async (kind: AlertKind): Promise<readonly (string | undefined)[]> => {
  await openAlerts(world);
  return (await world.storage.alerts.list({ kind, state: 'resolved' }, PAGE, null)).items.map(
    ({ resolved }) => resolved?.reason,
  );
};
const causes = async (kind: AlertKind): Promise<readonly string[]> =>
  (await openAlerts(world, kind)).map(({ cause, reason, figures }) =>
    [cause.split(':')[0], reason, figures['accounts']].join(' '),
  );
const event = async (externalId: string) => {
  const credential = await world.storage.credentials.ofAccount(await idOf(externalId));
  if (credential === null) throw new Error('no credential');
  return credentialEvent({
    eventId: ids.eventId(),
    actor: { kind: 'system', name: 'test' },
    now: world.clock.now(),
    credential,
    from: credential.state,
    to: 'removed',
    reason: 'test',
  });
};
async function credentialIs(externalId: string, state: CredentialState): Promise<void> {
  const credential = await world.storage.credentials.ofAccount(await idOf(externalId));
  if (credential === null) throw new Error('no credential');
  await world.storage.credentials.changeState(credential, state, [await event(externalId)]);
}
const refusedToPublish = async (externalId: string): Promise<boolean> =>
  world.storage.accounts.changeNoPublishReason(await idOf(externalId), null, 'credential-refused', {
    ...(await event(externalId)),
    ledger: {
      ...(await event(externalId)).ledger,
      kind: 'account-changed',
      subject: `account:${await idOf(externalId)}`,
    },
  });

describe('alerts about credentials', () => {
  beforeEach(() => world.addAccounts(['weibo', 'w'], ['weibo', 'v', 'b']));

  test.each<[CredentialState, AlertKind]>([
    ['refused', 'credential-refused'],
    ['expired', 'credential-expired'],
    ['expiring', 'credential-expiring'],
  ])('one that is %s is told, and is over when the platform accepts it', async (state, kind) => {
    await credentialIs('w', state);
    expect(await causes(kind)).toEqual([`credential ${state} 1`]);
    await credentialIs('w', 'working');
    expect([await causes(kind), await ended(kind)]).toEqual([[], ['accepted']]);
  });

  test('one that is untested or working is nothing to tell', async () => {
    await credentialIs('w', 'working');
    expect(await openAlerts(world)).toEqual([]);
  });

  test('is over where it is removed, or another one was stored in its place', async () => {
    for (const name of ['w', 'v']) await credentialIs(name, 'refused');
    expect(await causes('credential-refused')).toHaveLength(2);
    world.clock.pass(MINUTE_MS);
    const removed = await world.storage.credentials.ofAccount(await idOf('w'));
    if (removed !== null) await world.services.credentials.remove(removed.id, '停用', principal('administrator', '2'));
    await world.services.credentials.saveForAccount(
      await idOf('v'),
      { secrets: { accessToken: 'another' }, applicationId: null, expiresAt: null },
      principal('administrator', '2'),
    );
    expect([...(await ended('credential-refused'))].sort()).toEqual(['removed', 'replaced']);
  });

  test('is folded as soon as the third of one application fails alike', async () => {
    await world.addAccounts(['weibo', 'u']);
    const names = ['w', 'v', 'u'];
    for (const name of names) {
      const known = await world.storage.credentials.ofAccount(await idOf(name));
      if (known === null) throw new Error('no credential');
      await world.storage.credentials.save(
        { ...known, applicationId: 'app', secrets: { accessToken: name } },
        known.version,
        null,
      );
    }
    for (const name of names.slice(0, 2)) await credentialIs(name, 'refused');
    expect(await causes('credential-refused')).toEqual(['credential refused 1', 'credential refused 1']);
    await credentialIs('u', 'refused');
    expect(await causes('credential-refused')).toEqual(['application refused 3']);
    expect(await ended('credential-refused')).toEqual(['folded', 'folded']);
  });

  test('an account that is refused to publish is told like one whose test was refused, once', async () => {
    await refusedToPublish('w');
    expect(await causes('credential-refused')).toEqual(['credential refused 1']);
    await credentialIs('w', 'refused');
    world.clock.pass(MINUTE_MS);
    await world.services.alerts.sweep();
    expect(await causes('credential-refused')).toEqual(['credential refused 1']);
    await refusedToPublish('v');
    await credentialIs('v', 'expiring');
    expect(await causes('credential-refused')).toHaveLength(2);
  });

  test('without a credential there is none to tell', async () => {
    await refusedToPublish('w');
    const known = await world.storage.credentials.ofAccount(await idOf('w'));
    if (known !== null) await world.storage.credentials.remove(known.id, known.version, await event('w'));
    expect(await causes('credential-refused')).toEqual([]);
  });
});

describe('an alert about an account', () => {
  const post = (title: string, daysAgo = 0): void => {
    const at = new Date(world.clock.now().getTime() - daysAgo * DAY_MS);
    world.platform.publishByHand('w', {
      title,
      publishedAt: { precision: 'instant', at, original: at.toISOString() },
    });
  };
  const open = async () => world.storage.findings.openFor(await idOf('w'));

  test('ends as what became of the finding: dismissed, or closed', async () => {
    await world.addAccounts(['weibo', 'w']);
    post('第一领导人');
    await world.lookAtDue();
    expect(await causes('account-improper')).toEqual(['account improper ']);
    const [finding] = await open();
    if (finding === undefined) throw new Error('no finding');
    await world.services.findings.dismiss(finding.id, { reason: '引用', ownWordsUntil: null }, OPERATOR);
    expect(await ended('account-improper')).toEqual(['finding-dismissed']);
    await world.services.findings.takeBack(finding.id, '看错', OPERATOR);
    expect(await causes('account-improper')).toHaveLength(1);
    await world.storage.findings.close(finding.id, world.clock.now(), 'test', {
      ...(await event('w')),
      ledger: {
        ...(await event('w')).ledger,
        kind: 'finding-closed',
        reason: 'improper',
        data: { accountId: await idOf('w') },
      },
    });
    expect(await ended('account-improper')).toEqual(['finding-closed']);
  });

  test('ends as its own kind of finding did, while another kind is found still', async () => {
    await world.addAccounts(['weibo', 'w']);
    post('第一领导人');
    post('未来的通知', -3);
    await world.lookAtDue();
    expect(await causes('account-improper')).toHaveLength(2);
    const finding = (await open()).find(({ kind }) => kind === 'improper');
    if (finding === undefined) throw new Error('no finding');
    await world.services.findings.dismiss(finding.id, { reason: '引用', ownWordsUntil: null }, OPERATOR);
    expect(await ended('account-improper')).toEqual(['finding-dismissed']);
    expect(await causes('account-improper')).toHaveLength(1);
  });

  test('ends with the account', async () => {
    await world.addAccounts(['weibo', 'w']);
    post('旧文', 15);
    await world.lookAtDue();
    expect(await causes('account-silent')).toHaveLength(1);
    await world.storage.accounts.changeStatus(await idOf('w'), 'active', 'cancelled', {
      ...(await event('w')),
      ledger: { ...(await event('w')).ledger, kind: 'account-changed', subject: `account:${await idOf('w')}` },
    });
    world.clock.pass(1);
    await world.services.accounts.judgeDue(10);
    expect(await ended('account-silent')).toEqual(['account-ended']);
  });
});

describe('what is wrong of an owner', () => {
  const read = async (owner: string, cause: string) => {
    const { wanted, endOf } = await createReadWrong(world.deps)(owner, world.clock.now(), []);
    return [wanted.length, endOf({ cause, changedAt: new Date(0), noticedAt: new Date(0) } as Alert)];
  };
  test.each([
    [`account:${NOBODY}`, 'account-ended'],
    [`case:${NOBODY}`, 'removed'],
    [`mandate:${NOBODY}`, 'withdrawn'],
    [`unit:${NOBODY}`, 'removed'],
    ['account:', 'removed'],
    ['mandate', 'removed'],
    ['incidents', 'incident-over'],
    ['outdated', 'finding-closed'],
    ['unseen', 'seen-again'],
    ['credentials', 'removed'],
    ['policies', 'done'],
  ])('of %s is nothing, and what was told before has ended: %s', async (owner, reason) => {
    expect(await read(owner, `${owner}:x`)).toEqual([0, reason]);
  });

  test('of a case it is its step, under the name of the account', async () => {
    await world.addAccounts(['weibo', 'w']);
    const at = new Date(world.clock.now().getTime() - 20 * DAY_MS);
    world.platform.publishByHand('w', {
      title: '旧文',
      publishedAt: { precision: 'instant', at, original: '' },
    });
    await world.lookAtDue();
    const [one] = (await world.storage.cases.list({}, PAGE, null)).items;
    if (one === undefined) throw new Error('no case');
    await world.storage.cases.move(
      one,
      {
        ...one,
        state: 'overdue',
        steps: [{ ...one.steps[0], event: 'deadline-passed' } as (typeof one.steps)[number]],
      },
      await event('w'),
    );
    await world.services.alerts.sweep();
    const [alert] = await openAlerts(world, 'case-overdue');
    expect(alert).toMatchObject({ subject: { caseId: one.id, label: '账号w' } });
    expect(await read(`case:${one.id}`, '')).toEqual([1, 'case-moved']);
  });

  test('of a mandate it is told until its policy has been withdrawn for a week', async () => {
    await world.addAccounts(['portal', 'w']);
    const { id, policyId } = await issuePolicy(world);
    const policy = await world.storage.policies.byId(policyId);
    if (policy === null) throw new Error('no policy');
    const withdrawal = { reason: 'stated' as const, noticedAt: world.clock.now() };
    await world.storage.policies.replace(policy, { ...policy, withdrawal }, null);
    const kinds = async (): Promise<string[]> => {
      const { wanted } = await createReadWrong(world.deps)(`mandate:${id}`, world.clock.now(), []);
      return wanted.map(({ kind }) => kind);
    };
    expect(await kinds()).toContain('policy-withdrawn');
    world.clock.pass(7 * DAY_MS);
    expect(await kinds()).not.toContain('policy-withdrawn');
  });
});

describe('acknowledging', () => {
  const acknowledge = (id: AlertId, who = OPERATOR) => world.services.alerts.acknowledge(id, who);

  test('is not for a unit alone where other units have their part; for those above it is, and stands in the ledger', async () => {
    await world.addAccounts(['portal', 'w'], ['portal', 'v', 'b']);
    await issuePolicy(world);
    const [alert] = await openAlerts(world, 'mandate-progress');
    if (alert === undefined) throw new Error('no alert');
    await expect(acknowledge(alert.id, principal('operator', '2', world.unitA))).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(acknowledge(NOBODY as AlertId)).rejects.toMatchObject({ code: 'not-found' });
    expect(await acknowledge(alert.id)).toBe('acknowledged');
    while ((await world.storage.outbox.relay(500)) > 0);
    const lines = (await world.storage.ledger.ofSubject(`alert:${alert.id}`, PAGE)).items;
    expect(lines).toMatchObject([
      {
        kind: 'alert-acknowledged',
        from: null,
        to: 'acknowledged',
        reason: 'acknowledged',
        actor: `person:${OPERATOR.personId}`,
      },
    ]);
    expect((await openAlerts(world, 'mandate-progress'))[0]?.acknowledged).toEqual({
      by: OPERATOR.personId,
      name: OPERATOR.name,
      at: world.clock.now(),
    });
  });
});
