import type { Principal } from '../../domain/people/role';
import type { AlertTextView } from '../../services/index';
import type { AlertLog } from './alertReader';
import type { Backlog } from './backlog';
import type { ReplayedAlert } from './replayFrames';
import type { StreamClient } from './streamClient';

export interface CatchUp {
  readonly client: Pick<StreamClient, 'connected' | 'sendAlerts'>;
  readonly principal: Principal;
  readonly backlog: Backlog;
  readonly alerts: AlertLog;
  readonly pageSize: number;
  /** What is sent at once; the client has to take what waits before it gets more. */
  readonly highWaterChars: number;
  readonly drainTimeoutMs: number;
  readonly onFrames: (count: number) => void;
}

/**
 * Sends one page of what lies after `position`, no further than `target`, as fast as the client takes it. Returns how
 * far the client is then, or why it cannot go on. The frames cover every number between, also those of other units.
 */
export type SendPage = (position: number, target: number) => Promise<number | 'gone' | 'too-slow'>;

interface Ahead {
  readonly after: number;
  readonly page: Promise<readonly AlertTextView[]>;
}

/** What one client has missed, page by page: the store is at most one page ahead of what the client takes. */
export function createCatchUp(about: CatchUp): SendPage {
  const { client, principal, backlog, alerts, pageSize } = about;
  const read = (after: number): Promise<readonly AlertTextView[]> => alerts.texts(after, pageSize, principal);
  let ahead: Ahead | null = null;

  /**
   * Only for the whole office, to whom every line is shown for good: a page of a unit may hold what is moved away from
   * it while it waits.
   */
  const readAhead = (page: readonly AlertTextView[], target: number): Ahead | null => {
    const after = page.at(-1)?.seq ?? target;
    if (principal.unitId !== null || page.length < pageSize || after >= target) return null;
    const next = read(after);
    // Whoever needs it hears of a failure.
    next.catch(() => undefined);
    return { after, page: next };
  };

  return async (position, target) => {
    const page = await (ahead?.after === position ? ahead.page : read(position));
    ahead = readAhead(page, target);
    const wanted = spokenFor(page, position).filter(({ seq }) => seq <= target);
    for (const some of inPieces(wanted, about.highWaterChars)) {
      if (!client.connected) return 'gone';
      client.sendAlerts(some);
      about.onFrames(some.length);
      // Before more is taken, this must be on its way.
      if (!(await backlog.drained(about.drainTimeoutMs))) return client.connected ? 'too-slow' : 'gone';
    }
    return page.length < pageSize ? target : Math.min(target, page.at(-1)?.seq ?? target);
  };
}

/** Each speaks for the numbers behind the one before it. */
function spokenFor(page: readonly AlertTextView[], position: number): readonly ReplayedAlert[] {
  return page.map(({ seq, json }, n) => ({ seq, json, coversFrom: (page[n - 1]?.seq ?? position) + 1 }));
}

/** One after the other, in pieces of so many bytes; what is larger by itself is a piece of its own. */
function* inPieces(alerts: readonly ReplayedAlert[], bytes: number): Generator<readonly ReplayedAlert[]> {
  let piece: ReplayedAlert[] = [];
  let size = 0;
  for (const alert of alerts) {
    if (piece.length > 0 && size + alert.json.length > bytes) {
      yield piece;
      [piece, size] = [[], 0];
    }
    piece.push(alert);
    size += alert.json.length;
  }
  if (piece.length > 0) yield piece;
}
