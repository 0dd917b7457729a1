import type { ProblemView } from '../../api/problems';

const TIMEOUT_MS = 15_000;
const BASE = '/api/v1';

/** What went wrong on the way, in the server's own words where it answered. `code` is what a person quotes. */
export class ApiFailure extends Error {
  constructor(
    readonly code: ProblemView['code'],
    readonly status: number,
    readonly problem: ProblemView | null,
  ) {
    super(problem?.detail ?? code);
    this.name = 'ApiFailure';
  }
}

function isProblem(value: unknown): value is ProblemView {
  return typeof value === 'object' && value !== null && typeof (value as { code?: unknown }).code === 'string';
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const body: unknown = await response.json().catch(() => null);
  return isProblem(body)
    ? new ApiFailure(body.code, response.status, body)
    : new ApiFailure(`http-${response.status}`, response.status, null);
}

async function call(path: string, init: RequestInit): Promise<unknown> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const signal = init.signal == null ? timeout : AbortSignal.any([init.signal, timeout]);
  let response: Response;
  try {
    response = await fetch(`${BASE}${path}`, { ...init, signal, credentials: 'same-origin' });
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new ApiFailure(timeout.aborted ? 'timeout' : 'network', 0, null);
  }
  if (!response.ok) throw await failureOf(response);
  if (response.status === 204) return null;
  return response.json().catch(() => {
    throw new ApiFailure('unreadable', response.status, null);
  });
}

/**
 * Reads from the API. The shapes are those of `domain/views`: server and page are released together, so they are
 * trusted here and checked by the server's own schemas.
 */
export async function readApi<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await call(path, signal === undefined ? {} : { signal })) as T;
}

/**
 * Sends a change. Throws `ApiFailure`; nothing is repeated by itself, because a repeated change is the person's
 * decision.
 */
export async function sendApi<T>(
  path: string,
  body: object,
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE' = 'POST',
): Promise<T> {
  return (await call(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })) as T;
}

/** `{ platform: 'weibo', q: null }` → `?platform=weibo`; parts without a value are left out. */
export function queryText(parts: Readonly<Record<string, string | number | boolean | null | undefined>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
