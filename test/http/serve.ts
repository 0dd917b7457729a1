import { createHttpServer, type Http, type HttpConfig, type HttpDeps } from '../../src/http/index';
import type { ProblemView } from '../../src/api/problems';
import { createOffice, type Office } from './office';
import { NOW, PASSWORD, tokenOf, type PersonName } from './officePeople';

export interface Logged {
  readonly event: string;
  readonly error: unknown;
  readonly fields: unknown;
}
export interface Served {
  readonly url: string;
  readonly office: Office;
  readonly logged: Logged[];
  /** A request as a person of the office, by token; null: as nobody. */
  ask(as: PersonName | null, path: string, init?: RequestInit): Promise<Response>;
  /** POST with a JSON body. */
  post(as: PersonName | null, path: string, body?: unknown): Promise<Response>;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly office?: Office;
  readonly config?: Partial<HttpConfig>;
  readonly deps?: Partial<Pick<HttpDeps, 'storeIsUp' | 'storeHasRoom' | 'progress' | 'clock'>>;
}

/** A real server on a free loopback port, over an office in memory. */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const office = options.office ?? createOffice();
  const logged: Logged[] = [];
  const http: Http = createHttpServer({
    services: office.services,
    clock: { now: () => NOW },
    log: {
      info: (event, fields) => void logged.push({ event, error: null, fields }),
      warn: () => undefined,
      error: (event, error, fields) => void logged.push({ event, error, fields }),
    },
    storeIsUp: async () => undefined,
    storeHasRoom: async () => true,
    progress: null,
    ...options.deps,
    config: {
      host: '127.0.0.1',
      port: 0,
      secureCookies: false,
      trustProxyHops: 0,
      sandbox: true,
      version: '9.9.9',
      webRoot: null,
      ...options.config,
    },
  });
  const { url } = await http.listen();
  const ask: Served['ask'] = (as, path, init = {}) => {
    const headers = new Headers(init.headers);
    if (as !== null) headers.set('authorization', `Bearer ${tokenOf(as)}`);
    return fetch(url + path, { ...init, headers });
  };
  return {
    url,
    office,
    logged,
    ask,
    post: (as, path, body) =>
      ask(as, path, {
        method: 'POST',
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
    close: () => http.close(),
  };
}

/** The problem of an answer, after checking what every problem must be. */
export async function problemOf(response: Response): Promise<ProblemView> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = (await response.json()) as ProblemView;
  expect(problem.status).toBe(response.status);
  expect(problem.requestId).toBe(response.headers.get('x-request-id'));
  expect(problem.title).not.toBe('');
  expect(problem.remedy).not.toBe('');
  return problem;
}

/** The cookie that a response sets, as a browser sends it back. */
export function cookieIn(response: Response): string {
  return (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
}

/** Signs in with the password and returns the cookie; what was asked of the office until then is forgotten. */
export async function signIn(served: Served, name: PersonName): Promise<string> {
  const cookie = cookieIn(await served.post(null, '/api/v1/sign-in', { username: name, password: PASSWORD }));
  served.office.asked.length = 0;
  return cookie;
}
