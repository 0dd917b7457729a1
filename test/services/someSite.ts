import type { AccountStatus } from '../../src/domain/accounts/account';
import { makeEvent } from '../../src/domain/alerts/events';
import type { Site } from '../../src/domain/accounts/site';
import type { Obligation } from '../../src/domain/mandates/mandate';
import { systemActor } from '../../src/services/actors';
import { ids, PAGE, registration, type World } from './world';

/** Columns of one site of unit `a`, into which software may publish unless their name begins with `x`. */
export async function addColumns(world: World, ...columns: readonly string[]): Promise<Site> {
  world.platform.portalTakesPushes = true;
  await world.services.accounts.registerSites([
    { key: 'jyj', unitKey: 'a', name: '甲局网站', homeUrl: 'https://a.gov.test/', identifierCode: '9903210002' },
  ]);
  await world.services.accounts.registerAccounts(
    columns.map((name) => ({
      ...registration('portal', name),
      credential: name.startsWith('x') ? null : { pushSecret: `secret-${name}` },
      siteKey: 'jyj',
    })),
  );
  const site = await world.storage.sites.byKey('jyj');
  if (site === null) throw new Error('no site');
  return site;
}

/** Everything owed, as it is stored. */
export async function owed(world: World): Promise<readonly Obligation[]> {
  return (await world.storage.obligations.list({}, PAGE, null)).items;
}

export async function setStatus(world: World, externalId: string, status: AccountStatus): Promise<void> {
  const { account } = await world.account(externalId);
  const event = makeEvent(
    { eventId: ids.eventId(), actor: systemActor('test'), now: world.clock.now() },
    { kind: 'account-changed', subject: `account:${account.id}`, from: account.status, to: status, reason: 'test' },
  );
  await world.storage.accounts.changeStatus(account.id, account.status, status, event);
}

/** Reasons and notes of an obligation's ledger lines, newest first. */
export async function ledgerOf(world: World, { id }: Pick<Obligation, 'id'>): Promise<string[]> {
  while ((await world.storage.outbox.relay(500)) > 0);
  return (await world.storage.ledger.ofSubject(`obligation:${id}`, PAGE)).items.map(({ reason, data }) =>
    typeof data['note'] === 'string' ? `${reason} ${data['note']}` : reason,
  );
}
