import type { AccountDetailView } from '../../../src/api/accounts';
import type { ProblemView } from '../../../src/api/problems';
import type { ListView } from '../../../src/api/wire';
import { mockDaily, mockFindings, mockLooks, mockPosts, UNITS } from './accounts';
import { mockObligationDetail, mockPolicies } from './mandates';
import {
  mockCredentialDetail,
  mockCredentials,
  mockProbe,
  mockTraining,
  PLATFORM_VIEWS,
  setMockFault,
} from './platformSide';
import { mockForecast, mockManualTasks, mockPreviews, mockRulePreview, mockRules } from './publishingSide';
import { ME, summaryOf, type MockWorld } from './world';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}
type Query = Readonly<Record<string, string>>;

export function problem(status: number, code: string, remedy: string): Answer {
  const body: ProblemView = {
    type: `https://gov-matrix.example/problems/${code}`,
    title: code,
    status,
    code,
    detail: '',
    remedy,
    requestId: 'mock-0001',
  };
  return { status, body };
}

const NOT_FOUND = problem(404, 'not-found', '请检查地址。');
const ok = (body: unknown): Answer => ({ status: 200, body });

/** A page of a list; the cursor is the number of the first item. */
function page<T>(items: readonly T[], query: Query): Answer {
  const from = Number(query['cursor'] ?? 0);
  const limit = Number(query['limit'] ?? 50);
  const body: ListView<T> = {
    items: items.slice(from, from + limit),
    nextCursor: from + limit < items.length ? String(from + limit) : null,
    asOf: new Date().toISOString(),
  };
  return ok(body);
}

function accountsPage(world: MockWorld, query: Query): Answer {
  const { platform, verdict, unit, q, outcome, breachWithinHours } = query;
  return page(
    world.accounts.filter(
      (account) =>
        (platform === undefined || account.platform === platform) &&
        (verdict === undefined || account.verdict?.kind === verdict) &&
        (unit === undefined || account.unitId === unit) &&
        (q === undefined || account.name.includes(q)) &&
        (outcome === undefined || account.lastLookOutcome === outcome) &&
        (breachWithinHours === undefined ||
          (account.verdict?.breachAt != null && account.verdict.breachAt <= world.clock.at(Number(breachWithinHours)))),
    ),
    query,
  );
}

function alertsPage(world: MockWorld, query: Query): Answer {
  const { since, kind, severity, acknowledged, limit } = query;
  if (since !== undefined)
    return ok({
      items: world.alerts.filter((alert) => alert.seq > Number(since)).slice(0, Number(limit ?? 50)),
      nextCursor: null,
      asOf: new Date().toISOString(),
    });
  return page(
    [...world.alerts]
      .reverse()
      .filter(
        (alert) =>
          (kind === undefined || alert.kind === kind) &&
          (severity === undefined || alert.severity === severity) &&
          (acknowledged === undefined || (alert.acknowledged !== null) === (acknowledged === 'true')),
      ),
    query,
  );
}

function accountDetail(world: MockWorld, id: string): Answer {
  const account = world.accounts.find((candidate) => candidate.id === id);
  if (account === undefined) return NOT_FOUND;
  const body: AccountDetailView = {
    ...account,
    daily: mockDaily(account, world.clock),
    completeFromAt: world.clock.at(-24 * 45),
    firstSightAt: world.clock.at(-24 * 45),
    consecutiveBlindLooks: account.verdict?.kind === 'unknown' ? 9 : 0,
    openCase:
      world.cases.find((shutdownCase) => shutdownCase.accountId === id && shutdownCase.closedAt === null) ?? null,
  };
  return ok(body);
}

function accountList(world: MockWorld, id: string, kind: string, query: Query): Answer {
  const account = world.accounts.find((candidate) => candidate.id === id);
  if (account === undefined) return NOT_FOUND;
  if (kind === 'posts') return page(mockPosts(account, world.clock), query);
  if (kind === 'looks') return page(mockLooks(account, world.clock), query);
  return page(mockFindings(account, world.clock), query);
}

/** What the API answers to a GET below `/api/v1`, signed in. */
export function read(world: MockWorld, path: string, query: Query): Answer {
  const [, list = '', id, kind] = path.split('/');
  const found = (thing: unknown): Answer => (thing === undefined ? NOT_FOUND : ok(thing));
  if (list === 'me') return ok(ME);
  if (list === 'summary') return ok(summaryOf(world));
  if (list === 'platforms') return page(PLATFORM_VIEWS, query);
  if (list === 'manual-tasks') return page(mockManualTasks(world), query);
  if (list === 'forecast') return ok(mockForecast(world, world.clock));
  if (list === 'mandate-rules') return page(mockRules, query);
  if (list === 'mandates' && kind === 'preview') return page(mockPreviews(), query);
  if (list === 'training') return ok(mockTraining(query['q'] ?? ''));
  if (list === 'credentials') {
    const all = mockCredentials(world.clock);
    const one = all.find((credential) => credential.id === id);
    if (id !== undefined) return one === undefined ? NOT_FOUND : ok(mockCredentialDetail(one, world.clock));
    return page(
      all.filter(
        ({ state, platform }) =>
          (query['state'] === undefined || state === query['state']) &&
          (query['platform'] === undefined || platform === query['platform']),
      ),
      query,
    );
  }
  if (list === 'units') return page(UNITS, query);
  if (list === 'policies') return page(mockPolicies(world.clock), query);
  if (list === 'alerts') return alertsPage(world, query);
  if (list === 'accounts')
    return id === undefined
      ? accountsPage(world, query)
      : kind === undefined
        ? accountDetail(world, id)
        : accountList(world, id, kind, query);
  if (list === 'mandates' && kind === 'obligations')
    return page(
      world.obligations.filter(
        (obligation) =>
          obligation.mandateId === id && (query['group'] === undefined || obligation.group === query['group']),
      ),
      query,
    );
  if (list === 'mandates')
    return id === undefined ? page(world.mandates, query) : found(world.mandates.find((mandate) => mandate.id === id));
  if (list === 'obligations' && id !== undefined) {
    const obligation = world.obligations.find((candidate) => candidate.id === id);
    return obligation === undefined ? NOT_FOUND : ok(mockObligationDetail(obligation, world.clock));
  }
  if (list === 'publish-jobs') {
    const jobs = world.obligations
      .slice(0, 40)
      .map((obligation) => mockObligationDetail(obligation, world.clock).job)
      .filter((job) => job !== null);
    return page(
      jobs.filter((job) => query['state'] === undefined || job.state === query['state']),
      query,
    );
  }
  if (list === 'cases') {
    if (id !== undefined) return found(world.cases.find((shutdownCase) => shutdownCase.id === id));
    return page(
      world.cases.filter(
        (shutdownCase) =>
          (query['open'] === undefined || (shutdownCase.closedAt === null) === (query['open'] === 'true')) &&
          (query['state'] === undefined || shutdownCase.state === query['state']),
      ),
      query,
    );
  }
  return NOT_FOUND;
}

/** What the API answers to a change, signed in. */
export function change(world: MockWorld, path: string, body: Readonly<Record<string, unknown>>): Answer {
  const [, list = '', id, act] = path.split('/');
  if (list === 'alerts' && act === 'ack') {
    const index = world.alerts.findIndex((alert) => alert.id === id);
    const alert = world.alerts[index];
    if (alert === undefined) return NOT_FOUND;
    world.alerts[index] = { ...alert, acknowledged: { name: ME.name, at: new Date().toISOString() } };
    return { status: 204, body: null };
  }
  if (list === 'cases' && act === 'events') {
    const index = world.cases.findIndex((shutdownCase) => shutdownCase.id === id);
    const shutdownCase = world.cases[index];
    if (shutdownCase === undefined) return NOT_FOUND;
    const at = new Date().toISOString();
    if (body['event'] === 'order-rectification')
      world.cases[index] = {
        ...shutdownCase,
        state: 'rectifying',
        steps: [
          ...shutdownCase.steps,
          {
            event: 'order-rectification',
            from: shutdownCase.state,
            to: 'rectifying',
            occurredAt: at,
            recordedAt: at,
            actor: ME.name,
            note: String(body['note']),
          },
        ],
      };
    return { status: 204, body: null };
  }
  if (list === 'accounts' && act === 'collect') return { status: 202, body: { dueAt: new Date().toISOString() } };
  if (list === 'accounts' && id === 'probe') return ok(mockProbe(body));
  if (list === 'accounts' && id === undefined) return { status: 201, body: { id: world.accounts[0]?.id } };
  if (list === 'accounts' && act === 'articles')
    return ok({
      post: {
        id: '1',
        title: '一篇群发文章',
        text: '',
        url: String(body['url']),
        published: { precision: 'day', value: '2026-11-20', original: '2026-11-20' },
        countedAt: new Date().toISOString(),
        standing: 'counted',
        firstSeenAt: new Date().toISOString(),
      },
      isNew: true,
    });
  if (list === 'mandate-rules' && id === 'preview') return ok(mockRulePreview(world.clock));
  if (list === 'mandate-rules' && act === 'disabled') {
    const [rule] = mockRules;
    if (rule !== undefined)
      mockRules[0] = { ...rule, disabledAt: body['disabled'] === true ? new Date().toISOString() : null };
    return ok(mockRules[0]);
  }
  if (list === 'mandate-rules') return ok(mockRules[0]);
  if (list === 'training')
    return ok(
      id === 'faults'
        ? setMockFault(body)
        : {
            title: String(body['title'] ?? '自动拟定的政策'),
            docNumber: '国办发〔2026〕9号',
            url: 'https://www.gov.cn/9',
          },
    );
  if (list === 'credentials')
    return id === 'authorise'
      ? ok({ url: '/credentials?authorised=yes', expiresAt: new Date().toISOString() })
      : { status: 202, body: { dueAt: new Date().toISOString() } };
  if (list === 'mandates' && act === 'review') return problem(409, 'self-approval', '请由另一名审核人通过这一步。');
  if (['obligations', 'publish-jobs'].includes(list) && act !== undefined) return { status: 204, body: null };
  return NOT_FOUND;
}
