import { PLATFORMS } from '../../src/domain/accounts/platforms';
import type { z } from 'zod';
import type {
  accountDetailView,
  accountView,
  findingView,
  lookView,
  postView,
} from '../../src/http/accounts/accountSchemas';
import type { alertView, ledgerView } from '../../src/http/alerts/alertSchemas';
import type { caseView } from '../../src/http/cases/caseSchemas';
import { PROBLEM_CODES } from '../../src/domain/errors';
import type {
  AccountDetailView,
  AccountView,
  FindingView,
  LookView,
  PostView,
  ProbeView,
} from '../../src/api/accounts';
import type { AlertView, LedgerView } from '../../src/api/alerts';
import type { CaseView } from '../../src/api/cases';
import type { CredentialDetailView, CredentialView } from '../../src/api/credentials';
import type { MandateView } from '../../src/api/mandates';
import type { JobView, ObligationDetailView } from '../../src/api/obligations';
import type { MeView, PersonView, UnitView } from '../../src/api/people';
import type { PolicyView } from '../../src/api/policies';
import type { SummaryView } from '../../src/api/summary';
import type { ListView } from '../../src/api/wire';
import type { probeView } from '../../src/http/accounts/accountRegistrationSchemas';
import type { credentialDetailView, credentialView } from '../../src/http/credentials/credentialSchemas';
import type { mandateView } from '../../src/http/mandates/mandateSchemas';
import type { jobView, obligationDetailView } from '../../src/http/mandates/obligationSchemas';
import type { summaryView } from '../../src/http/overview/summarySchemas';
import type { meView, personView, unitView } from '../../src/http/people/peopleSchemas';
import type { policyView } from '../../src/http/policies/policySchemas';
import { PROBLEM_TABLE } from '../../src/api/problems';
import { problemView } from '../../src/http/edge/problemSchema';
import { ROUTES } from '../../src/http/routes';
import { ACCOUNTS, UNIT_A } from './officePeople';
import { BODIES } from './requestBodies';
import { serve, type Served } from './serve';

let served: Served;
let document: Record<string, unknown>;
beforeAll(async () => {
  served = await serve();
  served.office.addAlert(UNIT_A);
  document = (await (await served.ask(null, '/api/openapi.json')).json()) as Record<string, unknown>;
});
afterAll(() => served.close());

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

describe('every row of the table', () => {
  const rows = ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const);

  test('is a row of its own', () => {
    expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(30);
  });

  test.each(rows)('%s stands in the OpenAPI document with its input and its answer', (_name, route) => {
    const operation = at(document, [
      'paths',
      `/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`,
      route.method,
    ]) as Record<string, unknown>;
    expect(operation['summary']).toBe(route.summary);
    const named = (operation['parameters'] as { name: string; in: string }[]).map(
      ({ name, in: place }) => `${place}:${name}`,
    );
    for (const [, name] of route.path.matchAll(/:(\w+)/g)) expect(named).toContain(`path:${name}`);
    expect(at(operation, ['responses', 'default', '$ref'])).toBe('#/components/responses/Problem');
    const success = at(operation, ['responses', String(route.status ?? 200)]);
    expect(success).toBeDefined();
    if (route.answer !== null)
      expect(at(success, ['content', 'application/json', 'schema', '$ref'])).toMatch(/^#\/components\/schemas\//);
    if (route.body !== null)
      expect(at(operation, ['requestBody', 'content', 'application/json', 'schema', 'additionalProperties'])).toBe(
        false,
      );
  });

  test.each(rows.filter(([name]) => name !== 'post /sign-out'))(
    '%s answers what its schema says',
    async (_name, route) => {
      const path = `/api/v1${route.path.replaceAll(/:\w+/g, ACCOUNTS.ofA)}`;
      const as = route.access === 'public' ? null : 'administrator';
      const response =
        route.method === 'get'
          ? await served.ask(as, path)
          : await served.ask(as, path, {
              method: route.method.toUpperCase(),
              body: JSON.stringify(BODIES[`${route.method} ${route.path}`] ?? BODIES[route.path] ?? {}),
              headers: { 'content-type': 'application/json' },
            });
      expect(response.status).toBe(route.status ?? 200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      if (route.answer === null) return;
      const value: unknown = await response.json();
      expect(route.answer.parse(value)).toEqual(value);
      if (typeof value === 'object' && value !== null && 'items' in value)
        expect((value.items as unknown[]).length).toBeGreaterThan(0);
    },
  );
});

describe('the OpenAPI document', () => {
  test('refers only to what it holds', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(refs.length).toBeGreaterThan(50);
    for (const ref of new Set(refs)) expect([ref, at(document, ref.split('/')) === undefined]).toEqual([ref, false]);
    expect(JSON.stringify(document)).not.toMatch(/"\$id"|"\$schema"|shownAs/);
  });

  test('shows query values as what they mean, with their bounds', () => {
    const parameters = at(document, ['paths', '/api/v1/accounts', 'get', 'parameters']) as {
      name: string;
      schema: unknown;
      required: boolean;
    }[];
    expect(parameters.find(({ name }) => name === 'limit')).toMatchObject({
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
    });
    expect(parameters.find(({ name }) => name === 'platform')).toMatchObject({
      schema: { enum: PLATFORMS },
    });
  });

  test('names every operation once and says which action it takes', () => {
    const operations = Object.values(
      document['paths'] as Record<string, Record<string, { operationId: string }>>,
    ).flatMap((path) => Object.values(path));
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(ROUTES.length);
    expect(at(document, ['paths', '/api/v1/cases/{id}/events', 'post', 'x-action'])).toBe('read');
    expect(at(document, ['paths', '/api/v1/accounts/{id}/collect', 'post', 'x-action'])).toBe('account.collect');
  });

  test('explains every problem code, and each has a status of its own class', () => {
    const text = String(at(document, ['components', 'responses', 'Problem', 'description']));
    for (const code of PROBLEM_CODES) {
      expect(text).toContain(`\`${code}\` (${PROBLEM_TABLE[code].status})`);
      expect(PROBLEM_TABLE[code].status).toBeGreaterThanOrEqual(400);
    }
  });
});

test('a problem is what its schema says', async () => {
  const problem: unknown = await (await served.ask('administrator', '/api/v1/accounts?x=1')).json();
  expect(problemView.parse(problem)).toEqual(problem);
});

test('by sequence, the next number comes with a full page and not after the last one', async () => {
  for (let more = 0; more < 2; more += 1) served.office.addAlert(UNIT_A);
  const read = async (query: string): Promise<ListView<AlertView>> =>
    (await served.ask('administrator', `/api/v1/alerts?${query}`)).json() as Promise<ListView<AlertView>>;
  const first = await read('since=0&limit=2');
  expect([first.items.map(({ seq }) => seq), first.nextCursor]).toEqual([[1, 2], '2']);
  const second = await read('since=2&limit=2');
  expect([second.items.map(({ seq }) => seq), second.nextCursor]).toEqual([[3], null]);
});

/** Compiles only while every field of a view stands in its schema: what `satisfies` at the schema cannot see. */
type Unchangeable<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Unchangeable<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Unchangeable<T[Key]> }
      : T;
type Shown<Schema extends z.ZodType> = Unchangeable<z.output<Schema>>;
type Covers<View, Schema extends z.ZodType> =
  View extends Shown<Schema> ? (Shown<Schema> extends View ? true : never) : never;
const covered: readonly true[] = [
  true satisfies Covers<AccountView, typeof accountView>,
  true satisfies Covers<AccountDetailView, typeof accountDetailView>,
  true satisfies Covers<PostView, typeof postView>,
  true satisfies Covers<LookView, typeof lookView>,
  true satisfies Covers<FindingView, typeof findingView>,
  true satisfies Covers<PolicyView, typeof policyView>,
  true satisfies Covers<MandateView, typeof mandateView>,
  true satisfies Covers<ObligationDetailView, typeof obligationDetailView>,
  true satisfies Covers<JobView, typeof jobView>,
  true satisfies Covers<CaseView, typeof caseView>,
  true satisfies Covers<AlertView, typeof alertView>,
  true satisfies Covers<LedgerView, typeof ledgerView>,
  true satisfies Covers<SummaryView, typeof summaryView>,
  true satisfies Covers<MeView, typeof meView>,
  true satisfies Covers<PersonView, typeof personView>,
  true satisfies Covers<UnitView, typeof unitView>,
  true satisfies Covers<CredentialView, typeof credentialView>,
  true satisfies Covers<CredentialDetailView, typeof credentialDetailView>,
  true satisfies Covers<ProbeView, typeof probeView>,
];
test('every view has a schema that covers it', () => {
  expect(covered).toHaveLength(19);
});
