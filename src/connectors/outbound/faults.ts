import type { LookOutcome } from '../../domain/accounts/look';
import type { PlatformFailure, Remedy } from '../../domain/errors';

/** Every way a call can end without an answer. Closed list. */
export const HTTP_FAULT_CODES = [
  'bad-url',
  'private-address',
  'host-busy',
  'host-breaker-open',
  'name-unresolved',
  'connection-refused',
  'host-unreachable',
  'connect-timeout',
  'certificate-expired',
  'tls-failed',
  'chain-unverified',
  'timeout',
  'connection-reset',
  'answer-malformed',
  'answer-too-large',
  'too-many-redirects',
  'aborted',
  'network',
] as const;
export type HttpFaultCode = (typeof HTTP_FAULT_CODES)[number];

export interface HttpFault {
  readonly code: HttpFaultCode;
  /** Whether the request may have reached the other side. False only where that is impossible. */
  readonly mayHaveBeenSent: boolean;
  /** Host and path, never a query. */
  readonly message: string;
  /** Earliest sensible next try; null where nothing is known. */
  readonly retryAfterMs: number | null;
}

const WORDS: Readonly<Record<HttpFaultCode, string>> = {
  'bad-url': '地址不是可用的 http(s) 地址',
  'private-address': '地址指向内网或本机，未获配置许可，不予访问',
  'host-busy': '等待访问该主机的请求过多',
  'host-breaker-open': '该主机连续失败，暂停访问',
  'name-unresolved': '域名无法解析',
  'connection-refused': '对方拒绝连接',
  'host-unreachable': '网络不可达',
  'connect-timeout': '建立连接超时',
  'certificate-expired': '对方的证书已过期',
  'tls-failed': 'TLS 握手失败或证书无效',
  'chain-unverified': '对方的证书链不完整，或签发机构不在本机的信任列表中',
  timeout: '在时限内没有收完应答',
  'connection-reset': '连接中途断开',
  'answer-malformed': '应答不符合 HTTP 规范或压缩内容损坏',
  'answer-too-large': '应答超过大小上限，已中止接收',
  'too-many-redirects': '重定向次数过多',
  aborted: '调用已被取消',
  network: '网络错误',
};

const NOT_SENT: ReadonlySet<HttpFaultCode> = new Set([
  'bad-url',
  'private-address',
  'host-busy',
  'host-breaker-open',
  'name-unresolved',
  'connection-refused',
  'host-unreachable',
  'connect-timeout',
  'certificate-expired',
  'tls-failed',
  'chain-unverified',
]);

/** The fault of a code; `place` is a described URL. */
export function makeFault(code: HttpFaultCode, place: string, retryAfterMs: number | null = null): HttpFault {
  return { code, mayHaveBeenSent: !NOT_SENT.has(code), message: `${WORDS[code]} (${place})`, retryAfterMs };
}

/** Faults of the other side or of the way there. What is our own doing says nothing about the host. */
const HOST_TROUBLE: ReadonlySet<HttpFaultCode> = new Set([
  'name-unresolved',
  'connection-refused',
  'host-unreachable',
  'connect-timeout',
  'timeout',
  'connection-reset',
  'network',
]);

/** Whether a call that ended so shows its host to be in trouble. */
export function isHostTrouble(fault: HttpFault): boolean {
  return HOST_TROUBLE.has(fault.code);
}

/** System and parser codes as Node names them. Anything unlisted is `network`. */
const BY_SYSTEM_CODE: readonly (readonly [RegExp, HttpFaultCode])[] = [
  [/^PRIVATE_ADDRESS$/, 'private-address'],
  [/^CONNECT_TIMEOUT$|^ETIMEDOUT$/, 'connect-timeout'],
  [/^HOST_BUSY$/, 'host-busy'],
  [/^(ENOTFOUND|EAI_\w+|ENODATA)$/, 'name-unresolved'],
  [/^ECONNREFUSED$/, 'connection-refused'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN|ENETDOWN)$/, 'host-unreachable'],
  [/^(ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE)$/, 'connection-reset'],
  [/^(HPE_\w+|Z_\w+|ERR_INVALID_CHAR|ERR_HTTP_\w+|ERR__ERROR_FORMAT_\w+|ERR_BROTLI\w*)$/, 'answer-malformed'],
  [/^CERT_HAS_EXPIRED$/, 'certificate-expired'],
  [/^(UNABLE_TO_(?:GET_ISSUER_CERT\w*|VERIFY_LEAF_SIGNATURE)|SELF_SIGNED_CERT_IN_CHAIN)$/, 'chain-unverified'],
  [
    /^(CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|EPROTO|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/,
    'tls-failed',
  ],
];

/** Raised inside a call to end it with a known fault. */
export class Ended extends Error {
  constructor(readonly fault: HttpFault) {
    super(fault.message);
  }
}

/** The fault of an error thrown by the socket, parser or this client's own guards. */
export function faultOfError(error: unknown, place: string): HttpFault {
  const code = systemCodeOf(error) ?? '';
  const fault = makeFault(BY_SYSTEM_CODE.find(([pattern]) => pattern.test(code))?.[1] ?? 'network', place);
  // A protocol error of TLS is usually a failed handshake, but may also end a session in which the request was sent.
  return code === 'EPROTO' ? { ...fault, mayHaveBeenSent: true } : fault;
}

function systemCodeOf(error: unknown): string | null {
  let current = error;
  for (let depth = 0; typeof current === 'object' && current !== null && depth < 4; depth += 1) {
    const { code, cause } = current as { readonly code?: unknown; readonly cause?: unknown };
    // ERR_NETWORK and the like are the client's own wrapping: the cause underneath says more.
    if (typeof code === 'string' && !/^ERR_(NETWORK|BAD_\w+|CANCELED)$/.test(code)) return code;
    current = cause;
  }
  return null;
}

/** How a look ends by a fault: we saw nothing, and it is nobody's silence. */
export function lookOutcomeOf(fault: HttpFault): Exclude<LookOutcome, 'items' | 'proven-empty'> {
  return fault.code === 'answer-too-large' || fault.code === 'answer-malformed' ? 'unparsed' : 'unreachable';
}

/**
 * What to do about a fault. Reads may simply be tried later; a write that may have arrived must be reconciled first.
 * Faults of our own set-up (address refused by the guard, unusable URL, certificate) need a person.
 */
export function failureOfFault(fault: HttpFault, purpose: 'read' | 'write'): PlatformFailure {
  return {
    remedy: remedyOf(fault, purpose),
    code: fault.code,
    message: fault.message,
    retryAfterMs: fault.retryAfterMs,
    ...(purpose === 'write' && !fault.mayHaveBeenSent ? { notSent: true } : {}),
  };
}

const NEEDS_A_PERSON: ReadonlySet<HttpFaultCode> = new Set([
  'bad-url',
  'private-address',
  'certificate-expired',
  'tls-failed',
  'chain-unverified',
  'answer-too-large',
]);

function remedyOf(fault: HttpFault, purpose: 'read' | 'write'): Remedy {
  if (purpose === 'write' && fault.mayHaveBeenSent) return 'reconcile';
  return NEEDS_A_PERSON.has(fault.code) ? 'fix-configuration' : 'retry-later';
}
