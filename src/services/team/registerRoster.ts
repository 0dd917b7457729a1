import type { LiaisonId, UnitId } from '../../domain/ids';
import type { LiaisonOfFile } from '../../domain/register/registerFile';
import type { CivilDate } from '../../domain/time/instant';
import type { Liaison } from '../../domain/team/liaison';
import { conflict, demand, invalidInput } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ImportSteps } from '../steps';
import { reachOpenUnit } from './reachOpenUnit';
import { createTeamEvents } from './teamEvents';

const FIELDS = ['post', 'rank', 'mobile', 'officePhone', 'personId', 'sinceOn'] as const;
const TOLD_EVERY = 20;

/** The roster as a table lists it. Repeatable: what is so already is left alone, and nobody is taken off it. */
export function createRegisterRoster(deps: ServiceDeps): ImportSteps['team']['registerRoster'] {
  const { storage, ids } = deps;
  const events = createTeamEvents(deps);
  return async (rows, principal, onProgress = () => undefined) => {
    if (rows.length === 0) return;
    demand('team.manage', principal);
    const unitIdOf = new Map((await storage.units.list(principal.unitId)).map(({ key, id }) => [key, id]));
    const personIdOf = new Map((await storage.people.list()).map(({ username, id }) => [username, id]));
    const recordOf = ({ id: _id, unit, person, sinceOn, ...rest }: LiaisonOfFile) => {
      const unitId = unitIdOf.get(unit);
      const personId = person === null ? null : personIdOf.get(person);
      if (unitId === undefined) throw invalidInput('unit', `没有单位“${unit}”。`, '请重新核对表格。');
      if (personId === undefined) throw invalidInput('person', `没有用户名“${person ?? ''}”。`, '请重新核对表格。');
      return { unitId, record: { ...rest, personId, sinceOn: sinceOn as CivilDate } };
    };
    for (const [at, row] of rows.entries()) {
      if (at % TOLD_EVERY === 0) onProgress(at, rows.length);
      const { unitId, record } = recordOf(row);
      const before = await holderOf(unitId, row);
      if (before === undefined) {
        const unit = await reachOpenUnit(deps, unitId, principal);
        const { id = ids.id<LiaisonId>() } = row;
        const liaison: Liaison = { ...record, ...{ id, unitId, unitPath: unit.path, untilOn: null, version: 1 } };
        const said = { reason: 'liaison-added', note: '' };
        await storage.liaisons.insert(liaison, events.liaison(liaison, said, principal));
        continue;
      }
      const next: Liaison = { ...before, ...record };
      const fields = FIELDS.filter((field) => before[field] !== next[field]);
      if (fields.length === 0) continue;
      const said = { reason: 'liaison-changed', note: '', data: { fields: fields.join(',') } };
      if (!(await storage.liaisons.change(next, events.liaison(next, said, principal))))
        throw conflict(`${row.name}的联络员记录刚被他人改动。`);
    }
  };

  async function holderOf(unitId: UnitId, { duty, name }: LiaisonOfFile): Promise<Liaison | undefined> {
    return (await storage.liaisons.ofUnit(unitId, null)).find(
      (one) => one.untilOn === null && one.duty === duty && one.name === name,
    );
  }
}
