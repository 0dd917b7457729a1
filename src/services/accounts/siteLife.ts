import { filingOf, MAX_SITE_KEY, siteKeyOf, type Site } from '../../domain/accounts/site';
import {
  closableFrom,
  closingAfter,
  openableFrom,
  siteStepFault,
  type SiteClosing,
  type SiteStep,
  type SiteStepFault,
} from '../../domain/accounts/siteClosing';
import {
  siteFilingAfter,
  siteFilingChanges,
  siteFilingFaults,
  type SiteFilingChange,
} from '../../domain/accounts/siteFiling';
import { fieldData } from '../../domain/alerts/fieldData';
import { makeEvent } from '../../domain/alerts/events';
import type { SiteId, UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { civilDateOf } from '../../domain/time/civil';
import type { CivilDate } from '../../domain/time/instant';
import { isWritten } from '../../domain/writtenText';
import { personActor } from '../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import { checkIdentifier, reachSite, SITE_FILING_FAULTS } from './changeSite';
import { endColumns } from './endColumns';
import { demandOpen } from './reachUnit';
import { siteNameTaken } from './siteNameTaken';

/** A website as a person registers it; its columns are registered as accounts. */
export interface SiteDraft {
  readonly unitId: UnitId;
  readonly name: string;
  readonly homeUrl: string;
  readonly identifierCode: string | null;
  readonly filing?: SiteFilingChange;
  readonly reason: string;
}
export interface SiteLifeServices {
  /** Registers a website (action `account.write`). Refuses `forbidden`, `not-found` (unit), `invalid-input` (the field). */
  addSite(draft: SiteDraft, principal: Principal): Promise<SiteId>;
  /**
   * Announces the closing of a website, calls it off, closes it or opens it again (actions `account.write` and
   * `case.approve`). What is closed is left where it was stopped by whatever killed us, and closing it again does the
   * rest. Refuses `forbidden`, `not-found`, `invalid-input` (the field), `conflict` (no such step now, a column has an
   * open case, it still owes reposts that nobody would take over).
   */
  takeSiteStep(id: SiteId, step: SiteStep & { readonly reason: string }, principal: Principal): Promise<void>;
}

/** The life of a website beside what is corrected of it: registered, announced to close, closed, opened again. */
export function createSiteLife(deps: ServiceDeps): SiteLifeServices {
  const { storage, ids, clock } = deps;
  return {
    addSite: async ({ unitId, name: given, homeUrl, identifierCode, filing: filed, reason }, principal) => {
      demand('account.write', principal);
      const unit = await storage.units.byId(unitId, principal.unitId);
      if (unit === null) throw notFound('单位', 'unitId');
      demandOpen(unit, 'unitId');
      const note = writtenReason(reason);
      const name = given.trim();
      if (!isWritten(name)) throw invalidInput('name', '站点名称不能为空。', '请填写站点名称。');
      if ((await storage.sites.called([name])).length > 0) throw siteNameTaken(name);
      await checkIdentifier(deps, identifierCode, null);
      const filing = filed === undefined ? undefined : siteFilingAfter(filingOf({}), filed);
      const [fault] = filing === undefined ? [] : siteFilingFaults(filing, civilDateOf(clock.now()));
      if (fault !== undefined) throw invalidInput(`filing.${fault.field}`, ...SITE_FILING_FAULTS[fault.fault]);
      const site: Site = {
        ...{ id: ids.id<SiteId>(), key: await freeKey(deps, { unit, homeUrl }), unitId, unitPath: unit.path },
        ...{ name, homeUrl, identifierCode, repostColumnId: null, ...(filing && { filing }) },
      };
      const event = makeEvent(
        { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
        {
          kind: 'site-registered',
          subject: `site:${site.id}`,
          from: null,
          to: null,
          reason: 'registered',
          data: {
            ...{ key: site.key, name, note, repostColumnId: null },
            ...fieldData([
              ...[{ field: 'homeUrl', from: null, to: homeUrl }],
              ...(identifierCode === null ? [] : [{ field: 'identifierCode', from: null, to: identifierCode }]),
              ...siteFilingChanges(filingOf({}), filing ?? filingOf({})),
            ]),
          },
        },
      );
      await storage.sites.addMissing([{ site, event }]);
      // Somebody else has just registered the same one.
      if ((await storage.sites.byKey(site.key))?.id !== site.id) throw conflict('这个网站刚被登记。');
      return site.id;
    },
    takeSiteStep: async (id, step, principal) => {
      const { found } = await reachSite(deps, id, principal);
      demand('case.approve', principal);
      const { site, columns } = found;
      const note = writtenReason(step.reason);
      const closing = site.closing ?? null;
      const today = civilDateOf(clock.now());
      const fault = siteStepFault(closing, step, today);
      if (fault !== null) throw stepRefusal(fault, closing);
      const after = closingAfter(closing, step);
      if (step.act === 'announce-closing' && after?.successorId != null)
        await successorOf(deps, { site, after }, principal);
      if (step.act === 'close' && after !== null) {
        const successor = step.columns === 'hand-over' ? await successorOf(deps, { site, after }, principal) : null;
        await endColumns(deps, { site, columns, successor, step, note }, principal);
      }
      const filing = filingAfterStep(site, after, step);
      const { approver, documentNumber, documentTitle, decidedOn } = step;
      const event = makeEvent(
        { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
        {
          kind: 'site-changed',
          subject: `site:${id}`,
          from: closing?.state ?? null,
          to: after?.state ?? null,
          reason: step.act,
          data: {
            ...{ name: site.name, note, approver: approver.trim(), documentNumber, documentTitle, decidedOn },
            ...(step.act === 'announce-closing' ? { noticeUrl: after?.noticeUrl ?? null } : {}),
            ...fieldData([...closingChanges(closing, after), ...siteFilingChanges(filingOf(site), filing)]),
          },
        },
      );
      const { name, repostColumnId } = site;
      if (!(await storage.sites.change(site, { name, repostColumnId, filing, closing: after }, [event])))
        throw conflict('站点刚被更新。');
    },
  };
}

/** What a line says of the closing beside its name. */
function closingChanges(before: SiteClosing | null, after: SiteClosing | null) {
  return (['announcedOn', 'successorUrl', 'closedOn'] as const).flatMap((field) => {
    const [from, to] = [before?.[field] ?? null, after?.[field] ?? null];
    return from === to ? [] : [{ field, from, to }];
  });
}

/** What was to become of it by a day has become of it. */
function filingAfterStep(
  site: Site,
  after: SiteClosing | null,
  { act, closedOn }: SiteStep,
): ReturnType<typeof filingOf> {
  const filing = filingOf(site);
  const isPlanned = filing.plan === 'migrate' || filing.plan === 'close';
  if (act === 'close' && after !== null && isPlanned && filing.planDoneOn === null)
    return { ...filing, planDoneOn: closedOn ?? null };
  // Open again, it is not what was planned, as far as its closing had said so.
  if (act === 'reopen' && filing.planDoneOn !== null && filing.planDoneOn === site.closing?.closedOn)
    return { ...filing, planDoneOn: null };
  return filing;
}

/** The key of its unit and host, which no other website of the unit has; of a key that another unit has kept, its own. */
async function freeKey(
  { storage }: ServiceDeps,
  { unit, homeUrl }: { readonly unit: { readonly id: UnitId; readonly key: string }; readonly homeUrl: string },
): Promise<string> {
  const column = { platform: 'portal', settings: {}, externalId: '', homeUrl } as const;
  const keys = [siteKeyOf(unit.key, column), siteKeyOf(unit.id, column)].map((key) => key.slice(0, MAX_SITE_KEY));
  const stored = await storage.sites.byKeys(keys);
  const own = stored.find(({ unitId }) => unitId === unit.id);
  if (own !== undefined)
    throw invalidInput(
      'homeUrl',
      `这个单位在这个网址下已经登记了站点“${own.name}”。`,
      own.closing?.state === 'closed' ? '它已经关停；请恢复该站点。' : '请直接修改该站点。',
    );
  const free = keys.find((key) => stored.every((site) => site.key !== key));
  if (free === undefined) throw invalidInput('homeUrl', '这个网址已经登记给别的站点。', '请核对网址和单位。');
  return free;
}

/** The website that takes over: one of ours that the person sees, is another one, and is not being closed itself. */
async function successorOf(
  { storage }: ServiceDeps,
  { site, after }: { readonly site: Site; readonly after: SiteClosing },
  principal: Principal,
): Promise<Site> {
  const successor = after.successorId === null ? null : await storage.sites.byId(after.successorId, principal.unitId);
  if (successor === null) throw notFound('承接的站点', 'successorId');
  if (successor.id === site.id) throw invalidInput('successorId', '站点不能由自己承接。', '请选择另一个站点。');
  if (successor.closing != null)
    throw invalidInput('successorId', `站点“${successor.name}”也在关停。`, '请选择在用的站点。');
  return successor;
}

function stepRefusal(fault: SiteStepFault, closing: SiteClosing | null) {
  switch (fault) {
    case 'no-such-step':
      return conflict('站点当前状态下没有这一步骤。');
    case 'approver':
      return invalidInput('approver', '没有写明批准人。', '请填写批准人，或批准的会议。');
    case 'document':
      return invalidInput('documentNumber', '没有写明依据的文件。', '请填写文号；没有文号的填写文件标题。');
    case 'future':
      return invalidInput('decidedOn', '这一天还没有到。', '请核对日期。');
    case 'notice':
      return invalidInput(
        'noticeUrl',
        '没有填写关停公告的网址和日期。',
        '关停须在网站首页公告（国办发〔2017〕47号）。',
      );
    case 'announced-future':
      return invalidInput('announcedOn', '公告的日期还没有到。', '请填写公告实际发布的日期。');
    case 'successor':
      return invalidInput('successorUrl', '没有写明承接的网站。', '请选择一个站点，或填写承接网站的网址，二者取一。');
    case 'closed-on':
      return invalidInput('closedOn', '没有填写关停日期。', '请填写网站实际关停的日期。');
    case 'closed-future':
      return invalidInput('closedOn', '关停的日期还没有到。', '请填写网站实际关停的日期。');
    case 'too-early':
      return invalidInput(
        'closedOn',
        '公告不足30天（国办发〔2017〕47号）。',
        `${dayOf(closing && closableFrom(closing))}起可以关停；在此之前请照常维护。`,
      );
    case 'columns':
      return invalidInput('columns', '没有写明栏目怎样处理。', '注销栏目；或由承接的站点接管（须在公告时选定）。');
    case 'resting':
      return conflict(
        '关停后一年内不得重新开通（国办发〔2017〕47号）。',
        `${dayOf(closing?.closedOn == null ? null : openableFrom(closing.closedOn))}起可以恢复。`,
      );
  }
}
const dayOf = (day: CivilDate | null): string => day ?? '';
