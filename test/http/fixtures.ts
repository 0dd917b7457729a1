import { Refusal } from '../../src/domain/errors';
import type { AccountId, PersonId, UnitId } from '../../src/domain/ids';
import { may } from '../../src/domain/people/permissions';
import type { Action, Principal } from '../../src/domain/people/role';
import type { AlertView } from '../../src/api/alerts';
import type { ListView } from '../../src/api/wire';
import type { Services } from '../../src/services/index';
import {
  evidencePackOf,
  forecastOf,
  manualTaskOf,
  platformPreviewOf,
  ruleOf,
  rulePreviewOf,
} from './publishingSamples';
import {
  accountOf,
  alertOf,
  caseOf,
  credentialDetailOf,
  credentialOf,
  detailOf,
  findingOf,
  jobOf,
  ledgerOf,
  lookOf,
  mandateOf,
  obligationDetailOf,
  obligationOf,
  policyOf,
  postOf,
  probeOf,
  summaryOf,
} from './samples';

export const NOW = new Date('2026-11-20T02:00:00.000Z');
export const unitId = (letter: string): UnitId => letter.repeat(24) as UnitId;
/** The office is the root; A and B are units beneath it, C lies beneath A. */
export const OFFICE = unitId('0');
export const UNIT_A = unitId('a');
export const UNIT_B = unitId('b');
export const UNIT_C = unitId('c');
const PATHS: Readonly<Record<string, readonly UnitId[]>> = {
  [OFFICE]: [OFFICE],
  [UNIT_A]: [OFFICE, UNIT_A],
  [UNIT_B]: [OFFICE, UNIT_B],
  [UNIT_C]: [OFFICE, UNIT_A, UNIT_C],
};

const person = (digit: string, name: string, rest: Pick<Principal, 'role' | 'unitId'>): Principal => ({
  personId: digit.repeat(24) as PersonId,
  name,
  via: 'token',
  ...rest,
});
/** The three who stand in every test of access, and one who may only look. */
export const PEOPLE = {
  administrator: person('1', '管理员', { role: 'administrator', unitId: null }),
  officerOfA: person('2', '甲单位信息员', { role: 'officer', unitId: UNIT_A }),
  outsider: person('3', '乙单位信息员', { role: 'officer', unitId: UNIT_B }),
  viewer: person('4', '只读', { role: 'viewer', unitId: null }),
} as const;
export type PersonName = keyof typeof PEOPLE;
export const tokenOf = (name: PersonName): string => `token-${name}`;
export const PASSWORD = 'correct-horse';

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
  /** Takes away an alert, as if it were written but not yet visible. */
  hide(seq: number): () => void;
}

export const ACCOUNTS = { ofA: unitId('5') as string as AccountId, ofB: unitId('6') as string as AccountId };
export const UNKNOWN_ID = 'f'.repeat(24);

export function createOffice(): Office {
  const asked: string[] = [];
  const alerts: AlertView[] = [];
  const hidden = new Set<number>();
  const listeners = new Set<() => void>();
  const principals = new Map<string, Principal>(
    Object.entries(PEOPLE).map(([name, principal]) => [tokenOf(name as PersonName), principal]),
  );
  const failures = new Map<string, number>();
  const usedLinks = new Set<string>();
  let storeDown = false;

  const sees = (principal: Principal, unit: string | null): boolean =>
    principal.unitId === null || (unit !== null && (PATHS[unit] ?? []).includes(principal.unitId));
  const unitOf = (id: string): UnitId | null => (id === ACCOUNTS.ofA ? UNIT_A : id === ACCOUNTS.ofB ? UNIT_B : null);
  const page = <T>(items: readonly T[]): ListView<T> => ({ items, nextCursor: null, asOf: NOW.toISOString() });
  const notFound = (): Refusal => new Refusal('not-found', '没有找到。', { remedy: '请检查编号。' });
  /** Every aggregate of the office has the id of the account it belongs to: enough to tell inside from outside. */
  const visible = (id: string, principal: Principal): void => {
    const unit = unitOf(id);
    if (unit === null || !sees(principal, unit)) throw notFound();
  };
  const change = (
    what: string,
    id: string,
    { principal, action }: { readonly principal: Principal; readonly action: Action },
  ): void => {
    if (!may(principal.role, action))
      throw new Refusal('forbidden', '您的角色不能执行这一操作。', { remedy: '请联系管理员。' });
    if (unitOf(id) === null) throw notFound();
    if (!sees(principal, unitOf(id))) throw new Refusal('out-of-scope', '该账号不属于您的单位。', { remedy: '' });
    asked.push(`${what} ${id} ${principal.name}`);
  };
  const changeRule = (what: string, principal: Principal): void => {
    if (!may(principal.role, 'rules.manage'))
      throw new Refusal('forbidden', '您的角色不能执行这一操作。', { remedy: '请联系管理员。' });
    asked.push(`${what} ${principal.name}`);
  };
  const signIn = (principal: Principal) => {
    const token = `session-${principal.personId}-${asked.length}`;
    const session: Principal = { ...principal, via: 'session' };
    principals.set(token, session);
    asked.push(`signed-in ${principal.name}`);
    return { token, expiresAt: new Date(NOW.getTime() + 3_600_000), principal: session };
  };
  const unused = (): never => {
    throw new Error('the way in never calls this');
  };

  const services: Services = {
    accounts: {
      registerUnits: unused,
      registerAccounts: unused,
      collectDue: unused,
      judgeDue: unused,
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
    policies: {
      registerSources: unused,
      intake: unused,
      intakeAll: unused,
    },
    mandates: {
      issueMandates: unused,
      queueReady: unused,
      publishDue: unused,
      recoverInterrupted: unused,
      announceComplete: unused,
      remindManual: unused,
      noticeOverdue: unused,
      recomputeProvisional: unused,
      review: async (id, principal) => change('review', id, { principal, action: 'mandate.review' }),
      exempt: async (id, reason, principal) =>
        change(`exempt:${reason}`, id, { principal, action: 'obligation.exempt' }),
      acceptRepost: async (id, { postId, reason }, principal) =>
        change(`accept:${postId}:${reason}`, id, { principal, action: 'obligation.exempt' }),
      confirmManual: async (id, principal) => {
        change('confirm', id, { principal, action: 'obligation.confirm-manual' });
        return { dueAt: NOW };
      },
      retryJob: async (id, principal) => change('retry', id, { principal, action: 'job.retry' }),
    },
    rules: {
      register: unused,
      list: async () => page([ruleOf()]),
      create: async (_draft, reason, principal) => {
        changeRule(`rule-created:${reason}`, principal);
        return ruleOf();
      },
      update: async (id, { reason }, principal) => {
        change(`rule-updated:${reason}`, id, { principal, action: 'rules.manage' });
        return ruleOf();
      },
      setDisabled: async (id, { is, reason }, principal) => {
        change(`rule-disabled:${is}:${reason}`, id, { principal, action: 'rules.manage' });
        return ruleOf();
      },
      preview: async (_draft, _about, principal) => {
        changeRule('rule-preview', principal);
        return rulePreviewOf();
      },
    },
    publishing: {
      exportEvidence: async (id, write, principal) => {
        visible(id, principal);
        await write('{"kind":"header"}\n');
        // Larger than a socket's buffer, so that a reader who does not read is noticed.
        for (let line = 0; line < 200; line += 1) await write(`{"kind":"obligation","pad":"${'x'.repeat(10_000)}"}\n`);
        if (asked.includes('evidence fails')) throw new Error('the store went away');
        await write('{"kind":"footer"}\n');
        return { obligations: 200, sha256: '0'.repeat(64) };
      },
      forecast: async () => forecastOf(),
      preview: async (id, principal) => {
        visible(id, principal);
        return page([platformPreviewOf()]);
      },
      manualTasks: async (query) =>
        page([manualTaskOf()].filter(({ unitId }) => query.unitId === undefined || query.unitId === unitId)),
      evidence: async (id, _page, principal) => {
        visible(id, principal);
        return evidencePackOf();
      },
    },
    cases: {
      actDue: unused,
      takeCaseStep: async ({ caseId, event, note, extra }, principal) => {
        if (event === 'approve' && note === 'mine')
          throw new Refusal('self-approval', '不能审批自己的提议。', { remedy: '' });
        if (event === 'file') throw new Refusal('conflict', '当前状态没有这一步。', { remedy: '请刷新后再试。' });
        change(`case:${event}:${note}:${extra?.successorAccountId ?? '-'}`, caseId, { principal, action: 'read' });
      },
    },
    alerts: {
      relay: unused,
      incidents: unused,
      acknowledge: async (id, principal) => {
        change('ack', id, { principal, action: 'alert.acknowledge' });
        return 'acknowledged';
      },
      onHint: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    people: {
      bootstrap: unused,
      createLink: unused,
      register: unused,
      list: unused,
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
    training: {
      panel: (_query, principal) => {
        change('training', ACCOUNTS.ofA, { principal, action: 'training.control' });
        return {
          kinds: [],
          targets: [],
          total: 0,
          active: [{ target: 'weibo', title: '微博', fault: 'outage', since: NOW, until: null }],
        };
      },
      setFault: async ({ target, fault }, principal) =>
        change(`fault:${target}:${fault ?? '-'}`, ACCOUNTS.ofA, { principal, action: 'training.control' }),
      publishPolicy: async (title, principal) => {
        change(`policy:${title ?? '-'}`, ACCOUNTS.ofA, { principal, action: 'training.control' });
        return { title: title ?? '某政策', docNumber: '国发〔2026〕1号', url: 'https://example.gov.cn/1' };
      },
    },
    views: {
      me: async ({ personId, name, role, unitId: unit }) => ({
        id: personId,
        name,
        username: name,
        role,
        unitId: unit,
        unitName: unit === null ? null : '某单位',
        actions: ['read'],
      }),
      summary: async (principal) => summaryOf(principal.name),
      platforms: () =>
        page([
          {
            platform: 'weibo',
            title: '新浪微博',
            settings: [{ key: 'accessToken', secret: true, required: true, title: '授权令牌', why: '' }],
          },
        ]),
      units: async (principal) =>
        page(
          Object.keys(PATHS)
            .filter((unit) => sees(principal, unit))
            .map((id) => ({ id, name: id, parentId: null, level: 'department' })),
        ),
      accounts: async (query, { limit }, principal) =>
        page(
          [ACCOUNTS.ofA, ACCOUNTS.ofB]
            .filter((id) => sees(principal, unitOf(id)) && (query.q === undefined || query.q === '甲'))
            .slice(0, limit)
            .map((id) => accountOf(id, unitOf(id) ?? '')),
        ),
      account: async (id, principal) => {
        visible(id, principal);
        return detailOf(id, unitOf(id) ?? '');
      },
      posts: async (id, _page, principal) => {
        visible(id, principal);
        return page([postOf()]);
      },
      looks: async (id, _page, principal) => {
        visible(id, principal);
        return page([lookOf()]);
      },
      findings: async (id, _page, principal) => {
        visible(id, principal);
        return page([findingOf(id)]);
      },
      policies: async () => page([policyOf()]),
      policy: async (id, principal) => {
        visible(id, principal);
        return policyOf();
      },
      mandates: async () => page([mandateOf()]),
      mandate: async (id, principal) => {
        visible(id, principal);
        return mandateOf();
      },
      obligations: async () => page([obligationOf()]),
      obligation: async (id, principal) => {
        visible(id, principal);
        return obligationDetailOf();
      },
      jobs: async () => page([jobOf()]),
      job: async (id, principal) => {
        visible(id, principal);
        return jobOf();
      },
      cases: async () => page([caseOf()]),
      case: async (id, principal) => {
        visible(id, principal);
        return caseOf();
      },
      alerts: async (_query, { limit }, principal) =>
        page(
          alerts
            .filter((alert) => sees(principal, alert.unitId))
            .reverse()
            .slice(0, limit),
        ),
      alertsSince: async (seq, limit, principal) =>
        alerts
          .filter((alert) => alert.seq > seq && !hidden.has(alert.seq) && sees(principal, alert.unitId))
          .slice(0, limit),
      lastSeq: async () => alerts.length,
      lookLateness: async () => ({ looks: 10, p50Ms: 1_000, p99Ms: 5_000 }),
      ledger: async (seq, limit, principal) => {
        if (principal.role !== 'administrator')
          throw new Refusal('forbidden', '只有管理员可以查看台账。', { remedy: '' });
        return [1, 2, 3]
          .map(ledgerOf)
          .filter((entry) => entry.seq > seq)
          .slice(0, limit);
      },
    },
  };

  return {
    services: failing(services, () => storeDown),
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
    hide: (seq) => {
      hidden.add(seq);
      return () => hidden.delete(seq);
    },
  };
}

/** The same services, throwing like a driver whose server is gone whenever `isDown` says so. */
function failing(services: Services, isDown: () => boolean): Services {
  const guard = <T extends object>(part: T): T =>
    new Proxy(part, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function' || name === 'onHint') return member;
        return (...given: unknown[]) =>
          isDown()
            ? Promise.reject(new Error('connect ECONNREFUSED mongodb://root:s3cret@10.0.0.5'))
            : (member as (...args: unknown[]) => unknown)(...given);
      },
    });
  return Object.fromEntries(
    Object.entries(services).map(([name, part]) => [name, guard(part as object)]),
  ) as unknown as Services;
}
