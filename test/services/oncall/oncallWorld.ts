import type { PersonId, RosterId } from '../../../src/domain/ids';
import type { CivilDate } from '../../../src/domain/time/instant';
import type { Filling, RosterDraft, Services } from '../../../src/services/index';
import { addPerson } from '../notify/notifyWorld';
import { principal, type World } from '../world';

export const admin = principal('administrator', '1');
export const date = (text: string): CivilDate => text as CivilDate;

export const rosterDraft = (given: Partial<RosterDraft> = {}): RosterDraft => ({
  name: '总值班',
  unitId: null,
  handoverMinute: 510,
  fallbackRole: 'administrator',
  disabled: false,
  ...given,
});

export async function addRoster(services: Services, given: Partial<RosterDraft> = {}): Promise<RosterId> {
  return (await services.oncall.addRoster(rosterDraft(given), admin)).id as RosterId;
}

/** People by these names, reached by mail. */
export async function addPeople(world: World, ...names: readonly string[]): Promise<readonly PersonId[]> {
  const added: PersonId[] = [];
  for (const name of names)
    added.push(
      await addPerson(world.storage, { name, username: `u-${name}` }, { mail: `${names.indexOf(name)}@x.cn` }),
    );
  return added;
}

/** A table of days and names, below its head. */
export const table = (...lines: readonly (readonly [string, string, string?])[]): Filling => ({
  kind: 'table',
  rows: [['日期', '值班人员', '带班领导'], ...lines].map((cells, index) => ({
    row: index + 1,
    cells: cells.map((cell) => cell ?? ''),
  })),
});

/** Lines of the ledger about what is set up. */
export async function ledgerOf({ storage }: World): Promise<readonly string[]> {
  while ((await storage.outbox.relay(100)) > 0);
  const entries = await storage.ledger.after(0, 500);
  return entries.filter(({ kind }) => kind === 'notify-changed').map(({ to, reason }) => `${to} ${reason}`);
}
