import { makeFault } from '../../../src/connectors/outbound/faults';
import type { HttpFaultCode } from '../../../src/connectors/outbound/faults';
import type { Http, HttpRequest } from '../../../src/connectors/outbound/http';

export type FakeReply =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Buffer;
      readonly json?: unknown;
      readonly url?: string;
    }
  | { readonly fault: HttpFaultCode };

export interface FakeHttp extends Http {
  readonly requests: HttpRequest[];
}

/** An `Http` that answers from a function and remembers what it was asked. */
export function fakeHttp(reply: (request: HttpRequest, count: number) => FakeReply | Promise<FakeReply>): FakeHttp {
  const requests: HttpRequest[] = [];
  return {
    requests,
    async send(request) {
      requests.push(request);
      if (request.mayBegin?.() === false)
        return { kind: 'fault', fault: { ...makeFault('aborted', 'test'), mayHaveBeenSent: false } };
      const answer = await reply(request, requests.length);
      if ('fault' in answer) return { kind: 'fault', fault: makeFault(answer.fault, 'test') };
      const body = answer.json === undefined ? (answer.body ?? '') : JSON.stringify(answer.json);
      return {
        kind: 'response',
        response: {
          status: answer.status ?? 200,
          headers: answer.headers ?? {},
          body: Buffer.from(body),
          url: answer.url ?? request.url,
        },
      };
    },
    close: () => undefined,
  };
}
