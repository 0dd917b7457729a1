import type { Caller } from '../../ports/hostSharing';

/** What one process may do at a host by itself, and whether there is a place that all may take in turn. */
export interface HostShare {
  readonly own: number;
  readonly hasCommon: boolean;
}

/**
 * Splits the places at a host among the processes that work. Together they come to `perHost` exactly: what is left over
 * goes to those whose names fall first for this host, so that every process has its part of some hosts. One place is
 * nobody's and taken call by call: for processes that only serve people, and for those that got none.
 */
export function shareOf(
  me: string,
  callers: readonly Caller[],
  { host, perHost }: { readonly host: string; readonly perHost: number },
): HostShare {
  const workers = callers.filter(({ works }) => works);
  const hasCommon = workers.length < callers.length || workers.length > perHost;
  if (!workers.some(({ id }) => id === me)) return { own: 0, hasCommon };
  const split = perHost - (hasCommon ? 1 : 0);
  const mine = mix(`${host} ${me}`);
  const before = workers.filter(({ id }) => {
    const other = mix(`${host} ${id}`);
    return other < mine || (other === mine && id < me);
  }).length;
  return { own: Math.floor(split / workers.length) + (before < split % workers.length ? 1 : 0), hasCommon };
}

/** FNV-1a with a final stir: near names must not fall near each other. */
function mix(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
