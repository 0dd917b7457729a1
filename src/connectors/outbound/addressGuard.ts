import dns from 'node:dns';
import net from 'node:net';

/** Raised in place of a connection when a name or address leads somewhere this program must not call. */
class PrivateAddressError extends Error {
  readonly code = 'PRIVATE_ADDRESS';
  constructor(host: string) {
    super(`${host} leads to an address that is not public`);
    this.name = 'PrivateAddressError';
  }
}

/**
 * IPv4 ranges that are not the public internet: own host, private networks, carrier-grade NAT (which also holds a
 * cloud's metadata service), link-local (the other metadata service), documentation, benchmarks, multicast, reserved.
 * https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const CLOSED_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/**
 * Holes in 2000::/3: protocol assignments and Teredo, documentation, and 6to4, which carries any IPv4 address inside.
 */
const CLOSED_IPV6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const closedIpv4 = blockListOf(CLOSED_IPV4, 'ipv4');
const closedIpv6 = blockListOf(CLOSED_IPV6, 'ipv6');
const globalIpv6 = blockListOf([['2000::', 3]], 'ipv6');
const mappedIpv4 = blockListOf([['::ffff:0:0', 96]], 'ipv6');

/** Whether an address literal belongs to the public internet. Anything that is no address is not. */
export function isPublicAddress(address: string): boolean {
  if (net.isIPv4(address)) return !closedIpv4.check(address, 'ipv4');
  if (!net.isIPv6(address) || address.includes('%')) return false;
  // ::ffff:127.0.0.1 is 127.0.0.1 in other clothes: the block list compares the IPv4 address inside.
  if (mappedIpv4.check(address, 'ipv6')) return !closedIpv4.check(address, 'ipv6');
  return globalIpv6.check(address, 'ipv6') && !closedIpv6.check(address, 'ipv6');
}

/** The host of a URL when it is an address literal, without brackets; null for a name. */
export function addressLiteralOf(url: URL): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return net.isIP(host) === 0 ? null : host;
}

type LookupAll = (
  host: string,
  options: { readonly all: true; readonly family?: number },
  done: (error: NodeJS.ErrnoException | null, found: dns.LookupAddress[]) => void,
) => void;

/**
 * A `lookup` for sockets that returns only public addresses. The socket connects to the very addresses that were
 * checked here, so a name that resolves differently a moment later (DNS rebinding) gains nothing. One closed address
 * among public ones refuses the whole name: honest names have no such mixture.
 */
export function createGuardedLookup(resolve: LookupAll = dns.lookup): net.LookupFunction {
  return (host, options, done) => {
    const family = options.family === 4 || options.family === 6 ? { family: options.family } : {};
    resolve(host, { all: true, ...family }, (error, found) => {
      const first = found?.[0];
      if (error !== null || first === undefined) {
        done(error ?? Object.assign(new Error(`no address for ${host}`), { code: 'ENOTFOUND' }), '', 4);
      } else if (!found.every((entry) => isPublicAddress(entry.address))) {
        done(new PrivateAddressError(host), '', 4);
      } else if (options.all === true) {
        done(null, found);
      } else {
        done(null, first.address, first.family);
      }
    });
  };
}

function blockListOf(ranges: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): net.BlockList {
  const list = new net.BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
  return list;
}
