import { SECOND_MS } from '../../domain/time/instant';
import type { Caller, HostRest, HostSharing } from '../../ports/hostSharing';
import type { Clock, Ids, Log } from '../../ports/runtime';
import { shareOf, type HostShare } from './hostShare';

/** The processes that call the same hosts, as this one knows them. */
export interface HostCircle {
  /** This process's part of the places at a host; none while it does not know who else there is. */
  shareAt(host: string, perHost: number): HostShare;
  /** Takes the common place at a host for one call; null: somebody has it. Free it with what is returned. */
  takeCommon(host: string): Promise<(() => void) | null>;
  /**
   * Whether this process sends the first call after a rest; null: another one does. Where the call says nothing of the
   * host, free it with what is returned, for another to go first.
   */
  takeProbe(host: string): Promise<(() => void) | null>;
  tellRest(rest: HostRest): void;
  tellWell(host: string): void;
  /** Called after every look at the others, with the hosts that rest. */
  onBeat(listener: (rests: readonly HostRest[]) => void): void;
  /** Tells the others of this process and hears of them, once. */
  beat(): Promise<void>;
  /** Does so now and again and again. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface CircleSettings {
  readonly sharing: HostSharing;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'secret'>;
  readonly log: Log;
  readonly works: boolean;
  /** The longest a call may take. */
  readonly timeoutMs: number;
  /** Milliseconds by a clock that neither a freeze nor a correction stops; `performance.now` unless told. */
  readonly elapsedMs?: () => number;
}

/** How often it is told that this process lives. */
export const BEAT_MS = 2 * SECOND_MS;
/** A process that has not heard of the others for so long calls nobody; they count it out only after that. */
const KNOWS_BEATS = 3;
const LIVES_BEATS = 4;
/** A newcomer waits until everybody has heard of it or has stopped: until then they use its part. */
const HEARD_BEATS = KNOWS_BEATS;
const NONE: HostShare = { own: 0, hasCommon: false };
/** A place and a first call are kept for so much longer than any call takes: who is frozen in the middle loses them. */
const BEYOND_CALL_MS = 40 * SECOND_MS;

/**
 * Shares host limits and rests over processes at one write and two reads each beat, and none a call, save at the common
 * place and for the first call after a rest.
 */
export function createHostCircle({
  sharing,
  clock,
  ids,
  log,
  works,
  timeoutMs,
  elapsedMs = () => performance.now(),
}: CircleSettings): HostCircle {
  const me = ids.secret();
  // What a busy process is given back of its time is as long again at most.
  const callLeaseMs = 2 * timeoutMs + BEYOND_CALL_MS;
  const listeners: ((rests: readonly HostRest[]) => void)[] = [];
  let callers: readonly Caller[] = [];
  let heardMs = -Infinity;
  let fullFromMs = Infinity;
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> | null = null;

  const beat = async (): Promise<void> => {
    const askedMs = elapsedMs();
    const now = clock.now();
    const wasGone = askedMs - heardMs > KNOWS_BEATS * BEAT_MS;
    const attending = await sharing.attend(
      { id: me, works },
      { now, untilAt: new Date(now.getTime() + LIVES_BEATS * BEAT_MS) },
    );
    // Alone there is nobody to wait for; after an absence the others have split its part among themselves.
    if (wasGone) fullFromMs = attending.length === 1 ? askedMs : askedMs + HEARD_BEATS * BEAT_MS;
    callers = attending;
    heardMs = askedMs;
    const rests = await sharing.rests(now);
    for (const listener of listeners) listener(rests);
  };
  const tryBeat = (): Promise<void> => {
    beating ??= beat()
      .catch((error: unknown) => log.error('host-sharing-failed', error))
      .finally(() => {
        beating = null;
      });
    return beating;
  };
  const told = (telling: Promise<unknown>): void => {
    telling.catch((error: unknown) => log.error('host-sharing-failed', error));
  };

  return {
    shareAt: (host, perHost) => {
      const nowMs = elapsedMs();
      if (nowMs - heardMs > KNOWS_BEATS * BEAT_MS) return NONE;
      return nowMs < fullFromMs ? NONE : shareOf(me, callers, { host, perHost });
    },
    takeCommon: async (host) => {
      const token = ids.secret();
      const now = clock.now();
      const untilAt = new Date(now.getTime() + callLeaseMs);
      if (!(await sharing.takePlace(host, { token, now, untilAt }))) return null;
      return () => told(sharing.freePlace(host, token));
    },
    takeProbe: async (host) => {
      const now = clock.now();
      const untilAt = new Date(now.getTime() + callLeaseMs);
      const isOurs = await sharing.claimProbe(host, { now, untilAt }).catch(() => true);
      return isOurs ? () => told(sharing.freeProbe(host, untilAt)) : null;
    },
    tellRest: (rest) => told(sharing.putRest(rest)),
    tellWell: (host) => told(sharing.endRest(host)),
    onBeat: (listener) => void listeners.push(listener),
    beat: tryBeat,
    start: async () => {
      await tryBeat();
      timer = setInterval(() => void tryBeat(), BEAT_MS).unref();
    },
    stop: async () => {
      clearInterval(timer);
      await beating;
      heardMs = -Infinity;
      await sharing.leave(me).catch(() => undefined);
    },
  };
}
