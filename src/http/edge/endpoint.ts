import type { z } from 'zod';
import type { Principal } from '../../domain/people/role';
import type { SeenFrom } from '../../domain/people/seenFrom';
import type { Instant } from '../../domain/time/instant';
import type { Services } from '../../services/index';
import type { ReadTable } from '../sheets/tableReading';
import { nothing } from './inputSchemas';
import { readInput } from './readInput';

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
  /** Where the caller asks from, as it is noted of sessions. */ readonly from: SeenFrom;
  readonly services: Services;
  readonly now: Instant;
  readonly facts: ServerFacts;
  readonly session: SessionHandle;
  readonly readTable: ReadTable;
}

/** A call as its handler sees it: the caller is known, may make it, and the input is checked. */
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

interface About {
  /** One line for the OpenAPI document. */
  readonly summary: string;
  /** Success; 204 has no body. Default 200. */
  readonly status?: 200 | 201 | 202 | 204;
  /** Largest body; absent: that of all others. */
  readonly mostBodyBytes?: number;
}

/** What can be asked, its types folded in. Method, path and who may call are the route's (`routes.ts`). */
export interface Endpoint<Caller extends Principal | null = Principal | null> extends About {
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType;
  /** Null: there is nothing to return. */
  readonly answer: z.ZodType | null;
  /** Checks the input (throws `Refusal`) and does the work. */
  run(raw: RawInput, context: CallContext, principal: Caller): Promise<unknown>;
}

type Schema<Output> = z.ZodType<Output>;
interface EndpointSpec<Params, Query, Body, Answer> extends About {
  readonly params?: Schema<Params>;
  readonly query?: Schema<Query>;
  readonly body?: Schema<Body>;
  readonly answer?: Schema<Answer>;
  handle(call: Call<Params, Query, Body>): Promise<Answer>;
}

/** For people and machines that have signed in. Parts of the input without a schema must come empty. */
export function endpoint<Answer, Params = object, Query = object, Body = object>(
  spec: EndpointSpec<Params, Query, Body, Answer>,
): Endpoint<Principal> {
  const { handle, params, query, body, answer, ...about } = spec;
  return {
    ...about,
    params: params ?? nothing,
    query: query ?? nothing,
    body: body ?? nothing,
    answer: answer ?? null,
    async run(raw, context, principal) {
      // Without a schema of its own a part is `object`, which is what the empty schema yields.
      const input = {
        params: readInput(params ?? (nothing as unknown as Schema<Params>), raw.params, 'path'),
        query: readInput(query ?? (nothing as unknown as Schema<Query>), raw.query, 'query'),
        body: readInput(body ?? (nothing as unknown as Schema<Body>), await raw.readBody(), 'body'),
      };
      return handle({ ...context, principal, ...input });
    },
  };
}

interface PublicSpec<Body, Answer> extends About {
  readonly body: Schema<Body>;
  readonly answer: Schema<Answer>;
  handle(call: PublicCall<Body>): Promise<Answer>;
}

/** For callers who are not signed in yet. */
export function publicEndpoint<Body, Answer>(spec: PublicSpec<Body, Answer>): Endpoint<null> {
  const { handle, ...shape } = spec;
  return {
    ...shape,
    params: nothing,
    query: nothing,
    async run(raw, context) {
      readInput(nothing, raw.query, 'query');
      const body = readInput(spec.body, await raw.readBody(), 'body');
      return handle({ ...context, body });
    },
  };
}
