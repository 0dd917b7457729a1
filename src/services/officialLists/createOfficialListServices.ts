import type { DiffLineView, OfficialListView } from '../../api/officialLists';
import { makeEvent } from '../../domain/alerts/events';
import type { AccountId, OfficialListId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { countDiff, officialDiff } from '../../domain/register/officialDiff';
import { MOST_LISTED, type DiffLine, type ListedAccount, type OfficialList } from '../../domain/register/officialList';
import { readRegister } from '../../domain/register/readRegister';
import { asCivilDate, civilDateOf } from '../../domain/time/civil';
import type { LineAct, ListSight } from '../../ports/officialListStorage';
import { personActor } from '../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { LineSteps } from '../steps';
import { iso, isoOrNull } from '../toView/isoInstant';
import { heldAccounts, listedAccounts } from './compareList';
import type { LineRequest, OfficialListServices } from './contract';

const sightOf = ({ unitId }: Principal): ListSight => (unitId === null ? null : { readerUnitId: unitId });

/** Official lists: kept, compared with the register, and turned into what is to be done line by line. */
export function createOfficialListServices(deps: ServiceDeps, steps: LineSteps): OfficialListServices {
  const { storage, clock, ids, settings } = deps;
  const eventOf = (list: OfficialList, reason: string, principal: Principal) =>
    makeEvent(
      { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
      {
        ...{ kind: 'official-list-changed', subject: `official-list:${list.id}`, from: null, to: null, reason },
        data: { source: list.source, listedOn: list.listedOn, sha256: list.sha256, lines: list.lines },
      },
    );
  const reach = async (id: OfficialListId, principal: Principal): Promise<OfficialList> => {
    demand('account.write', principal);
    const list = await storage.officialLists.byId(id, sightOf(principal));
    if (list === null) throw notFound('名录');
    return list;
  };
  const compare = async (list: OfficialList, listed: readonly ListedAccount[], principal: Principal) => {
    const { lines, inList } = officialDiff(listed, await heldAccounts(deps, list.readerUnitId));
    await storage.officialLists.putPart(list.id, 'lines', lines);
    if (list.replacedAt === null) await steps.settleListed(list.source, new Set(inList), principal);
    return { counts: countDiff(lines), comparedAt: clock.now() };
  };
  const linesOf = async (id: OfficialListId): Promise<readonly DiffLine[]> =>
    (await storage.officialLists.part<DiffLine[]>(id, 'lines')) ?? [];
  return {
    handInList: async ({ sheets, ...file }, principal) => {
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
        ...{ replacedAt: isOlder ? now : null, version: 1 },
      };
      // What it says before the list itself: one that is there can be compared again.
      await storage.officialLists.putPart(id, 'listed', listed);
      const compared = { ...list, ...(await compare(list, listed, principal)) };
      await storage.officialLists.insert(compared, eventOf(list, 'handed-in', principal));
      if (!isOlder)
        for (const older of standing)
          await storage.officialLists.change({ ...older, replacedAt: now }, eventOf(older, 'replaced', principal));
      return listView(compared);
    },
    lists: async (page, principal) => {
      demand('account.write', principal);
      const { items, nextCursor } = await storage.officialLists.list(sightOf(principal), page);
      return { items: items.map(listView), nextCursor };
    },
    oneList: async (id, principal) => listView(await reach(id, principal)),
    listLines: async (id, { kind, limit, cursor }, principal) => {
      await reach(id, principal);
      const from = cursor === null ? 0 : Number(cursor);
      if (!Number.isInteger(from) || from < 0)
        throw invalidInput('cursor', '不是本列表给出的位置。', '请从第一页读起。');
      const chosen = (await linesOf(id)).flatMap((line, at) =>
        kind === undefined || line.kind === kind ? [{ line, at }] : [],
      );
      const some = chosen.slice(from, from + limit);
      const acts = await storage.officialLists.actsOf(
        id,
        some.map(({ at }) => at),
      );
      return {
        items: some.map(({ line, at }) => lineView(line, at, acts.get(at) ?? null)),
        nextCursor: from + limit < chosen.length ? String(from + limit) : null,
      };
    },
    compareAgain: async (id, principal) => {
      const list = await reach(id, principal);
      if (list.replacedAt !== null) throw conflict('这份名录已被同一来源较新的名录代替。');
      const listed = (await storage.officialLists.part<ListedAccount[]>(id, 'listed')) ?? [];
      const next = { ...list, ...(await compare(list, listed, principal)) };
      if (!(await storage.officialLists.change(next, eventOf(next, 'compared', principal))))
        throw conflict('这份名录刚被更新。');
      return listView({ ...next, version: list.version + 1 });
    },
    actOnLine: async (id, { line: at, ...request }, principal) => {
      const list = await reach(id, principal);
      if (list.replacedAt !== null) throw conflict('这份名录已被同一来源较新的名录代替。');
      const line = (await linesOf(id))[at];
      if (line === undefined) throw notFound('这一行');
      const reason = writtenReason(request.reason);
      const act: LineAct = { line: at, by: principal.personId, name: principal.name, at: clock.now() };
      if (!(await storage.officialLists.act(id, act))) throw conflict('这一行已经有人办理。');
      try {
        await carryOut(steps, { list, line, request: { ...request, reason } }, principal);
      } catch (error) {
        await storage.officialLists.dropAct(id, at);
        throw error;
      }
      return lineView(line, at, act);
    },
  };
}

/** Does what people would do with such a line, with the refusals of that. */
async function carryOut(
  steps: LineSteps,
  { list, line, request }: { readonly list: OfficialList; readonly line: DiffLine; readonly request: LineRequest },
  principal: Principal,
): Promise<void> {
  const { kind, listed, accountId, platform } = line;
  const { reason, paper } = request;
  if (kind === 'extra' && accountId !== null)
    return steps.reportNotInList(
      accountId,
      { source: list.source, list: `${list.source}（${list.listedOn}）` },
      principal,
    );
  if (kind === 'missing' && listed !== null) {
    const unitId = request.unitId ?? listed.unitId;
    if (unitId === null)
      throw invalidInput('unitId', `名录中的主办单位“${listed.unit}”没有登记。`, '请选择这个账号的主办单位。');
    const { externalId, name, homeUrl } = listed;
    const status = externalId === '' ? ('applied' as const) : ('active' as const);
    await steps.add(
      {
        ...{ unitId, status, platform, externalId, name, homeUrl, columnClass: 'account', region: '' },
        ...{ openedAt: null, settings: {}, credential: null },
      },
      principal,
    );
    return;
  }
  if ((kind === 'renamed' || kind === 'other-sponsor') && listed !== null) {
    if (paper === undefined) throw invalidInput('paper', '没有写明依据。', '请填写批准人、文件和日期。');
    const { noticeUrl, ...rest } = paper;
    const step =
      kind === 'renamed'
        ? { act: 'rename' as const, name: listed.name }
        : {
            act: 'change-sponsor' as const,
            ...(listed.unitId && { unitId: listed.unitId }),
            ...(noticeUrl === undefined ? {} : { noticeUrl }),
          };
    return steps.takeStep(accountId as AccountId, { ...rest, ...step, reason }, principal);
  }
  throw invalidInput('line', '这一行没有可以直接办理的事项。', '请核对名录；重复的账号见备案问题。');
}

function listView(list: OfficialList): OfficialListView {
  const { id, source, listedOn, fileName, sha256, bytes, name, at, lines, unread, counts, comparedAt, replacedAt } =
    list;
  return {
    ...{ id, source, listedOn, fileName, sha256, bytes, byName: name, at: iso(at), lines, unread, counts },
    ...{ comparedAt: iso(comparedAt), replacedAt: isoOrNull(replacedAt), version: list.version },
  };
}

function lineView(
  { kind, label, platform, listed, accountId, before, after }: DiffLine,
  line: number,
  act: LineAct | null,
): DiffLineView {
  return {
    ...{
      line,
      kind,
      label,
      platform,
      sheet: listed?.sheet ?? null,
      row: listed?.row ?? null,
      accountId,
      before,
      after,
    },
    ...{ externalId: listed?.externalId ?? '', unitId: listed?.unitId ?? null },
    act: act && { byName: act.name, at: iso(act.at) },
  };
}
