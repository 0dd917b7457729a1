import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { Ended, makeFault } from './faults';
import { describeUrl } from './redact';

export interface Beginning {
  /** Sends the request, or ends as `aborted` with nothing sent. */
  during(config: AxiosRequestConfig): Promise<AxiosResponse<Readable>>;
}

/**
 * Asks `mayBegin` once the connection stands, in the same turn in which the request is written to it: the body is held
 * back until then (axios writes and ends without waiting, and never with a body in `end`). Asked before, it
 * would be too early: a process that is frozen while it connects sends as soon as it goes on, whatever the time.
 */
export function watchBeginning(url: URL, mayBegin: (() => boolean) | undefined): Beginning {
  if (mayBegin === undefined) return { during: (config) => axios.request<Readable>(config) };
  let isRefused = false;
  const { request: open, opened } =
    url.protocol === 'https:'
      ? { request: https.request, opened: 'secureConnect' }
      : { request: http.request, opened: 'connect' };
  const transport = {
    request: (options: http.RequestOptions, onAnswer: (answer: http.IncomingMessage) => void): http.ClientRequest => {
      const request = open(options, onAnswer);
      const end = request.end.bind(request);
      const held: Uint8Array[] = [];
      request.write = (chunk: string | Uint8Array): boolean => {
        held.push(Buffer.from(chunk as Uint8Array));
        return true;
      };
      request.end = (): http.ClientRequest => {
        const begin = (): void => {
          if (request.destroyed) return;
          isRefused = !mayBegin();
          if (isRefused) request.destroy();
          else if (held.length === 0) end();
          else end(Buffer.concat(held));
        };
        request.once('socket', (socket) => {
          if (socket.connecting) socket.once(opened, begin);
          else begin();
        });
        return request;
      };
      return request;
    },
  };
  return {
    during: async (config) => {
      try {
        return await axios.request<Readable>({ ...config, transport });
      } catch (error) {
        if (!isRefused) throw error;
        throw new Ended({ ...makeFault('aborted', describeUrl(url.href)), mayHaveBeenSent: false });
      }
    },
  };
}
