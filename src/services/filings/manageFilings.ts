import type { FilingFindingView } from '../../api/filingFindings';
import { isOpen } from '../../domain/accounts/unit';
import { isIdOf } from '../../domain/accounts/platforms';
import { LONGEST_ACCEPTANCE_DAYS, type FilingFinding } from '../../domain/filings/filingFinding';
import { FILING_FINDING_KINDS, findingRule } from '../../domain/filings/findingKinds';
import { isReported, reportedKey } from '../../domain/filings/filingProblems';
import type { FilingFindingId } from '../../domain/ids';
import { addCivilDays, asCivilDate, civilDateOf } from '../../domain/time/civil';
import { personActor } from '../actors';
import { readScope } from '../readScope';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import type { AcceptedFindings, FilingServices, SeenAccount } from './contract';
import { filingEvent } from './filingEvents';
import { createFilingViews } from './filingViews';

/** What people see of findings about filings, and what they say of them. */
export function createManageFilings(deps: ServiceDeps): Omit<FilingServices, 'followFilings' | 'coverage'> {
  const { storage, clock, ids } = deps;
  const views = createFilingViews(deps);
  const viewOf = async (finding: FilingFinding): Promise<FilingFindingView> => {
    const [view] = await views([finding]);
    if (view === undefined) throw notFound('备案问题');
    return view;
  };
  return {
    filingFindings: async (filter, page, principal) => {
      const { items, nextCursor } = await storage.filingFindings.list(filter, page, readScope(principal));
      return { items: await views(items), nextCursor, asOf: iso(clock.now()) };
    },
    filingCounts: async (unitId, principal) => {
      const counts = await storage.filingFindings.counts(unitId, readScope(principal));
      const of = (kind: string, state: string): number =>
        counts.find((one) => one.kind === kind && one.state === state)?.count ?? 0;
      return {
        kinds: FILING_FINDING_KINDS.map((kind) => {
          const { source, clause, severity } = findingRule(kind, deps.settings.coverage);
          return { kind, severity, source, clause, open: of(kind, 'open'), accepted: of(kind, 'accepted') };
        }),
        asOf: iso(clock.now()),
      };
    },
    acceptFilings: async (given, { reason, untilOn }, principal) => {
      demand('finding.dismiss', principal);
      const note = writtenReason(reason);
      const now = clock.now();
      const today = civilDateOf(now);
      if (asCivilDate(untilOn) === null || untilOn < today || untilOn > addCivilDays(today, LONGEST_ACCEPTANCE_DAYS))
        throw invalidInput('untilOn', '截止日期不是有效的日期，或不在今天起一年之内。', '请填写今天起一年之内的日期。');
      let accepted = 0;
      const left: { id: string; why: AcceptedFindings['left'][number]['why'] }[] = [];
      for (const id of new Set(given)) {
        const finding = await storage.filingFindings.byId(id, principal.unitId);
        if (finding === null || finding.state === 'settled') {
          left.push({ id, why: finding === null ? 'not-found' : 'settled' });
          continue;
        }
        const by = { by: principal.personId, name: principal.name };
        const next: FilingFinding = {
          ...finding,
          state: 'accepted',
          acceptance: { ...by, reason: note, at: now, untilOn },
        };
        const event = filingEvent(deps, next, {
          ...{ from: finding.state, reason: 'accepted', note, actor: personActor(principal) },
        });
        if (await storage.filingFindings.change(next, event)) accepted += 1;
        else left.push({ id, why: 'conflict' });
      }
      return { accepted, left };
    },
    takeBackFiling: async (id, reason, principal) => {
      demand('finding.dismiss', principal);
      const finding = await storage.filingFindings.byId(id, principal.unitId);
      if (finding === null) throw notFound('备案问题');
      const note = writtenReason(reason);
      if (finding.state !== 'accepted') throw conflict('这条问题没有被接受，或已经解决。');
      const next: FilingFinding = { ...finding, state: 'open', acceptance: null };
      const said = { from: finding.state, reason: 'taken-back', note, actor: personActor(principal) };
      if (!(await storage.filingFindings.change(next, filingEvent(deps, next, said))))
        throw conflict('这条问题刚被更新。');
      return viewOf({ ...next, version: finding.version + 1 });
    },
    reportAccount: async (seen, principal) => {
      demand('account.collect', principal);
      const unit = await storage.units.byId(seen.unitId, principal.unitId);
      if (unit === null) throw notFound('单位', 'unitId');
      if (!isOpen(unit)) throw invalidInput('unitId', `单位“${unit.name}”已关闭。`, '请选择在用的单位。');
      await demandUnknown(deps, seen);
      const { platform, name, externalId, homeUrl, note } = seen;
      const key = reportedKey(unit.id, seen);
      const known = await storage.filingFindings.idOfKey(key);
      const finding: FilingFinding = {
        ...{ id: known ?? ids.id<FilingFindingId>(), unitId: unit.id, unitPath: unit.path },
        ...{ key, kind: 'reported', state: 'open', label: name, platform },
        ...{ accountIds: [], facts: { name, externalId, homeUrl, note, reportedBy: principal.name }, basis: '' },
        ...{ occurredAt: null, noticedAt: clock.now(), settledAt: null, acceptance: null, version: 1 },
      };
      const said = { from: null, reason: 'reported', note, actor: personActor(principal) };
      if (!(await storage.filingFindings.open(finding, filingEvent(deps, finding, said))))
        throw conflict('这个账号已有人反映，正在处理。');
      return viewOf(finding);
    },
  };
}

/** Refuses what can be told by nothing, and what is registered already. */
async function demandUnknown({ storage }: ServiceDeps, seen: SeenAccount): Promise<void> {
  const { platform, externalId, unitId } = seen;
  if (externalId !== '' && !isIdOf(platform, externalId))
    throw invalidInput('externalId', '微博 UID 是一串数字。', '请填写主页地址中的数字；不知道的留空。');
  const facts = { name: seen.name, externalId };
  const own = await storage.accounts.filedOfUnit(unitId);
  const isKnown =
    own.some((account) => isReported(account, { platform, facts })) ||
    (externalId !== '' && (await storage.accounts.byExternalId(platform, externalId)) !== null);
  if (isKnown)
    throw invalidInput(externalId === '' ? 'name' : 'externalId', '这个账号已经登记。', '请在账号页面查看。');
}
