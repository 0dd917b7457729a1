import { findingOf } from './accountSamples';
import { Refusal } from '../../src/domain/errors';
import type { UnitId } from '../../src/domain/ids';
import type { Principal } from '../../src/domain/people/role';
import type { AlertView } from '../../src/api/alerts';
import type { ProgressTopic } from '../../src/api/events';
import type { Services } from '../../src/services/index';
import { PASSWORD_RULES } from '../../src/domain/people/passwordRules';
import { alertOf, assigneeOf, personOf, roleHistoryOf, roleOf, sessionOf } from './samples';

import { accountServices } from './officeAccounts';
import { mandateServices } from './officeMandates';
import { fileServices } from './officeFiles';
import { importServices } from './officeImports';
import { letterServices } from './officeLetters';
import { ladderServices } from './officeLadders';
import { notifyServices } from './officeNotify';
import { webhookServices } from './officeWebhooks';
import { oncallServices } from './officeOncall';
import { reachServices } from './officeReach';
import { ACCOUNTS, NOW, PASSWORD, PEOPLE, tokenOf, type PersonName } from './officePeople';
import { createOfficeRules, unused } from './officeRules';
import { reviewServices } from './officeReviews';
import { handoverServices } from './officeHandover';
import { ownWordServices } from './officeOwnWords';
import { ownPostServices } from './officeOwnPosts';
import { interactionServices } from './officeInteractions';
import { unitFileServices } from './officeUnitFiles';
import { siteCheckServices } from './officeSiteChecks';
import { dutyServices } from './officeDuties';
import { submissionServices } from './officeSubmissions';
import { officialListServices } from './officeLists';
import { onboardingServices } from './officeOnboarding';
import { teamServices } from './officeTeam';
import { filingServices } from './officeFilings';
import { viewServices } from './officeViews';

/** An office in memory that keeps the promises of `Services` as far as the way in can tell. */
export interface Office {
  readonly services: Services;
  /** What was asked of the services that change something, in order. */
  readonly asked: string[];
  /** Adds an alert of a unit and answers it; `hint: false` as if another process had written it. */
  addAlert(unit: UnitId, more?: { readonly hint?: boolean; readonly label?: string }): AlertView;
  /** From now on the token of this person opens nothing. */
  disable(name: PersonName): void;
  move(name: PersonName, to: Pick<Principal, 'unitId' | 'role'>): void;
  /** While it is down every service throws what a driver would throw. */
  setStoreDown(down: boolean): void;
  /** How often a function of the services has been called by now, failed calls included. */
  callsOf(name: string): number;
  /** Something goes on that is no alert. */
  goOn(...topics: readonly ProgressTopic[]): void;
  /** Puts another store in place of this one, with so many alerts of before. */
  replaceStore(kept: number): void;
  /** Takes away an alert, as if it were written but not yet visible. */
  hide(seq: number): () => void;
}

export function createOffice(): Office {
  const rules = createOfficeRules();
  const { asked } = rules;
  const alerts: AlertView[] = [];
  const hidden = new Set<number>();
  const progress: ProgressTopic[] = [];
  let history = 'history-1';
  const listeners = new Set<() => void>();
  const principals = new Map<string, Principal>(
    Object.entries(PEOPLE).map(([name, principal]) => [tokenOf(name as PersonName), principal]),
  );
  const failures = new Map<string, number>();
  const usedLinks = new Set<string>();
  let storeDown = false;
  const calls = new Map<string, number>();
  const callsOf = (name: string): number => calls.get(name) ?? 0;
  const signIn = (principal: Principal) => {
    const token = `session-${principal.personId}-${asked.length}`;
    const session: Principal = { ...principal, via: 'session' };
    principals.set(token, session);
    asked.push(`signed-in ${principal.name}`);
    return { token, expiresAt: new Date(NOW.getTime() + 3_600_000), principal: session };
  };

  const services: Services = {
    ...accountServices(rules),
    ...mandateServices(rules),
    ...reachServices(rules),
    ...notifyServices(rules),
    ...webhookServices(rules),
    oncall: { ...oncallServices(rules).oncall, ...ladderServices(rules) },
    ...letterServices(rules),
    ...importServices(rules, ACCOUNTS.ofA),
    ...fileServices(),
    ...reviewServices(rules),
    ...submissionServices(rules),
    ...dutyServices(rules),
    ...unitFileServices(rules),
    ...siteCheckServices(rules),
    ...interactionServices(rules),
    ...{ ...ownPostServices(rules), ...ownWordServices(rules) },
    ...teamServices(rules),
    ...filingServices(rules),
    ...{ ...onboardingServices(rules), ...officialListServices(rules) },
    ...viewServices(rules, { alerts, hidden, history: () => history }),
    alerts: {
      relay: unused,
      sweep: unused,
      incidents: unused,
      progress: async (after) => ({ to: (after ?? 0) + 1, topics: after === null ? [] : progress.splice(0) }),
      acknowledge: async (id, principal) => {
        rules.change('ack', id, { principal, action: 'alert.acknowledge' });
        return 'acknowledged';
      },
      acknowledgeEach: async (alertIds, principal) =>
        alertIds.map((id) => {
          rules.change('ack', id, { principal, action: 'alert.acknowledge' });
          return { id, result: 'acknowledged' };
        }),
      assignEach: async (alertIds, personId, principal) =>
        alertIds.map((id) => {
          rules.change(`assign:${personId ?? 'nobody'}`, id, { principal, action: 'alert.acknowledge' });
          return { id, result: 'assigned' };
        }),
      assignees: async () => [assigneeOf()],
      onHint: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    findings: {
      dismiss: async (id, { reason }, principal) => {
        rules.change(`dismiss:${reason}`, id, { principal, action: 'finding.dismiss' });
        return findingOf(id);
      },
      takeBack: async (id, reason, principal) => {
        rules.change(`take-back:${reason}`, id, { principal, action: 'finding.dismiss' });
        return findingOf(id);
      },
    },
    upkeep: { removeExpired: unused },
    people: {
      bootstrap: unused,
      createLink: unused,
      register: unused,
      registerMany: unused,
      list: async () => [personOf()],
      disableUnlisted: unused,
      roles: async () => [roleOf()],
      roleHistory: async () => rules.page([roleHistoryOf()]),
      setRole: async ({ role }, { reason }, principal) => {
        asked.push(`role:${role}:${reason} ${principal.name}`);
        return roleOf();
      },
      add: async ({ username }, reason, principal) => {
        asked.push(`added:${reason} ${username} ${principal.name}`);
        return personOf();
      },
      change: async (id, { reason, ...changes }, principal) => {
        asked.push(`changed:${Object.keys(changes).join('+')}:${reason} ${id} ${principal.name}`);
        return personOf();
      },
      setAddresses: async (id, _addresses, principal) => {
        asked.push(`addresses ${id} ${principal.name}`);
        return personOf();
      },
      changeOwnAddresses: async (changes, principal) => {
        asked.push(`own-addresses:${Object.keys(changes).join('+')} ${principal.name}`);
        return personOf().addresses;
      },
      setDisabled: async (id, { is, reason }, principal) => {
        asked.push(`disabled:${is}:${reason} ${id} ${principal.name}`);
        return personOf();
      },
      endSessions: async (id, reason, principal) => {
        asked.push(`sessions-ended:${reason} ${id} ${principal.name}`);
      },
      ...handoverServices(rules),
      assign: async (id, { role, reason }, principal) => {
        asked.push(`assigned:${role}:${reason} ${id} ${principal.name}`);
        return personOf();
      },
      endAssignment: async (id, { assignmentId, reason }, principal) => {
        asked.push(`assignment-ended:${assignmentId}:${reason} ${id} ${principal.name}`);
        return personOf();
      },
      actAs: async (assignmentId, { principal }) => {
        asked.push(`acts-as:${assignmentId} ${principal.name}`);
        return { token: 'session-anew', expiresAt: NOW, principal };
      },
      ownPassword: async () => ({ hasPassword: true, needsPresent: true, rules: PASSWORD_RULES }),
      changeOwnPassword: async (_change, principal) => {
        asked.push(`own-password ${principal.name}`);
        return { token: 'session-anew', expiresAt: NOW, principal };
      },
      sessionsOf: async () => [sessionOf()],
      endSession: async (id, { sessionId, reason }, principal) => {
        asked.push(`session-ended:${sessionId}:${reason} ${id} ${principal.name}`);
      },
      issueLink: async (id, { reason }, principal) => {
        asked.push(`link:${reason} ${id} ${principal.name}`);
        return { secret: 'link-of-another', expiresAt: NOW };
      },
      signInWithPassword: async (username, password) => {
        const failed = failures.get(username) ?? 0;
        if (failed >= 3) throw new Refusal('locked-out', '连续输错次数过多，已暂时锁定。', { remedy: '请稍后再试。' });
        const principal = PEOPLE[username as PersonName] as Principal | undefined;
        if (principal === undefined || password !== PASSWORD) {
          failures.set(username, failed + 1);
          throw new Refusal('sign-in-failed', '用户名或密码不正确。', { remedy: '' });
        }
        return signIn(principal);
      },
      signInWithLink: async (secret) => {
        if (secret !== 'link-secret' || usedLinks.has(secret))
          throw new Refusal('link-used-or-expired', '链接已失效。', { remedy: '' });
        usedLinks.add(secret);
        return signIn(PEOPLE.administrator);
      },
      signOut: async (token) => {
        principals.delete(token);
        asked.push(`signed-out ${token}`);
      },
      authenticate: async (token) => principals.get(token) ?? null,
    },
  };

  return {
    services: failing(services, (name) => {
      calls.set(name, callsOf(name) + 1);
      return storeDown;
    }),
    callsOf,
    asked,
    addAlert: (unit, more = {}) => {
      const alert = alertOf(alerts.length + 1, unit, more.label);
      alerts.push(alert);
      if (more.hint !== false) for (const listener of listeners) listener();
      return alert;
    },
    disable: (name) => {
      for (const [token, { personId }] of [...principals])
        if (personId === PEOPLE[name].personId) principals.delete(token);
    },
    move: (name, to) => {
      for (const [token, principal] of [...principals])
        if (principal.personId === PEOPLE[name].personId) principals.set(token, { ...principal, ...to });
    },
    setStoreDown: (down) => {
      storeDown = down;
    },
    goOn: (...topics) => {
      progress.push(...topics);
    },
    replaceStore: (kept) => {
      history = 'history-2';
      alerts.length = kept;
    },
    hide: (seq) => {
      hidden.add(seq);
      return () => hidden.delete(seq);
    },
  };
}

/** The same services, throwing like a driver whose server is gone whenever `isDown` says so. */
function failing(services: Services, isDown: (calling: string) => boolean): Services {
  const guard = <T extends object>(part: T): T =>
    new Proxy(part, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function' || name === 'onHint') return member;
        return (...given: unknown[]) =>
          isDown(String(name))
            ? Promise.reject(new Error('connect ECONNREFUSED mongodb://root:s3cret@10.0.0.5'))
            : (member as (...args: unknown[]) => unknown)(...given);
      },
    });
  return Object.fromEntries(
    Object.entries(services).map(([name, part]) => [name, guard(part as object)]),
  ) as unknown as Services;
}
