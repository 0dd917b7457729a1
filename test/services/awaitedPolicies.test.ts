import type { Alert } from '../../src/domain/alerts/alert';
import type { PolicyId } from '../../src/domain/ids';
import type { ObservedPolicy } from '../../src/domain/policies/policy';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { alertHistory, bringUpToDate, listPolicies, openAlerts, SOURCE } from './fixtures';
import { observedPolicy } from './platform';
import { useWorld } from './useWorld';
import { PAGE, principal, RULE } from './world';

const world = useWorld();
const OPERATOR = principal('operator', '1');
const ADMINISTRATOR = principal('administrator', '2');
/** Published Fri 2026-09-18 09:00 +08:00: due Mon 2026-09-21 00:00 +08:00. */
const STRANGE = observedPolicy({
  title: '关于做好秋季有关工作的通知',
  issuer: null,
  docNumber: null,
  url: 'https://www.example/1.htm',
  publishedAt: { precision: 'instant', at: new Date('2026-09-18T01:00:00Z'), original: '' },
});
const DUE_BY = new Date('2026-09-20T16:00:00Z');
const other = (more: Partial<ObservedPolicy>): ObservedPolicy => ({
  ...STRANGE,
  title: '关于开展某项检查的通知',
  url: 'https://www.example/2.htm',
  ...more,
});

async function see(...policies: readonly ObservedPolicy[]): Promise<void> {
  await world.services.policies.registerSources([SOURCE]);
  await world.services.rules.register([RULE]);
  listPolicies(world, ...policies);
  await world.services.policies.intakeAll(new AbortController().signal);
  await world.services.mandates.issueMandates(100);
}
async function waiting(): Promise<readonly PolicyId[]> {
  return (await world.storage.policies.list({ awaitsPerson: true }, PAGE)).items.map(({ id }) => id);
}
async function told(): Promise<Alert | null> {
  return (await openAlerts(world, 'policy-awaiting'))[0] ?? null;
}
const counted = async (as = OPERATOR) => (await world.services.views.summary(as)).policiesAwaiting;
const setAside = async (id: PolicyId | undefined): Promise<void> =>
  world.services.policies.decideByHand(
    id ?? ('' as PolicyId),
    { authority: 'unknown', sectors: [], bindsNobody: true, reason: '与本地无关' },
    OPERATOR,
  );

test('opens one alert when the first waits, which counts them all and ends by itself when none does', async () => {
  await see(STRANGE);
  expect(await told()).toMatchObject({ severity: 'warning', figures: { policies: 1, dueBy: DUE_BY.toISOString() } });
  await see(STRANGE, other({}));
  world.clock.pass(2 * MINUTE_MS);
  expect(await told()).toMatchObject({ figures: { policies: 2 } });
  const [first, second] = await waiting();
  await setAside(first);
  world.clock.pass(2 * MINUTE_MS);
  expect([(await waiting()).length, (await told())?.figures['policies']]).toEqual([1, 1]);
  await setAside(second);
  expect((await alertHistory(world)).filter((line) => line.startsWith('policy-awaiting'))).toEqual([
    'policy-awaiting opened',
    'policy-awaiting changed',
    'policy-awaiting changed',
    'policy-awaiting resolved done',
  ]);
});

test('the summary counts exactly what the list shows, with the nearest deadline and what is late', async () => {
  await see(
    STRANGE,
    other({ publishedAt: { precision: 'instant', at: new Date('2026-09-18T01:30:00Z'), original: '' } }),
  );
  expect(await counted()).toMatchObject({ total: (await waiting()).length, late: 0, dueBy: DUE_BY.toISOString() });
  world.clock.set(DUE_BY);
  expect(await counted()).toMatchObject({ total: 2, late: 2 });
  for (const id of await waiting()) await setAside(id);
  world.clock.pass(MINUTE_MS);
  expect([await waiting(), await counted()]).toEqual([[], { total: 0, late: 0, dueBy: null, rules: 0 }]);
});

test('becomes critical by time alone, at the instant from which it is hardly met', async () => {
  await see(STRANGE);
  await told();
  world.clock.set(new Date(DUE_BY.getTime() - 12 * HOUR_MS - 1));
  expect((await told())?.severity).toBe('warning');
  world.clock.pass(1);
  expect(await told()).toMatchObject({ severity: 'critical', state: 'open' });
});

test('a mandate that waits for its review presses in the same way', async () => {
  await world.addAccounts(['weibo', 'w']);
  await world.services.policies.registerSources([SOURCE]);
  await world.services.rules.register([{ ...RULE, review: 'staged' }]);
  listPolicies(world, { ...STRANGE, issuer: '国务院', docNumber: '国发〔2026〕30号' });
  await world.services.policies.intakeAll(new AbortController().signal);
  await world.services.mandates.issueMandates(100);
  const severity = async (): Promise<string | undefined> => (await openAlerts(world, 'mandate-review'))[0]?.severity;
  expect(await severity()).toBe('notice');
  world.clock.set(new Date(DUE_BY.getTime() - 12 * HOUR_MS - 1));
  expect(await severity()).toBe('notice');
  world.clock.pass(1);
  expect(await severity()).toBe('critical');
});

test('is the office’s: readers of a unit are told neither number nor alert', async () => {
  await see(STRANGE);
  await bringUpToDate(world);
  expect(await counted(principal('operator', '3', world.unitA))).toBeNull();
  expect((await world.storage.alerts.list({ kind: 'policy-awaiting' }, PAGE, world.unitA)).items).toEqual([]);
});

test.each<[string, Partial<ObservedPolicy>]>([
  [
    'was published before the rule is in effect',
    { publishedAt: { precision: 'day', on: '2026-08-31' as never, original: '' } },
  ],
  ['has no date to count from', { publishedAt: null }],
  ['only explains another', { title: '一图读懂：关于做好秋季有关工作的通知' }],
  ['has nothing to link to', { url: null }],
])('nobody is asked about a policy that %s: no answer would mandate it', async (_why, more) => {
  await see(other(more));
  expect([await waiting(), await told()]).toEqual([[], null]);
});

test('nor about one whose rules were stopped since; the ledger says that it waits for nobody', async () => {
  await see(STRANGE);
  await told();
  const [rule] = await world.storage.mandates.rules();
  await world.services.rules.setDisabled(rule?.id ?? ('' as never), { is: true, reason: '停用' }, ADMINISTRATOR);
  await world.services.mandates.issueMandates(100);
  expect([await waiting(), await told()]).toEqual([[], null]);
  const reasons = (await world.storage.ledger.after(0, 500)).map(({ reason }) => reason);
  expect(reasons.filter((reason) => reason.startsWith('awaits-'))).toEqual(['awaits-person', 'awaits-nobody']);
});

test('a rule changed so that it would mandate it binds nothing by itself: it goes on waiting', async () => {
  await see(STRANGE);
  const [rule] = await world.storage.mandates.rules();
  if (rule === undefined) throw new Error('no rule');
  const { id, revision = 0, disabledAt: _never, ...draft } = rule;
  const wider = { ...draft, authorities: [...draft.authorities, 'unknown' as const] };
  await world.services.rules.update(id, { draft: wider, revision, reason: '放宽' }, ADMINISTRATOR);
  await world.services.mandates.issueMandates(100);
  expect([(await waiting()).length, (await world.storage.mandates.list(PAGE)).items]).toEqual([1, []]);
});
