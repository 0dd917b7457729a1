import type { PersonId } from '../../domain/ids';
import { ACTIONS } from '../../domain/people/role';
import { may } from '../../domain/people/permissions';
import { demand, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { ALERT_JSON, alertText, alertView, ledgerView } from '../toView/alertView';
import { createCaseViews } from './caseView';
import type { ViewServices } from './contract';
import { listView } from '../toView/isoInstant';
import { createReadAccounts } from './readAccounts';
import { createReadAlerts } from './readAlerts';
import { createReadFilings } from './readFilings';
import { createReadMandates } from './readMandates';
import { createReadPlatforms } from './readPlatforms';
import { createReadPolicies } from './readPolicies';
import { createReadSites } from './readSites';
import { createReadStorage } from './readStorage';
import { createReadUnits } from './readUnits';
import { readScope } from '../readScope';
import { readLateness } from './readWork';
import { createSummary } from './summary';
import { createUnitNames } from '../unitNames';

/** Everything readers can ask for. Nothing here changes anything. */
export function createViews(deps: ServiceDeps): ViewServices {
  const { storage, clock } = deps;
  const unitNames = createUnitNames(deps);
  const caseViews = createCaseViews(deps, unitNames);
  return {
    summary: createSummary(deps, unitNames),
    ...createReadAccounts(deps, { unitNames, caseViews }),
    ...createReadFilings(deps),
    ...createReadSites(deps, unitNames),
    ...createReadPolicies(deps),
    ...createReadStorage(deps),
    ...createReadUnits(deps),
    ...createReadMandates(deps, unitNames),
    me: async (principal) => {
      const person = await storage.people.byId(principal.personId);
      if (person === null) throw notFound('用户');
      const units = await unitNames(clock.now());
      return {
        id: person.id satisfies PersonId,
        name: person.name,
        username: person.username,
        role: principal.role,
        unitId: principal.unitId,
        unitName: principal.unitId === null ? null : units.nameOf(principal.unitId),
        actions: ACTIONS.filter((action) => may(principal, action)),
        addresses: person.addresses,
        assignments: [{ id: null, role: person.role, unitId: person.unitId }, ...person.assignments].map((one) => ({
          ...one,
          unitName: one.unitId === null ? null : units.nameOf(one.unitId),
          isCurrent: one.id === (principal.assignmentId ?? null),
        })),
      };
    },
    platforms: createReadPlatforms(deps),
    cases: async (query, page, principal) => {
      const now = clock.now();
      const stored = await storage.cases.list(query, page, readScope(principal));
      return listView(
        { items: await caseViews(stored.items, principal, now), nextCursor: stored.nextCursor },
        (view) => view,
        now,
      );
    },
    case: async (id, principal) => {
      const scope = readScope(principal);
      const shutdownCase = (await storage.cases.byId(id, scope)) ?? (await storage.cases.ofReview(id, scope));
      const [view] = shutdownCase === null ? [] : await caseViews([shutdownCase], principal, clock.now());
      if (view === undefined) throw notFound('案件');
      return view;
    },
    ...createReadAlerts(deps),
    alertsSince: async (seq, limit, principal) => {
      const scope = readScope(principal);
      return (await storage.alerts.since(seq, limit, scope)).map((alert) => alertView(alert, scope));
    },
    alertTexts: async (seq, limit, principal) => {
      const scope = readScope(principal);
      const lines = await storage.alerts.texts(seq, { limit, shape: ALERT_JSON }, scope);
      return lines.map((line) => ('json' in line ? line : alertText(line.alert, scope)));
    },
    alertLines: async (seq, limit) =>
      (await storage.alerts.lines(seq, limit)).map(({ alert, readBy }) => ({
        seq: alert.seq,
        readBy,
        viewOf: (scope) => alertView(alert, scope),
      })),
    isMovingAway: (units) => storage.alerts.isMovingAway(units),
    alertHistory: () => storage.alerts.history(),
    lastSeq: () => storage.alerts.lastSeq(),
    lookLateness: () => readLateness(deps, clock.now()),
    ledger: async (seq, limit, principal) => {
      demand('people.manage', principal);
      if (readScope(principal) !== null) throw notFound('台账');
      return (await storage.ledger.after(seq, limit)).map(ledgerView);
    },
  };
}
