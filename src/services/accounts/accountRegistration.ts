import type { Account } from '../../domain/accounts/account';
import { isSiteOpen, siteKeyOf } from '../../domain/accounts/site';
import { pendingExternalId } from '../../domain/accounts/accountTable';
import type { AccountId } from '../../domain/ids';
import { visibleText } from '../../domain/text/visibleText';
import { fieldData, type FieldChange } from '../../domain/alerts/fieldData';
import { makeEvent } from '../../domain/alerts/events';
import { inScope } from '../../domain/people/permissions';
import type { Unit } from '../../ports/storage';
import { postView } from '../toView/accountView';
import { personActor } from '../actors';
import { conflict, demand, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { RecordLearnedPost } from '../steps';
import { checkAccountSettings } from './checkAccountSettings';
import type { AccountRegistration } from '../registrations';
import type { AccountRegistrationServices } from './contract';
import { demandOpen } from './reachUnit';
import type { createRegisterAccounts } from './registerAccounts';

interface Steps {
  readonly registerAccounts: ReturnType<typeof createRegisterAccounts>;
  readonly recordLearnedPost: RecordLearnedPost;
}

/**
 * What people do to accounts by hand: register one, change its settings, add an article the platform's lists leave out.
 */
export function createAccountRegistration(
  deps: ServiceDeps,
  steps: Steps,
): Pick<AccountRegistrationServices, 'add' | 'change' | 'addArticle'> {
  const { storage, connectors, clock, ids } = deps;
  return {
    add: async ({ unitId, ...draft }, principal) => {
      demand('account.write', principal);
      const unit = await storage.units.byId(unitId, principal.unitId);
      if (unit === null || !inScope(principal.unitId, unit.path)) throw notFound('单位');
      demandOpen(unit, 'unitId');
      const isApplied = draft.status === 'applied';
      if (isApplied && draft.platform === 'portal')
        throw invalidInput('status', '门户栏目不需要申请开设。', '网站建成后直接登记栏目。');
      if (draft.platform === 'portal') await demandOpenSite(deps, unit, draft);
      if (!isApplied) checkAccountSettings(draft, connectors.for(draft.platform), 'settings');
      if (draft.credential !== null) demand('credentials.manage', principal);
      const id = ids.id<AccountId>();
      const externalId = isApplied ? pendingExternalId(id) : draft.externalId;
      if ((await storage.accounts.byExternalId(draft.platform, externalId)) !== null)
        throw conflict('这个平台账号已经登记。');
      const registration: AccountRegistration = {
        ...draft,
        ...{ id, externalId, unitKey: unit.key, status: draft.status ?? 'active' },
      };
      await steps.registerAccounts([registration], { by: personActor(principal) });
      const record = await storage.accounts.byExternalId(draft.platform, externalId);
      if (record === null) throw conflict('账号没有登记成功。');
      return record.account.id;
    },
    change: async (id, { reason, ...changed }, principal) => {
      const now = clock.now();
      demand('account.write', principal);
      const record = await storage.accounts.byId(id, principal.unitId);
      if (record === null) throw notFound('账号');
      const { account } = record;
      demandPaper(account, changed);
      const next = {
        name: changed.name ?? account.name,
        homeUrl: changed.homeUrl ?? account.homeUrl,
        columnClass: changed.columnClass ?? account.columnClass,
        settings: changed.settings ?? account.settings,
      };
      if (changed.settings !== undefined)
        checkAccountSettings(
          { settings: changed.settings, credential: null },
          connectors.for(account.platform),
          'settings',
        );
      const event = makeEvent(
        { eventId: ids.eventId(), actor: personActor(principal), now },
        {
          kind: 'account-changed',
          subject: `account:${id}`,
          from: account.status,
          to: account.status,
          reason: 'settings-changed',
          data: {
            fields: Object.keys(changed).join(','),
            name: next.name,
            ...(reason === undefined ? {} : { note: reason }),
            ...fieldData(changedFields(account, next)),
          },
        },
      );
      if (!(await storage.accounts.changeRegistration(record, next, event))) throw conflict('账号刚被更新。');
    },
    addArticle: async (id, { url, signal }, principal) => {
      const startedAt = clock.now();
      demand('account.collect', principal);
      const record = await storage.accounts.byId(id, principal.unitId);
      if (record === null) throw notFound('账号');
      const { account } = record;
      const reader = connectors.for(account.platform).articleReader;
      if (reader === null) throw invalidInput('url', '该平台的列表没有遗漏，不需要补登文章。', '请直接点“立即采集”。');
      const isElsewhere = (address: string): boolean => reader.isPageOf?.(account, address) === false;
      if (!reader.accepts(url) || isElsewhere(url))
        throw invalidInput('url', '这不是该平台的文章地址。', '请粘贴文章页面的完整地址。');
      const read = await reader.read(url, { startedAt, signal });
      if ('failure' in read) {
        if (read.failure.remedy === 'retry-later' || read.failure.remedy === 'ask-a-person')
          throw conflict(`文章暂时读不到：${read.failure.message}（${read.failure.code}）。`);
        throw invalidInput(
          'url',
          `读不出这篇文章：${read.failure.message}（${read.failure.code}）。`,
          '请确认文章可以公开打开。',
        );
      }
      // Where it led to: an address of the platform that sends its readers on to another website shows nothing of it.
      if (!isOwn(read, account) || isElsewhere(read.post.url))
        throw invalidInput(
          'url',
          `这篇文章属于“${read.accountName ?? read.externalId ?? '未知账号'}”，不是“${account.name}”。`,
          '只能补登本账号的文章。',
        );
      const { post, isNew } = await steps.recordLearnedPost({
        account,
        observed: read.post,
        origin: 'pasted',
        actor: personActor(principal),
        now: clock.now(),
      });
      return { post: postView(post), isNew };
    },
  };
}

/** A column that would belong to a website that is closed. */
async function demandOpenSite(
  { storage }: ServiceDeps,
  unit: Pick<Unit, 'id' | 'key'>,
  column: Pick<Account, 'platform' | 'settings' | 'externalId' | 'homeUrl'>,
): Promise<void> {
  const keys = [siteKeyOf(unit.key, column), siteKeyOf(unit.id, column)];
  const site = (await storage.sites.byKeys(keys)).find(({ unitId }) => unitId === unit.id);
  if (site !== undefined && !isSiteOpen(site))
    throw invalidInput('homeUrl', `站点“${site.name}”已经关停。`, '请登记在用网站的栏目，或先恢复站点。');
}

/**
 * A name that is filed changes by a document (国办发〔2018〕123号: 变更 is filed). Columns are named by us and filed with
 * their site.
 */
function demandPaper({ status, platform, name }: Account, changed: { readonly name?: string }): void {
  const isFiled = status !== 'applied' && status !== 'approved' && platform !== 'portal';
  if (isFiled && changed.name !== undefined && changed.name !== name)
    throw invalidInput('name', '已备案的账号变更名称，须写明依据的文件和批准人。', '请在“备案”中办理“变更名称”。');
}

/** What is another than it was; settings are told of by their name alone. */
function changedFields(before: Told, after: Told): readonly FieldChange[] {
  return TOLD.flatMap((field) =>
    before[field] === after[field] ? [] : [{ field, from: before[field], to: after[field] }],
  );
}
const TOLD = ['name', 'homeUrl', 'columnClass'] as const;
type Told = Pick<Account, (typeof TOLD)[number]>;

/**
 * By the platform's id where the page shows it, else by the name it is published under. A page that shows neither
 * proves nothing.
 */
function isOwn(
  read: { readonly externalId: string | null; readonly accountName: string | null },
  account: { readonly externalId: string; readonly name: string },
): boolean {
  if (read.externalId !== null) return read.externalId === account.externalId;
  return read.accountName !== null && visibleText(read.accountName).trim() === visibleText(account.name).trim();
}
