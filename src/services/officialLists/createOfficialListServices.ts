import { Refusal } from '../../domain/errors';
import type { OfficialListId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { countDiff, officialDiff } from '../../domain/register/officialDiff';
import { MOST_LISTED, type Comparing, type DiffLine, type OfficialList } from '../../domain/register/officialList';
import { readRegister } from '../../domain/register/readRegister';
import { asCivilDate, civilDateOf } from '../../domain/time/civil';
import { MINUTE_MS } from '../../domain/time/instant';
import type { LineAct, ListSight } from '../../ports/officialListStorage';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { LineSteps } from '../steps';
import { carryOut, type LineToDo } from './carryOut';
import { createCompareDue, createListEvent } from './compareDue';
import { heldAccounts, listedAccounts } from './compareList';
import type { OfficialListServices } from './contract';
import { holdListFile, putListFile } from './keepFile';
import { lineView, listView } from './listViews';

/** An act that is not finished by then was left: whoever comes next takes it over. */
const LEFT_MS = 2 * MINUTE_MS;

const sightOf = ({ unitId }: Principal): ListSight => (unitId === null ? null : { readerUnitId: unitId });

/** Official lists: kept, compared with the register, and turned into what is to be done line by line. */
export function createOfficialListServices(deps: ServiceDeps, steps: LineSteps): OfficialListServices {
  const { storage, clock, ids, settings, hasher } = deps;
  const eventOf = createListEvent(deps);
  const reach = async (id: OfficialListId, principal: Principal): Promise<OfficialList> => {
    demand('account.write', principal);
    const list = await storage.officialLists.byId(id, sightOf(principal));
    if (list === null) throw notFound('名录');
    return list;
  };
  /** What asks for a comparison, in the name of whoever does. */
  const askedBy = ({ personId, name, role }: Principal): Comparing => ({
    ...{ by: { personId, name, role }, done: 0, attempts: 0, failure: null },
  });
  const demandCompared = ({ comparing }: OfficialList): void => {
    if (comparing?.failure === null) throw conflict('名录正在比对。', '请等比对完成后再办理。');
  };
  const linesOf = async (id: OfficialListId): Promise<readonly DiffLine[]> =>
    (await storage.officialLists.part<DiffLine[]>(id, 'lines')) ?? [];
  /** A line by what it is: its place shifts when the list is compared again. */
  const keyOf = ({ kind, listed, accountId }: DiffLine): string => {
    const where = listed === null ? String(accountId) : `${listed.sheet}!${listed.row}`;
    return hasher.sha256(`${kind} ${where}`).slice(0, 16);
  };
  const leftBefore = () => new Date(clock.now().getTime() - LEFT_MS);
  /** Whether whoever left the line had done it all. */
  const isDone = async ({ list, line }: LineToDo): Promise<boolean> => {
    if (line.listed === null) return false;
    const { lines } = officialDiff([line.listed], await heldAccounts(deps, list.readerUnitId));
    return !lines.some(({ kind, listed }) => kind === line.kind && listed !== null);
  };
  return {
    handInList: async ({ sheets, content, ...file }, principal) => {
      demand('account.write', principal);
      const now = clock.now();
      if (asCivilDate(file.listedOn) === null || file.listedOn > civilDateOf(now))
        throw invalidInput('listedOn', '这一天还没有到，或不是日期。', '请填写名录上的日期。');
      const sectors = settings.sectors.entries.map(({ key, zh }) => ({ key, name: zh }));
      const { listed, unread } = await listedAccounts(deps, readRegister(sheets, { sectors }), principal.unitId);
      if (listed.length === 0)
        throw invalidInput('content', '文件中没有账号。', '名录应有“主办单位”“平台”“账号名称”三列，每行一个账号。');
      if (listed.length > MOST_LISTED)
        throw invalidInput('content', `名录超过 ${MOST_LISTED} 行。`, '请分成几份，按不同的来源上传。');
      const id = ids.id<OfficialListId>();
      const standing = await storage.officialLists.standing(file.source, principal.unitId);
      const isOlder = standing.some(({ listedOn }) => listedOn > file.listedOn);
      const list: OfficialList = {
        ...{ id, ...file, by: principal.personId, name: principal.name, at: now, readerUnitId: principal.unitId },
        ...{ lines: listed.length, unread, counts: countDiff([]), comparedAt: now },
        ...{ replacedAt: isOlder ? now : null, version: 1, comparing: askedBy(principal) },
        fileId: await putListFile(deps, { content, file, principal, now }),
      };
      // What it says before the list itself: one that is there can be compared again.
      await storage.officialLists.putPart(id, 'listed', listed);
      await storage.officialLists.insert(list, eventOf(list, 'handed-in', principal));
      await holdListFile(deps, list);
      return listView(list);
    },
    lists: async (page, principal) => {
      demand('account.write', principal);
      const { items, nextCursor } = await storage.officialLists.list(sightOf(principal), page);
      return { items: items.map(listView), nextCursor };
    },
    oneList: async (id, principal) => listView(await reach(id, principal)),
    listFile: async (id, principal) => {
      const list = await reach(id, principal);
      await holdListFile(deps, list);
      const { fileId, fileName } = list;
      const content = fileId === undefined ? null : await storage.files.read(fileId);
      if (content === null) throw notFound('名录的原文件');
      return { fileName, content };
    },
    listLines: async (id, { kind, limit, cursor }, principal) => {
      await reach(id, principal);
      const from = cursor === null ? 0 : Number(cursor);
      if (!Number.isInteger(from) || from < 0)
        throw invalidInput('cursor', '不是本列表给出的位置。', '请从第一页读起。');
      const chosen = (await linesOf(id)).filter((line) => kind === undefined || line.kind === kind);
      const some = chosen.slice(from, from + limit).map((line) => ({ line, key: keyOf(line) }));
      const acts = await storage.officialLists.actsOf(
        id,
        some.map(({ key }) => key),
      );
      const left = leftBefore();
      return {
        items: some.map(({ line, key }) => {
          const act = acts.get(key) ?? null;
          return lineView(line, key, act?.doneAt === null && act.at < left ? null : act);
        }),
        nextCursor: from + limit < chosen.length ? String(from + limit) : null,
      };
    },
    compareAgain: async (id, principal) => {
      const list = await reach(id, principal);
      if (list.replacedAt !== null) throw conflict('这份名录已被同一来源较新的名录代替。');
      demandCompared(list);
      const next = { ...list, comparing: askedBy(principal) };
      if (!(await storage.officialLists.change(next, eventOf(next, 'comparison-asked', principal))))
        throw conflict('这份名录刚被更新。');
      return listView({ ...next, version: list.version + 1 });
    },
    compareDue: createCompareDue(deps, steps),
    actOnLine: async (id, { key, ...request }, principal) => {
      const list = await reach(id, principal);
      if (list.replacedAt !== null) throw conflict('这份名录已被同一来源较新的名录代替。');
      demandCompared(list);
      const line = (await linesOf(id)).find((one) => keyOf(one) === key);
      if (line === undefined) throw conflict('名录刚重新比对过，请刷新后再办理。');
      const todo: LineToDo = { list, line, request: { ...request, reason: writtenReason(request.reason) } };
      const act: LineAct = { key, by: principal.personId, name: principal.name, at: clock.now(), doneAt: null };
      const begun = await storage.officialLists.act(id, act, leftBefore());
      if (begun === 'taken') throw conflict('这一行已经有人办理。');
      try {
        if (begun === 'begun' || !(await isDone(todo))) await carryOut(steps, todo, principal);
      } catch (error) {
        // Whether anything else has done it nobody knows: it is taken over when it is looked at again.
        if (error instanceof Refusal) await storage.officialLists.dropAct(id, act);
        throw error;
      }
      const doneAt = clock.now();
      await storage.officialLists.finishAct(id, act, doneAt);
      return lineView(line, key, { ...act, doneAt });
    },
  };
}
