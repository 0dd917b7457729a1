import type { z } from 'zod';
import type { Action, Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { Services } from '../../services/index';
import { readInput } from './readInput';
import { nothing } from './inputSchemas';

/** Who may call: anybody, anybody signed in, or those whose role allows the action. */
export type Access = 'public' | 'signed-in' | Action;

/** What the server knows of itself and shows to a signed-in reader. */
export interface ServerFacts {
  readonly sandbox: boolean;
  readonly version: string;
}

/** The session of the calling browser: the only thing a handler may change about the response besides its value. */
export interface SessionHandle {
  /** The token that came with the request, if any. */
  readonly token: string | null;
  open(session: { readonly token: string; readonly expiresAt: Instant }): void;
  close(): void;
}

/** What every handler is given beside its input. */
export interface CallContext {
  /** The address the caller reached us by, scheme and host. */ readonly origin: string;
  readonly services: Services;
  readonly now: Instant;
  readonly facts: ServerFacts;
  readonly session: SessionHandle;
}

export interface Call<Params, Query, Body> extends CallContext {
  readonly principal: Principal;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}
export type PublicCall<Body> = CallContext & { readonly body: Body };

/** Input as it came in, before any check. */
export interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readBody(): Promise<unknown>;
}

interface RouteShape {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/v1`, express style: `/accounts/:id`. */
  readonly path: string;
  readonly summary: string;
  /** Success; 204 has no answer. Default 200. */
  readonly status?: 200 | 201 | 202 | 204;
}

/** One row of the table, its types folded in: what the router and the OpenAPI document both read. */
export interface Route extends RouteShape {
  readonly access: Access;
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType | null;
  readonly answer: z.ZodType | null;
  /** Checks the input (throws `Refusal`) and does the work. `principal` is null for public routes only. */
  run(raw: RawInput, context: CallContext, principal: Principal | null): Promise<unknown>;
}

type Schema<Output> = z.ZodType<Output>;
interface SignedInSpec<Params, Query, Body, Answer> extends RouteShape {
  readonly access: Exclude<Access, 'public'>;
  readonly params?: Schema<Params>;
  readonly query?: Schema<Query>;
  readonly body?: Schema<Body>;
  readonly answer?: Schema<Answer>;
  handle(call: Call<Params, Query, Body>): Promise<Answer>;
}

/** A row for people and machines that have signed in. Parts without a schema must come empty. */
export function route<Answer, Params = object, Query = object, Body = object>(
  spec: SignedInSpec<Params, Query, Body, Answer>,
): Route {
  const { handle, params, query, body, answer, ...shape } = spec;
  return {
    ...shape,
    params: params ?? nothing,
    query: query ?? nothing,
    body: bodySchema(spec),
    answer: answer ?? null,
    async run(raw, context, principal) {
      if (principal === null) throw new Error(`${spec.path} was called without a principal`);
      // Without a schema of its own a part is `object`, which is what the empty schema yields.
      const input = {
        params: readInput(params ?? (nothing as unknown as Schema<Params>), raw.params, 'path'),
        query: readInput(query ?? (nothing as unknown as Schema<Query>), raw.query, 'query'),
        body: readInput(body ?? (nothing as unknown as Schema<Body>), await bodyOf(spec, raw), 'body'),
      };
      return handle({ ...context, principal, ...input });
    },
  };
}

interface PublicSpec<Body, Answer> extends RouteShape {
  readonly body: Schema<Body>;
  readonly answer: Schema<Answer>;
  handle(call: PublicCall<Body>): Promise<Answer>;
}

/** A row for callers who are not signed in yet. */
export function publicRoute<Body, Answer>(spec: PublicSpec<Body, Answer>): Route {
  const { handle, ...shape } = spec;
  return {
    ...shape,
    access: 'public',
    params: nothing,
    query: nothing,
    async run(raw, context) {
      readInput(nothing, raw.query, 'query');
      const body = readInput(spec.body, await raw.readBody(), 'body');
      return handle({ ...context, body });
    },
  };
}

function bodySchema(spec: { readonly method: string; readonly body?: z.ZodType }): z.ZodType | null {
  return spec.method === 'get' ? null : (spec.body ?? nothing);
}

/** The body of a GET means nothing and is not read. */
function bodyOf(spec: RouteShape, raw: RawInput): Promise<unknown> | object {
  return spec.method === 'get' ? {} : raw.readBody();
}
