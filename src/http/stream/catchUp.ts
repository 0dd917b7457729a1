import type { Principal } from '../../domain/people/role';
import type { AlertView } from '../../api/alerts';
import { STREAM_VERSION, type StreamAlert } from '../../api/events';
import type { AlertLog } from './alertReader';
import type { Backlog } from './backlog';
import type { StreamClient } from './streamClient';

export interface CatchUp {
  readonly client: Pick<StreamClient, 'connected' | 'send'>;
  readonly principal: Principal;
  readonly backlog: Backlog;
  readonly alerts: AlertLog;
  readonly pageSize: number;
  /** How much may wait to be sent before the client has to take it. */
  readonly highWaterChars: number;
  readonly drainTimeoutMs: number;
  readonly onFrame: () => void;
}

/**
 * Sends one page of what lies after `position`, no further than `target`, as fast as the client takes it. Returns how
 * far the client is then, or why it cannot go on. The frames cover every number between, also those of other units.
 */
export type SendPage = (position: number, target: number) => Promise<number | 'gone' | 'too-slow'>;

interface Ahead {
  readonly after: number;
  readonly page: Promise<readonly AlertView[]>;
}

/** What one client has missed, page by page: the store is at most one page ahead of what the client takes. */
export function createCatchUp(about: CatchUp): SendPage {
  const { client, principal, backlog, alerts, pageSize } = about;
  const read = (after: number): Promise<readonly AlertView[]> => alerts.since(after, pageSize, principal);
  let ahead: Ahead | null = null;

  /**
   * Only for the whole office, to whom every line is shown for good: a page of a unit may hold what is moved away from
   * it while it waits.
   */
  const readAhead = (page: readonly AlertView[], target: number): Ahead | null => {
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
    let spokenTo = position;
    for (const alert of page) {
      if (alert.seq > target) break;
      if (!client.connected) return 'gone';
      const frame: StreamAlert = { v: STREAM_VERSION, ...alert, coversFrom: spokenTo + 1 };
      client.send('alert', frame);
      about.onFrame();
      spokenTo = alert.seq;
      if (backlog.size() > about.highWaterChars && !(await backlog.drained(about.drainTimeoutMs)))
        return client.connected ? 'too-slow' : 'gone';
    }
    // Before the next page is taken, this one must be on its way.
    if (!(await backlog.drained(about.drainTimeoutMs))) return client.connected ? 'too-slow' : 'gone';
    return page.length < pageSize ? target : Math.min(target, page.at(-1)?.seq ?? target);
  };
}
