import type { FileConfig } from './config';
import type { ColumnClass } from './domain/accounts/account';
import type { CivilDate } from './domain/time/instant';
import { startOfCivilDate } from './domain/time/civil';
import type { ImportFile } from './importFile';
import type { AccountRegistration, Services } from './services/index';
import type { Sandbox, SandboxAccount } from './sandbox/index';

/**
 * Which accounts this store holds: once one kind has been registered the other is refused, so the demo never mixes with
 * real records.
 */
export type Origin = 'sandbox' | 'real';

export interface RegisteredCounts {
  readonly units: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
}

/**
 * Registers the simulated county exactly as an operator would register real accounts. Safe to repeat at every start;
 * only the first one hands over the accounts' credentials: what was authorised since is newer.
 */
export async function registerCounty(
  services: Services,
  sandbox: Sandbox,
  isFirst: boolean,
): Promise<RegisteredCounts> {
  const { county, applications } = sandbox;
  const { weibo, wechatComponent } = applications;
  await services.credentials.saveApplication(
    {
      platform: 'weibo',
      label: `${county.name}微博应用`,
      secrets: { appKey: weibo.appKey, appSecret: weibo.appSecret },
    },
    'system',
  );
  await services.credentials.saveApplication(
    {
      platform: 'wechat',
      label: `${county.name}第三方平台`,
      secrets: {
        componentAppId: wechatComponent.appId,
        componentAppSecret: wechatComponent.appSecret,
        callbackToken: wechatComponent.token,
        callbackAesKey: wechatComponent.encodingAesKey,
      },
    },
    'system',
  );
  await services.accounts.registerUnits(
    county.units.map(({ key, name, parentKey, level }) => ({ key, name, parentKey, level })),
  );
  const counts = await services.accounts.registerAccounts(
    county.accounts.map((account) => {
      const registration = countyAccount(account, county.historyFrom);
      return isFirst ? registration : { ...registration, credential: null };
    }),
  );
  await services.policies.registerSources(
    county.policySources.map((source) => ({ ...source, whitelisted: source.authority === 'state-council' })),
  );
  return { units: county.units.length, ...counts };
}

/** Account credentials are secrets; the rest of what a platform needs are settings, and may be seen. */
const SETTING_KEYS = ['safeDomain', 'pushUrl'];

function countyAccount(account: SandboxAccount, historyFrom: Date): AccountRegistration {
  const entries = Object.entries(account.credential ?? {});
  const secrets = entries.filter(([key]) => !SETTING_KEYS.includes(key));
  const columnClass: ColumnClass = account.platform === 'portal' ? 'news' : 'account';
  return {
    unitKey: account.unitKey,
    platform: account.platform,
    externalId: account.externalId,
    name: account.name,
    homeUrl: account.homeUrl,
    columnClass,
    region: 'demo',
    status: 'active',
    openedAt: historyFrom,
    settings: {
      ...Object.fromEntries(entries.filter(([key]) => SETTING_KEYS.includes(key))),
      ...portalSettings(account),
    },
    credential: secrets.length === 0 ? null : Object.fromEntries(secrets),
  };
}

function portalSettings({ portal }: SandboxAccount): Record<string, string> {
  if (portal === undefined) return {};
  return {
    kind: portal.kind,
    listUrl: portal.listUrl,
    ...(portal.itemSelector === undefined ? {} : { itemSelector: portal.itemSelector }),
  };
}

/** Registers what an import file holds. Adding only; see `importFile.ts`. */
export async function registerFile(
  services: Services,
  file: ImportFile,
): Promise<RegisteredCounts & { readonly people: number }> {
  const units = await services.accounts.registerUnits(
    file.units.map((unit) => ({ key: unit.key, name: unit.name, parentKey: unit.parent, level: unit.level })),
  );
  const counts = await services.accounts.registerAccounts(
    file.accounts.map((account) => ({
      unitKey: account.unit,
      platform: account.platform,
      externalId: account.externalId,
      name: account.name,
      homeUrl: account.homeUrl,
      columnClass: account.columnClass,
      region: account.region,
      status: 'active',
      openedAt: account.openedOn === null ? null : startOfCivilDate(account.openedOn as CivilDate),
      settings: account.settings,
      credential: account.credential,
    })),
  );
  const unitIdByKey = new Map(file.units.map((unit, index) => [unit.key, units[index]?.id ?? null]));
  for (const person of file.people) {
    await services.people.register(
      {
        username: person.username,
        name: person.name,
        role: person.role,
        unitId: person.unit === null ? null : (unitIdByKey.get(person.unit) ?? null),
        password: person.password,
        disabled: false,
      },
      'system',
    );
  }
  return { units: units.length, ...counts, people: file.people.length };
}

/** Registers the configured policy sources and mandate rules. `firstStartOn` stands in for `first-start` in a rule. */
export async function registerConfigured(
  services: Services,
  config: Pick<FileConfig, 'policies' | 'mandateRules'>,
  firstStartOn: CivilDate,
): Promise<void> {
  await services.policies.registerSources(config.policies.sources);
  await services.policies.registerRules(
    config.mandateRules.map((rule) => {
      const { weibo, wechat, portal } = rule.limitByPlatform;
      return {
        ...rule,
        limitByPlatform: { ...(weibo && { weibo }), ...(wechat && { wechat }), ...(portal && { portal }) },
        effectiveFrom: rule.effectiveFrom === 'first-start' ? firstStartOn : (rule.effectiveFrom as CivilDate),
      };
    }),
  );
}
