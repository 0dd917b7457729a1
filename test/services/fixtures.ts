import type { Alert, AlertKind } from '../../src/domain/alerts/alert';
import type { Mandate } from '../../src/domain/mandates/mandate';
import type { Obligation } from '../../src/domain/mandates/mandate';
import type { ObservedPolicy, PolicySource } from '../../src/domain/policies/policy';
import { PAGE, RULE, type World } from './world';
import { observedPolicy } from './platform';

export const TITLE = '国务院关于加强基层治理的若干意见';
export const SOURCE: Omit<PolicySource, 'id'> = {
  key: 'gov',
  kind: 'govcn-json',
  title: '中国政府网',
  authority: 'state-council',
  url: 'https://www.gov.cn/list.json',
  whitelisted: true,
};

/** Fri 2026-09-18 09:00 +08:00. */
export const POLICY: ObservedPolicy = observedPolicy({
  title: TITLE,
  docNumber: '国发〔2026〕30号',
  publishedAt: { precision: 'instant', at: new Date('2026-09-18T01:00:00Z'), original: '2026-09-18 09:00' },
});

export function listPolicies(world: World, ...items: readonly ObservedPolicy[]): void {
  world.platform.policies = { outcome: 'items', unreadable: 0, items };
}

/** Source, rule and one policy, read, decided and expanded into obligations. */
export async function issuePolicy(world: World, rule: Partial<typeof RULE> = {}): Promise<Mandate> {
  await world.services.policies.registerSources([SOURCE]);
  await world.services.rules.register([{ ...RULE, ...rule }]);
  listPolicies(world, POLICY);
  await world.services.policies.intakeAll(new AbortController().signal);
  await world.services.mandates.issueMandates(100);
  return theMandate(world);
}

export async function theMandate({ storage }: World): Promise<Mandate> {
  const [mandate] = (await storage.mandates.list(PAGE)).items;
  if (mandate === undefined) throw new Error('no mandate');
  return mandate;
}

export async function obligationOf(world: World, externalId: string): Promise<Obligation> {
  const { account } = await world.account(externalId);
  const [obligation] = (await world.storage.obligations.list({ accountId: account.id }, PAGE, null)).items;
  if (obligation === undefined) throw new Error(`no obligation for ${externalId}`);
  return obligation;
}

/** Brings ledger and alerts up to date. */
export async function bringUpToDate(world: Pick<World, 'services'>): Promise<void> {
  for (;;) {
    const { relayed = 0, changes = 0 } = await world.services.alerts.relay(500);
    if (relayed === 0 && changes === 0) return;
  }
}

/** The kind of every alert that was opened, in order. */
export async function alertKinds(world: World): Promise<string[]> {
  return (await alertChangesOf(world)).filter(({ change }) => change === 'opened').map(({ kind }) => kind);
}

/** Every change of an alert, in order, as `kind change` or `kind resolved reason`. */
export async function alertHistory(world: World): Promise<string[]> {
  return (await alertChangesOf(world)).map(({ kind, change, resolved }) =>
    [kind, change, ...(resolved === null ? [] : [resolved.reason])].join(' '),
  );
}

async function alertChangesOf(world: World): Promise<readonly Alert[]> {
  await bringUpToDate(world);
  return world.storage.alerts.since(0, 5_000, null);
}

/** What is wrong now, as the alerts say. */
export async function openAlerts(world: World, kind?: AlertKind): Promise<readonly Alert[]> {
  await bringUpToDate(world);
  const filter = { state: 'unresolved' as const, ...(kind === undefined ? {} : { kind }) };
  return (await world.storage.alerts.list(filter, PAGE, null)).items;
}
