import { z } from 'zod';
import { PROBLEM_CODES } from '../../domain/errors';
import { PROBLEM_MEDIA_TYPE } from '../edge/problem';
import { problemView } from '../edge/problemSchema';
import { PROBLEM_TABLE } from '../../api/problems';
import type { Route } from '../edge/route';
import { components } from '../edge/answerSchemas';
import { withoutHead, type Json } from './jsonSchema';

export const API_BASE = '/api/v1';

/**
 * The OpenAPI 3.1 document of the table: made from the very schemas that check requests, so the two cannot disagree.
 */
export function makeOpenApi(routes: readonly Route[], about: { readonly version: string }): Json {
  return {
    openapi: '3.1.0',
    info: { title: '政务新媒体矩阵聚合平台 (gov-matrix)', version: about.version, description: DESCRIPTION },
    security: [{ session: [] }, { bearer: [] }],
    paths: pathsOf(routes),
    components: {
      schemas: namedSchemas(),
      responses: {
        Problem: {
          description: problemDescription(),
          content: { [PROBLEM_MEDIA_TYPE]: { schema: refTo(problemView) } },
        },
      },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'gov-matrix',
          description: 'Set by signing in; `__Host-gov-matrix` over HTTPS.',
        },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

const DESCRIPTION = [
  'All instants are ISO 8601 in UTC. Ids are 24 lowercase hexadecimal digits. Lists answer `{items, nextCursor, asOf}`.',
  'Readers see the subtree of their unit; what lies outside reads as `not-found`.',
  'An alert is a state: open, acknowledged, resolved. Every change of one has its own number, `seq`, without holes within one `history`.',
  'Live alerts: socket.io namespace `/stream`, `auth: {v: 2, token?, since?, history?}`. The server sends `snapshot {v, seq, history, at, counts}`, then `alert` frames',
  '(an Alert with `coversFrom`: the frame speaks for every number from `coversFrom` to its `seq`), and `heartbeat {seq, at, coversFrom}` every 15 s.',
  'Nothing was missed while `coversFrom` is at most one more than the last number received; otherwise connect again with `since`.',
  '`progress {v, topics, at}` hints at what went on without an alert. The whole contract stands in docs/stream.md.',
  'The same frames as server-sent events: `GET /api/v1/alerts/stream`. For machines: /api/asyncapi.json.',
  'Before the server cuts a client that fell behind, or stops, it sends `resume {lastSeq, reason}`.',
].join('\n');

function problemDescription(): string {
  return [
    'Refused. `code` is one of:',
    ...PROBLEM_CODES.map((code) => `- \`${code}\` (${PROBLEM_TABLE[code].status}): ${PROBLEM_TABLE[code].meaning}`),
  ].join('\n');
}

function pathsOf(routes: readonly Route[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = API_BASE + route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return paths;
}

function operationOf(route: Route): Json {
  const status = String(route.answer === null ? 204 : (route.status ?? 200));
  const success =
    route.answer === null
      ? { description: 'Done.' }
      : { description: route.summary, content: { 'application/json': { schema: refTo(route.answer) } } };
  return {
    operationId: operationId(route),
    summary: route.summary,
    ...(route.access === 'public' ? { security: [] } : {}),
    ...(route.access === 'public' || route.access === 'signed-in' ? {} : { 'x-action': route.access }),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(route.body === null
      ? {}
      : {
          requestBody: {
            required: hasRequired(inputSchema(route.body)),
            content: { 'application/json': { schema: inputSchema(route.body) } },
          },
        }),
    responses: { [status]: success, default: { $ref: '#/components/responses/Problem' } },
  };
}

/** `get /accounts/:id/posts` → `getAccountsByIdPosts`. */
function operationId(route: Route): string {
  const words = route.path
    .split(/[/-]/)
    .filter((word) => word !== '')
    .map((word) => (word.startsWith(':') ? `by-${word.slice(1)}` : word));
  return (
    route.method +
    words
      .flatMap((word) => word.split('-'))
      .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
      .join('')
  );
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): readonly Json[] {
  const { properties = {}, required = [] }: ObjectSchema = inputSchema(schema);
  return Object.entries(properties).map(([name, { description, ...shape }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: shape,
  }));
}

function hasRequired(schema: ObjectSchema): boolean {
  return (schema.required ?? []).length > 0;
}

function inputSchema(schema: z.ZodType): Json {
  return withoutHead(z.toJSONSchema(schema, { io: 'input', override: showAsMeant }));
}

/**
 * A query value comes in as text and is turned into what it means: the document shows the meaning, as `shownAs` says.
 */
function showAsMeant({ jsonSchema }: { readonly jsonSchema: Record<string, unknown> }): void {
  const meant = jsonSchema['shownAs'];
  if (typeof meant !== 'object' || meant === null) return;
  for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
  Object.assign(jsonSchema, meant);
}

function namedSchemas(): Json {
  const { schemas } = z.toJSONSchema(components, { uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutHead(schema)]));
}

function refTo(schema: z.ZodType): Json {
  const name = components.get(schema)?.id;
  if (name === undefined) throw new Error('every answer of the API has a name');
  return { $ref: `#/components/schemas/${name}` };
}
