import { STATUS_RULES } from '../../domain/accounts/accountTable';
import { NO_FILING } from '../../domain/accounts/filing';
import { isOpen } from '../../domain/accounts/unit';
import { inScope, may } from '../../domain/people/permissions';
import type { RegisteredAccount } from '../../domain/register/registered';
import { emptyTables, registerTables } from '../../domain/register/registerTables';
import { allSites } from '../allSites';
import { pagesOf } from '../pagesOf';
import { demand } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ImportServices } from './contract';
import { readRoster } from './readRoster';
import { asRegistered, siteFields, unitFields } from './readRegistered';

const PAGE = 200;

/**
 * The register as tables. Cancelled accounts, closed units and people who are disabled are left out: the tables are of
 * what is in use, and handed in again an account would be in use again.
 */
export function createExportTables(deps: ServiceDeps): Pick<ImportServices, 'exportTables' | 'templateTables'> {
  const { storage, settings } = deps;
  const sectors = settings.sectors.entries.map(({ key, zh }) => ({ key, name: zh }));
  return {
    templateTables: (principal) => {
      demand('account.write', principal);
      return Promise.resolve(emptyTables());
    },
    exportTables: async (principal) => {
      demand('account.write', principal);
      const scope = principal.unitId;
      const everywhere = await storage.units.list(null);
      const keyOf = new Map(everywhere.map(({ id, key }) => [id, key]));
      const units = everywhere.filter((unit) => isOpen(unit) && inScope(scope, unit.path));
      const own = new Set(units.map(({ id }) => id));
      const sites = (await allSites(storage)).filter(({ unitId }) => own.has(unitId));
      const siteKeyOf = new Map(sites.map(({ id, key }) => [id, key]));
      const accounts: RegisteredAccount[] = [];
      const pages = pagesOf((page) => storage.accounts.list({}, page, scope), { limit: PAGE });
      for await (const { items } of pages) {
        const shown = items.filter(({ account }) => STATUS_RULES[account.status].owes && own.has(account.unitId));
        const filings = await storage.accounts.filings(shown.map(({ account }) => account.id));
        for (const { account } of shown)
          accounts.push(
            asRegistered(account, {
              ...{ isReached: true, unitKey: keyOf.get(account.unitId) ?? '' },
              filing: filings.get(account.id) ?? NO_FILING,
              siteKey: account.siteId === null ? null : (siteKeyOf.get(account.siteId) ?? null),
            }),
          );
      }
      const people = may(principal, 'people.manage') ? await storage.people.list() : [];
      const roster = may(principal, 'team.manage')
        ? await readRoster(deps, { people, keyOf }, { scope, current: true })
        : [];
      return registerTables(
        {
          // The one somebody sees everything through stands below one they do not see.
          units: units.map((unit) => ({
            ...unitFields(unit, keyOf),
            ...(unit.id === scope ? { parentKey: null } : {}),
            isReached: true,
          })),
          sites: sites.map((site) => ({ ...siteFields(site, keyOf), isReached: true })),
          accounts,
          people: people.flatMap(({ username, name, role, unitId, disabled }) =>
            disabled || (unitId === null ? scope !== null : !own.has(unitId))
              ? []
              : [
                  {
                    username,
                    name,
                    role,
                    disabled,
                    unitKey: unitId === null ? null : (keyOf.get(unitId) ?? null),
                    isReached: true,
                  },
                ],
          ),
          liaisons: roster.flatMap(({ liaison, registered }) =>
            own.has(liaison.unitId) ? [{ ...registered, isReached: true }] : [],
          ),
        },
        sectors,
      );
    },
  };
}
