import { DECIDING_ACTS, statusAfter, stepFault, type StepFault } from '../../domain/accounts/accountTable';
import type { Account } from '../../domain/accounts/account';
import { isIdOf } from '../../domain/accounts/platforms';
import { filingAfter, filingChanges, filingFaults, NO_FILING } from '../../domain/accounts/filing';
import type { DomainEvent } from '../../domain/alerts/alert';
import { fieldData } from '../../domain/alerts/fieldData';
import { makeEvent } from '../../domain/alerts/events';
import type { UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { civilDateOf } from '../../domain/time/civil';
import type { AccountRecord, Unit } from '../../ports/storage';
import { personActor } from '../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import { checkAccountSettings } from './checkAccountSettings';
import type { AccountStepServices, StepRequest } from './accountStepContract';
import { demandOpen } from './reachUnit';

const FAULTS: Readonly<Record<Exclude<StepFault, 'no-such-step'>, readonly [string, string, string]>> = {
  approver: ['approver', '没有写明批准人。', '请填写批准人，或批准的会议。'],
  document: ['documentNumber', '没有写明依据的文件。', '请填写文号；没有文号的填写文件标题。'],
  future: ['decidedOn', '这一天还没有到。', '请核对日期。'],
  'external-id': ['externalId', '没有填写平台账号编号。', '请填写账号在平台上的编号，从此开始采集。'],
  name: ['name', '没有填写新名称，或与现名称相同。', '请填写新名称。'],
  sponsor: ['unitId', '没有选择新的主办单位，或与现主办单位相同。', '请选择新的主办单位。'],
  notice: ['noticeUrl', '变更主办单位须向社会公告（国办发〔2018〕123号）。', '请填写公告的网址。'],
};

/** What people do with an account from its application to its end, each by a document. */
export function createAccountSteps(deps: ServiceDeps): AccountStepServices {
  const { storage, clock } = deps;
  return {
    takeStep: async (id, request, principal) => {
      demand('account.write', principal);
      const record = await storage.accounts.byId(id, principal.unitId);
      if (record === null) throw notFound('账号');
      const { account } = record;
      const note = writtenReason(request.reason);
      const today = civilDateOf(clock.now());
      const fault = stepFault(account, request, today);
      const next = statusAfter(account.status, request.act);
      if (fault === 'no-such-step' || next === null) throw conflict('账号当前状态下没有这一步骤。');
      if (fault !== null) throw invalidInput(...FAULTS[fault]);
      if (DECIDING_ACTS.includes(request.act)) demand('case.approve', principal);
      if ((request.act === 'cancel' || request.act === 'found-again') && (await storage.cases.openFor(id)) !== null)
        throw conflict(
          request.act === 'cancel'
            ? '这个账号有未办结的案件，注销请在案件中办理。'
            : '这个账号有观察中的案件；采集到新作品后，案件与账号一起重新开始。',
        );
      if (request.act === 'file') checkFiled(deps, account, request);
      const unit = await newSponsor(deps, { account, unitId: request.unitId }, { request, principal });
      const filing = (await storage.accounts.filings([id])).get(id) ?? NO_FILING;
      const filed = request.filing === undefined ? filing : filingAfter(filing, request.filing);
      const [wrong] = filingFaults(request.filing ?? {}, today);
      if (wrong !== undefined) throw invalidInput(wrong.field, FAULTS.future[1], FAULTS.future[2]);
      const changed = {
        ...(request.act === 'rename' ? { name: (request.name ?? account.name).trim() } : {}),
        ...(request.act === 'file' && request.externalId !== undefined
          ? { externalId: request.externalId.trim() }
          : {}),
        ...(request.act === 'file' && request.homeUrl !== undefined ? { homeUrl: request.homeUrl } : {}),
        // In the one write that tells of it: killed before, nothing is moved, and after it nothing is left to tell.
        ...(unit === null ? {} : { unitId: unit.id, unitPath: unit.path }),
      };
      const event = stepEvent(deps, {
        ...{ account, to: next, request, note, principal, unit },
        fields: [
          ...(changed.name === undefined ? [] : [{ field: 'name', from: account.name, to: changed.name }]),
          ...filingChanges(filing, filed),
        ],
      });
      const to = { status: next, ...changed, ...(filed === filing ? {} : { filing: filed }) };
      if (!(await storage.accounts.takeStep({ account, filing }, to, event))) await whyNot(deps, account, to);
    },
  };
}

/** What is filed is refused for what its registration would be refused for. */
function checkFiled(
  { connectors }: ServiceDeps,
  { platform, settings, ...known }: Account,
  { externalId = known.externalId, homeUrl = known.homeUrl }: StepRequest,
): void {
  if (!isIdOf(platform, externalId.trim()))
    throw invalidInput('externalId', '微博 UID 是一串数字。', '请填写账号主页地址中的数字，不要填昵称。');
  if (homeUrl === '') throw invalidInput('homeUrl', '没有填写账号主页。', '请填写账号主页的网址。');
  checkAccountSettings({ settings, credential: null }, connectors.for(platform), 'settings');
}

async function whyNot(
  { storage }: ServiceDeps,
  { platform, externalId: before }: Account,
  { externalId = before }: { readonly externalId?: string },
): Promise<never> {
  if (externalId !== before && (await storage.accounts.byExternalId(platform, externalId)) !== null)
    throw invalidInput('externalId', '这个平台账号已经登记。', '请核对编号；已登记的账号不必重复申请。');
  throw conflict('账号刚被更新。');
}

/** The unit that takes an account over; of a column its site says whose it is. */
async function newSponsor(
  { storage }: ServiceDeps,
  { account, unitId }: { readonly account: Account; readonly unitId: UnitId | undefined },
  { request, principal }: { readonly request: StepRequest; readonly principal: Principal },
): Promise<Unit | null> {
  if (request.act !== 'change-sponsor' || unitId === undefined) return null;
  if (account.siteId !== null)
    throw invalidInput(
      'unitId',
      '门户栏目随站点归属单位。',
      '请打开站点的页面，在“调整单位”中办理，栏目随之调整；或在导入文件中改列站点。',
    );
  const unit = await storage.units.byId(unitId, principal.unitId);
  if (unit === null) throw notFound('单位', 'unitId');
  demandOpen(unit, 'unitId');
  return unit;
}

function stepEvent(
  { ids, clock }: ServiceDeps,
  about: {
    readonly account: AccountRecord['account'];
    readonly to: Account['status'];
    readonly request: StepRequest;
    readonly note: string;
    readonly principal: Principal;
    readonly unit: Unit | null;
    readonly fields: Parameters<typeof fieldData>[0];
  },
): DomainEvent {
  const { account, to, request, note, principal, unit, fields } = about;
  const { act, approver, documentNumber, documentTitle, decidedOn, noticeUrl = null } = request;
  return makeEvent(
    { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
    {
      kind: 'account-changed',
      subject: `account:${account.id}`,
      from: account.status,
      to,
      reason: act,
      data: {
        ...{ name: account.name, note, approver: approver.trim(), documentNumber, documentTitle, decidedOn },
        ...(unit === null ? {} : { noticeUrl, unitFrom: account.unitId, unitTo: unit.id }),
        ...fieldData(fields),
      },
    },
  );
}
