import { DAY_MS, HOUR_MS } from '../../src/domain/time/instant';
import type { Case, CaseEvent } from '../../src/domain/cases/case';
import type { Principal } from '../../src/domain/people/role';
import { alertKinds } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const ADMINISTRATOR = principal('administrator', '1');
const OPERATOR = principal('operator', '2');
const BOTH = principal('administrator', '3');

const post = (daysAgo: number): void => {
  const at = new Date(world.clock.now().getTime() - daysAgo * DAY_MS);
  world.platform.publishByHand('w', {
    title: `发布于${daysAgo}天前`,
    publishedAt: { precision: 'instant', at, original: at.toISOString() },
  });
};
const theCase = async (): Promise<Case> => {
  const [shutdownCase] = (
    await world.storage.cases.list({ accountId: (await world.account('w')).account.id }, PAGE, null)
  ).items;
  if (shutdownCase === undefined) throw new Error('no case');
  return shutdownCase;
};
const take = async (event: CaseEvent, who: Principal, note = '已核实'): Promise<void> =>
  world.services.cases.takeCaseStep({ caseId: (await theCase()).id, event, note }, who);
async function silentAccount(daysAgo: number): Promise<void> {
  await world.addAccounts(['weibo', 'w'], ['weibo', 'successor']);
  world.platform.publishByHand('successor', { title: '承接账号的发文' });
  post(daysAgo);
  await world.lookAtDue();
}

describe('actDue', () => {
  test('reminds by itself as soon as a case is noticed', async () => {
    await silentAccount(15);
    expect(await world.services.cases.actDue(10)).toEqual({ remind: 1 });
    expect(await world.services.cases.actDue(10)).toEqual({});
    expect(await theCase()).toMatchObject({
      state: 'reminded',
      steps: [{ event: 'remind', actor: { kind: 'system' } }],
    });
  });

  test('turns overdue at the rectification deadline, dated by it, if the account is still seen to be silent', async () => {
    await silentAccount(15);
    await world.services.cases.actDue(10);
    await take('order-rectification', OPERATOR);
    world.platform.sight.set('successor', { outcome: 'unreachable', retryAfterMs: null });
    const { rectifyBy } = await theCase();
    // Ten working days from Fri 18th: the make-up Sunday counts, the National Day week does not.
    expect(rectifyBy).toEqual(new Date('2026-10-08T16:00:00Z'));
    world.clock.set(new Date('2026-10-08T15:59:59Z'));
    await world.lookAtDue();
    expect(await world.services.cases.actDue(10)).toEqual({});
    world.clock.set(new Date('2026-10-08T20:00:00Z'));
    await world.lookAtDue();
    expect(await world.services.cases.actDue(10)).toEqual({ 'deadline-passed': 1 });
    expect((await theCase()).steps.at(-1)).toMatchObject({ occurredAt: rectifyBy, recordedAt: world.clock.now() });
  });

  test('does not hold a deadline against an account that cannot be seen', async () => {
    await silentAccount(15);
    await world.services.cases.actDue(10);
    await take('order-rectification', OPERATOR);
    world.platform.sight.set('w', { outcome: 'unreachable', retryAfterMs: null });
    world.clock.set(new Date('2026-10-20T00:00:00Z'));
    await world.lookAtDue();
    await world.services.accounts.judgeDue(10);
    expect((await world.account('w')).verdict?.kind).toBe('unknown');
    expect(await world.services.cases.actDue(10)).toMatchObject({ held: 1 });
    expect((await theCase()).state).toBe('rectifying');
  });

  test('closes a case whose account came back while the closing was interrupted', async () => {
    await silentAccount(15);
    const shutdownCase = await theCase();
    post(0);
    const closing = world.storage.cases.move;
    Object.assign(world.storage.cases, { move: () => Promise.reject(new Error('no store')) });
    world.clock.pass(HOUR_MS);
    await expect(world.lookAtDue()).rejects.toThrow('no store');
    Object.assign(world.storage.cases, { move: closing });
    expect((await theCase()).state).toBe('noticed');
    expect(await world.services.cases.actDue(10)).toEqual({ 'posts-seen': 1 });
    expect(await theCase()).toMatchObject({ id: shutdownCase.id, state: 'closed', closeReason: 'recovered' });
  });
});

describe('take', () => {
  test('goes from the reminder to the shutdown, approved by another person than the proposer', async () => {
    await silentAccount(31);
    await world.services.cases.actDue(10);
    await take('propose-shutdown', BOTH);
    await expect(take('approve', BOTH)).rejects.toMatchObject({ code: 'self-approval' });
    await expect(take('approve', OPERATOR)).rejects.toMatchObject({ code: 'forbidden' });
    await take('approve', ADMINISTRATOR);
    for (const event of ['announce', 'archive', 'cancel-on-platform', 'file'] as const) await take(event, OPERATOR);
    expect(await theCase()).toMatchObject({
      state: 'filed',
      actAfter: new Date(world.clock.now().getTime() + 90 * DAY_MS),
    });
    expect((await world.account('w')).account.status).toBe('cancelled');
    await world.services.accounts.judgeDue(10);
    expect((await world.account('w')).verdict).toMatchObject({ kind: 'exempt', reason: 'account-cancelled' });
    world.clock.pass(90 * DAY_MS);
    expect(await world.services.cases.actDue(10)).toEqual({ 'watch-ended': 1 });
    expect(await theCase()).toMatchObject({ state: 'closed', closeReason: 'shut-down' });
    while ((await world.storage.outbox.relay(500)) > 0);
    const ledger = (await world.storage.ledger.ofSubject(`case:${(await theCase()).id}`, PAGE)).items;
    expect(ledger.map(({ to }) => to).reverse()).toEqual([
      'noticed',
      'reminded',
      'proposed',
      'approved',
      'announced',
      'archived',
      'cancelled',
      'filed',
      'closed',
    ]);
  });

  test('an account that publishes after it was cancelled is found, and its case begins anew', async () => {
    await silentAccount(31);
    await world.services.cases.actDue(10);
    await take('propose-shutdown', OPERATOR);
    await take('approve', ADMINISTRATOR);
    for (const event of ['announce', 'archive', 'cancel-on-platform', 'file'] as const) await take(event, OPERATOR);
    // A look in between finds nothing, and leaves a verdict that the next one will not change.
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    world.clock.pass(DAY_MS);
    post(0);
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    expect((await theCase()).state).toBe('noticed');
    expect((await world.account('w')).account.status).toBe('revived');
    expect(await alertKinds(world)).toContain('case-revived');
  });

  test('an integration names an active successor, and is not carried out as a shutdown', async () => {
    await silentAccount(31);
    await world.services.cases.actDue(10);
    const { account: successor } = await world.account('successor');
    const { id } = await theCase();
    const propose = (successorAccountId?: typeof successor.id): Promise<void> =>
      world.services.cases.takeCaseStep(
        {
          caseId: id,
          event: 'propose-integration',
          note: '并入',
          ...(successorAccountId === undefined ? {} : { extra: { successorAccountId } }),
        },
        OPERATOR,
      );
    await expect(propose()).rejects.toMatchObject({ code: 'invalid-input', field: 'successorAccountId' });
    await expect(propose('f'.repeat(24) as typeof successor.id)).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'successorAccountId',
    });
    await propose(successor.id);
    await take('approve', ADMINISTRATOR);
    await take('announce', OPERATOR);
    await take('archive', OPERATOR);
    await expect(take('cancel-on-platform', OPERATOR)).rejects.toMatchObject({ code: 'forbidden' });
    await take('integrate', OPERATOR);
    expect((await world.account('w')).account.status).toBe('cancelled');
  });

  test('refuses what the state, the note, the scope or the system forbids', async () => {
    await silentAccount(15);
    await expect(take('announce', OPERATOR)).rejects.toMatchObject({ code: 'conflict' });
    await expect(take('dismiss', OPERATOR, ' ')).rejects.toMatchObject({ code: 'invalid-input', field: 'note' });
    await expect(take('dismiss', principal('operator', '4', world.unitB))).rejects.toMatchObject({ code: 'not-found' });
    await expect(take('dismiss', principal('viewer', '5'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(take('posts-seen', ADMINISTRATOR)).rejects.toMatchObject({ code: 'forbidden' });
    await world.services.cases.actDue(10);
    // 15 days are not dormant: shutting down comes only after a rectification.
    await expect(take('propose-shutdown', OPERATOR)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('two people who take a step at the same moment take it once', async () => {
    await silentAccount(15);
    await world.services.cases.actDue(10);
    const results = await Promise.allSettled([
      take('order-rectification', OPERATOR),
      take('order-rectification', BOTH),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await theCase()).steps.filter(({ event }) => event === 'order-rectification')).toHaveLength(1);
  });

  test('shows beside each next step whether the reader may take it', async () => {
    await silentAccount(31);
    await world.services.cases.actDue(10);
    await take('propose-shutdown', BOTH);
    const steps = async (who: Principal): Promise<string[]> =>
      (await world.services.views.case((await theCase()).id, who)).nextSteps.map(
        ({ event, allowed, refusal }) => `${event} ${allowed} ${refusal}`,
      );
    expect(await steps(BOTH)).toEqual(expect.arrayContaining(['approve false self-approval', 'reject true null']));
    expect(await steps(ADMINISTRATOR)).toEqual(expect.arrayContaining(['approve true null']));
    expect(await steps(OPERATOR)).toEqual(expect.arrayContaining(['approve false forbidden']));
  });
});
