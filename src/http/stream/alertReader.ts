import type { UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { AlertView } from '../../api/alerts';
import type { Log } from '../../ports/runtime';
import type { AlertLineView, AlertTextView, Services } from '../../services/index';

/** The log of alerts as the stream needs it. The store is the log: nothing is buffered here that could be lost. */
export interface AlertLog {
  /** After `seq`, ascending, as far as this reader may see. */
  since(seq: number, limit: number, principal: Principal): Promise<readonly AlertView[]>;
  /** As `since`, each as JSON. */
  texts(seq: number, limit: number, principal: Principal): Promise<readonly AlertTextView[]>;
  /** As `since` of the whole office, for telling all who listen. */
  lines(seq: number, limit: number): Promise<readonly AlertLineView[]>;
  /** Whether only `since` knows what readers of these units may see at present. */
  isMovingAway(units: readonly UnitId[]): Promise<boolean>;
  lastSeq(): Promise<number>;
  history(): Promise<string>;
  onHint(listener: () => void): () => void;
}

/** The log as the services give it out. */
export function alertLogOf({ views, alerts }: Services): AlertLog {
  return {
    since: views.alertsSince.bind(views),
    texts: views.alertTexts.bind(views),
    lines: views.alertLines.bind(views),
    isMovingAway: views.isMovingAway.bind(views),
    lastSeq: views.lastSeq.bind(views),
    history: views.alertHistory.bind(views),
    onHint: alerts.onHint.bind(alerts),
  };
}

export interface AlertReader {
  start(): void;
  /** Resolves when the read that runs has ended. */
  stop(): Promise<void>;
  /** Every number up to here has been read. Null until the store has responded once. */
  head(): number | null;
  /** Names the history of the numbers. Empty until the store has responded once. */
  history(): string;
  /** When the store was last read to its end. Null: not yet. */
  readAt(): Instant | null;
}

export interface AlertReaderDeps {
  readonly alerts: AlertLog;
  readonly now: () => Instant;
  readonly log: Log;
  readonly pollMs: number;
  readonly pageSize: number;
  /** Called when the numbers begin to belong to another history. */
  readonly onHistory: () => void;
  /**
   * Handed every alert exactly once, in order, without holes, and an empty list when there was nothing new; waited for
   * before more is read.
   */
  readonly onAlerts: (lines: readonly AlertLineView[], head: number) => Promise<void>;
}

/**
 * The one loop of this process that follows the alert log: woken by a hint, or by the clock where a hint was lost or
 * another process wrote. It starts at the end of the log; clients catch up from the store by themselves.
 */
export function createAlertReader({
  alerts,
  now,
  log,
  pollMs,
  pageSize,
  onAlerts,
  onHistory,
}: AlertReaderDeps): AlertReader {
  let head: number | null = null;
  let history = '';
  let readAt: Instant | null = null;
  let running: Promise<void> | null = null;
  let wanted = false;
  let stopped = false;
  let failing = false;
  let timer: NodeJS.Timeout | undefined;
  let forgetHints = (): void => undefined;

  const readOn = async (): Promise<void> => {
    // At once, for each alert waits for this: what was read after `head` counts only if the history is the same.
    const [current, ahead] = await Promise.all([alerts.history(), head === null ? null : alerts.lines(head, pageSize)]);
    let first = history === '' || history === current ? ahead : null;
    // The store was restored or replaced beneath us: what was read of the one before says nothing of this one.
    if (history !== '' && history !== current) {
      head = null;
      onHistory();
    }
    history = current;
    head ??= await alerts.lastSeq();
    for (;;) {
      if (stopped) return;
      const page: readonly AlertLineView[] = first ?? (await alerts.lines(head, pageSize));
      first = null;
      const whole = beforeHole(page, head);
      // Before it is handed on: whoever joins meanwhile reads these from the store, and must not wait for them.
      head = whole.at(-1)?.seq ?? head;
      await onAlerts(whole, head);
      // A number missing in between is being written by another process: waiting keeps the promise of no holes.
      if (whole.length < page.length)
        throw new Error(`alert ${head + 1} is missing though ${page.at(-1)?.seq ?? head} exists`);
      if (page.length < pageSize) break;
    }
    readAt = now();
  };

  const readUntilQuiet = async (): Promise<void> => {
    while (wanted && !stopped) {
      wanted = false;
      try {
        await readOn();
        if (failing) log.info('alert-stream-recovered', { seq: head });
        failing = false;
      } catch (error) {
        if (!failing) log.error('alert-stream-read-failed', error, { seq: head });
        failing = true;
        return;
      }
    }
  };

  const wake = (): void => {
    wanted = true;
    if (running !== null || stopped) return;
    running = readUntilQuiet().finally(() => {
      running = null;
    });
  };

  return {
    start: () => {
      forgetHints = alerts.onHint(wake);
      timer = setInterval(wake, pollMs);
      wake();
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      forgetHints();
      await running;
    },
    head: () => head,
    history: () => history,
    readAt: () => readAt,
  };
}

/** The leading alerts whose numbers follow each other without a gap. */
function beforeHole(page: readonly AlertLineView[], after: number): readonly AlertLineView[] {
  const hole = page.findIndex((alert, index) => alert.seq !== after + 1 + index);
  return hole < 0 ? page : page.slice(0, hole);
}
