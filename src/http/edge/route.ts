import type { z } from 'zod';
import type { Action, Principal } from '../../domain/people/role';
import type { Endpoint } from './endpoint';

/** Who may call: anybody, anybody signed in, or those whose role allows the action. */
export type Access = 'public' | 'signed-in' | Action;

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One row of the table: what the router and the OpenAPI document both read. */
export interface Route extends Omit<Endpoint, 'body'> {
  readonly method: Method;
  /** Below `/api/v1`, express style: `/accounts/:id`. */
  readonly path: string;
  readonly access: Access;
  /** Null: the method has no body. */
  readonly body: z.ZodType | null;
}

/** A row of one method: path, who may call, what is asked. */
interface RouteOfMethod {
  (path: string, access: 'public', asked: Endpoint<null>): Route;
  (path: string, access: Exclude<Access, 'public'>, asked: Endpoint<Principal>): Route;
}

function routeOf(method: Method): RouteOfMethod {
  return (path: string, access: Access, asked: Endpoint<null> | Endpoint<Principal>): Route => ({
    ...asked,
    method,
    path,
    access,
    body: method === 'get' ? null : asked.body,
    run: (raw, context, principal) => {
      // The body of a GET means nothing and is not read.
      const input = method === 'get' ? { ...raw, readBody: () => Promise.resolve({}) } : raw;
      if (access === 'public') return (asked as Endpoint<null>).run(input, context, null);
      if (principal === null) throw new Error(`${path} was called without a principal`);
      return (asked as Endpoint<Principal>).run(input, context, principal);
    },
  });
}

export const get = routeOf('get');
export const post = routeOf('post');
export const put = routeOf('put');
export const patch = routeOf('patch');
export const del = routeOf('delete');
