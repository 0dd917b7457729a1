import type { UnitMergeView, UnitMoveView } from '../../src/api/people';
import type { SiteId } from '../../src/domain/ids';
import type { Services } from '../../src/services/index';
import { credentialDetailOf, credentialOf, postOf, probeOf } from './accountSamples';

import { ACCOUNTS, NOW, sees, unitOf } from './officePeople';
import { unused, type OfficeRules } from './officeRules';
import { unitView } from './unitSamples';

const moveOf = (unitId: string, toName: string | null, state: UnitMoveView['state']): UnitMoveView => ({
  unitId,
  unitName: '甲局',
  fromName: '县政府办',
  toName,
  state,
  units: 1,
  people: 2,
  rows: { accounts: 3 },
});

const mergeOf = (unitId: string, intoId: string, state: UnitMergeView['state']): UnitMergeView => ({
  ...{ unitId, unitName: '甲局', intoId, intoName: '乙局', state },
  ...{ units: 1, people: 2, administrators: 1, tasks: 1, settings: 0, rows: { accounts: 3 } },
});

/** Accounts and credentials of the office. */
export function accountServices({
  asked,
  page,
  visible,
  change,
}: OfficeRules): Pick<Services, 'accounts' | 'credentials'> {
  return {
    accounts: {
      registerUnits: unused,
      resumeMoves: unused,
      previewMove: async ({ unitId, parentId }) => moveOf(unitId, parentId, 'preview'),
      moveUnit: async ({ unitId, parentId, reason }, principal) => {
        asked.push(`move:${reason} ${unitId} ${principal.name}`);
        return moveOf(unitId, parentId, 'moved');
      },
      addUnit: async ({ name, reason }, principal) => {
        asked.push(`add-unit:${reason} ${name} ${principal.name}`);
        return unitView(name);
      },
      changeUnitRecord: async (id, { reason }, principal) => {
        asked.push(`record:${reason} ${id} ${principal.name}`);
        return unitView(id);
      },
      closeUnit: async (id, reason, principal) => {
        asked.push(`close:${reason} ${id} ${principal.name}`);
        return unitView(id);
      },
      reopenUnit: async (id, reason, principal) => {
        asked.push(`reopen:${reason} ${id} ${principal.name}`);
        return unitView(id);
      },
      previewMerge: async ({ unitId, intoId }) => mergeOf(unitId, intoId, 'preview'),
      mergeUnit: async ({ unitId, intoId, reason }, principal) => {
        asked.push(`merge:${reason} ${unitId} ${principal.name}`);
        return mergeOf(unitId, intoId, 'merged');
      },
      changeFiling: async (id, { reason }, principal) =>
        change(`filing:${reason}`, id, { principal, action: 'account.write' }),
      takeStep: async (id, { act }, principal) => change(`step:${act}`, id, { principal, action: 'account.write' }),
      addSite: async ({ reason, unitId }, principal) => {
        asked.push(`add-site:${reason} ${unitId} ${principal.name}`);
        return ACCOUNTS.ofA as string as SiteId;
      },
      takeSiteStep: async (id, { act }, principal) =>
        change(`site-step:${act}`, id, { principal, action: 'account.write' }),
      changeSite: async (id, { reason }, principal) =>
        change(`site:${reason}`, id, { principal, action: 'account.write' }),
      previewSiteChange: async () => ({
        name: '甲局网站',
        from: { accountId: null, name: null },
        to: { accountId: ACCOUNTS.ofA, name: '通知公告', reason: 'named' },
        becomesManual: false,
        moves: 1,
        stays: 0,
        byHand: 0,
      }),
      registerAccounts: unused,
      registerSites: unused,
      nameRepostColumns: unused,
      collectDue: unused,
      judgeDue: unused,
      judgeByNewRules: unused,
      collectNow: async (id, principal) => {
        change('collect', id, { principal, action: 'account.collect' });
        return { dueAt: NOW };
      },
      probe: async ({ platform, externalId }, _signal, principal) => {
        change(`probe:${platform}:${externalId}`, ACCOUNTS.ofA, { principal, action: 'account.write' });
        return probeOf();
      },
      add: async ({ externalId }, principal) => {
        change(`add:${externalId}`, ACCOUNTS.ofA, { principal, action: 'account.write' });
        return ACCOUNTS.ofA;
      },
      change: async (id, given, principal) =>
        change(`change:${Object.keys(given).join('+')}`, id, { principal, action: 'account.write' }),
      addArticle: async (id, { url }, principal) => {
        change(`article:${url}`, id, { principal, action: 'account.collect' });
        return { post: postOf(), isNew: true };
      },
    },
    credentials: {
      testDue: unused,
      warnExpiring: unused,
      workMessages: unused,
      reseal: unused,
      noteListening: async () => undefined,
      list: async (_query, _page, principal) =>
        page([ACCOUNTS.ofA, ACCOUNTS.ofB].filter((id) => sees(principal, unitOf(id))).map(credentialOf)),
      show: async (id, principal) => {
        visible(id, principal);
        return credentialDetailOf(id);
      },
      saveForAccount: async (id, { secrets }, principal) => {
        change(`credential:${Object.keys(secrets).join('+')}`, id, { principal, action: 'credentials.manage' });
        return credentialOf(id);
      },
      saveApplication: async ({ platform, label }, principal) => {
        if (principal !== 'system')
          change(`application:${platform}:${label}`, ACCOUNTS.ofA, { principal, action: 'credentials.manage' });
        return credentialOf(ACCOUNTS.ofA);
      },
      remove: async (id, reason, principal) =>
        change(`forget:${reason}`, id, { principal, action: 'credentials.manage' }),
      test: async (id, principal) => {
        change('test', id, { principal, action: 'credentials.authorise' });
        return { dueAt: NOW };
      },
      authorise: async ({ accountId, origin }, principal) => {
        change(`authorise:${new URL(origin).protocol}`, accountId ?? ACCOUNTS.ofA, {
          principal,
          action: 'credentials.authorise',
        });
        return { url: 'https://platform.example/authorise', expiresAt: NOW };
      },
      finishAuthorisation: async ({ platform, query }) => {
        asked.push(`authorised ${platform} ${query['code'] ?? '-'}`);
        return query['state'] === 'good'
          ? { kind: 'granted', accountId: ACCOUNTS.ofA, accountName: '甲县发布' }
          : { kind: 'failed', reason: 'wrong-account', detail: '授权的是“<乙>”' };
      },
      receive: async ({ door, query, body }) => {
        if (door.applicationId === 'unknown') return { kind: 'refused', reason: 'no-such-door' };
        if (query['echostr'] !== undefined) return { kind: 'answer', text: query['echostr'] };
        if (!body.startsWith('<xml>')) return { kind: 'refused', reason: 'bad-signature' };
        asked.push(`message ${door.applicationId ?? '-'} ${door.externalId ?? '-'} ${body}`);
        return { kind: 'answer', text: 'success' };
      },
    },
  };
}
