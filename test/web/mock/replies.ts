import type { ListView } from '../../../src/api/wire';
import type { ProblemView } from '../../../src/api/problems';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}
export type Query = Readonly<Record<string, string>>;

export function problem(status: number, code: string, remedy: string): Reply {
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

export const NOT_FOUND = problem(404, 'not-found', '请检查地址。');
export const ok = (body: unknown): Reply => ({ status: 200, body });

/** A page of a list; the cursor is the number of the first item. */
export function page<T>(items: readonly T[], query: Query): Reply {
  const from = Number(query['cursor'] ?? 0);
  const limit = Number(query['limit'] ?? 50);
  const body: ListView<T> = {
    items: items.slice(from, from + limit),
    nextCursor: from + limit < items.length ? String(from + limit) : null,
    asOf: new Date().toISOString(),
  };
  return ok(body);
}
