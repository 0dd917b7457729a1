import dns from 'node:dns/promises';
import tls from 'node:tls';
import type { Delivery } from '../../domain/siteChecks/pageItems';
import { addressLiteralOf, createGuardedLookup, isPublicAddress } from '../outbound/addressGuard';

const HTTPS_PORT = 443;
/** A name that has no such address, told apart from a name server that does not answer. */
const NONE: ReadonlySet<string | undefined> = new Set(['ENODATA', 'ENOTFOUND']);

/** How a page is delivered: encrypted or not, until when its certificate is valid, and whether its host has IPv6. */
export async function readDelivery(
  address: string,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<Delivery> {
  const url = new URL(address);
  const isHttps = url.protocol === 'https:';
  const [certificateEndsAt, hasIpv6] = await Promise.all([
    isHttps ? certificateEnd(url, timeoutMs, signal) : null,
    addressLiteralOf(url) === null ? hasIpv6Address(url.hostname) : null,
  ]);
  return { isHttps, certificateEndsAt, hasIpv6 };
}

async function hasIpv6Address(host: string): Promise<boolean | null> {
  try {
    return (await dns.resolve6(host)).length > 0;
  } catch (error) {
    return NONE.has((error as NodeJS.ErrnoException).code) ? false : null;
  }
}

/** Read whatever else is wrong with the certificate: whether it is trusted, the visit itself has said. */
function certificateEnd(url: URL, timeoutMs: number, signal: AbortSignal): Promise<Date | null> {
  const literal = addressLiteralOf(url);
  if (literal !== null && !isPublicAddress(literal)) return Promise.resolve(null);
  return new Promise((resolve) => {
    const socket = tls.connect({
      ...{ host: url.hostname, port: url.port === '' ? HTTPS_PORT : Number(url.port) },
      ...{ servername: literal === null ? url.hostname : '', lookup: createGuardedLookup() },
      rejectUnauthorized: false,
    });
    const end = (at: Date | null): void => {
      signal.removeEventListener('abort', stop);
      socket.destroy();
      resolve(at);
    };
    const stop = (): void => end(null);
    signal.addEventListener('abort', stop, { once: true });
    socket.setTimeout(timeoutMs, stop);
    socket.once('error', stop);
    socket.once('secureConnect', () => {
      const endsAt = new Date(socket.getPeerCertificate().valid_to);
      end(Number.isNaN(endsAt.getTime()) ? null : endsAt);
    });
  });
}
