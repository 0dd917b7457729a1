/** Calls by the guarded client of this program: bounded, and to no private address that is not allowed. */
export interface OutboundHttp {
  /** Never throws: every way it can go wrong is a fault of a closed list. */
  send(request: {
    readonly method: 'GET' | 'POST';
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly signal: AbortSignal;
    /** Asked once the connection stands: false ends the call as `aborted`, and surely nothing was sent. */
    readonly mayBegin?: (() => boolean) | undefined;
    readonly redirects?: 'stop';
  }): Promise<OutboundAnswer>;
}

export type OutboundAnswer =
  | {
      readonly kind: 'response';
      readonly response: {
        readonly status: number;
        /** Names in lowercase. */
        readonly headers: Readonly<Record<string, string>>;
        readonly body: Uint8Array;
      };
    }
  | {
      readonly kind: 'fault';
      readonly fault: {
        readonly code: string;
        /** Whether the request may have reached the other side. */
        readonly mayHaveBeenSent: boolean;
        readonly retryAfterMs: number | null;
      };
    };
