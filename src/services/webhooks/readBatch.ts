import { STREAM_VERSION, type StreamAlert } from '../../api/events';
import type { Alert } from '../../domain/alerts/alert';
import { isMatch, type AlertMatch } from '../../domain/notify/route';
import type { Instant } from '../../domain/time/instant';
import { tellable, type LogGap } from '../../domain/webhooks/logPage';
import type { Subscription, SubscriptionCursor } from '../../domain/webhooks/subscription';
import { readFacts } from '../readTelling';
import type { ServiceDeps } from '../settings';
import { alertView } from '../toView/alertView';

/** Lines looked through at once. */
const READ_AT_ONCE = 500;
const MOST_LINES = 100;
/** Of a delivery, in characters of JSON: receivers refuse what is much longer. */
const MOST_CHARS = 200_000;

/** What of the log comes next for a receiver. */
export interface Batch {
  /** The last number that was looked at. */
  readonly toSeq: number;
  readonly alerts: readonly StreamAlert[];
  readonly gap: LogGap | null;
}

/**
 * The lines that come next, as readers of the unit see them; null: none can be told yet. One that stops matching comes
 * once more, as it is then, so that nobody goes on believing what it was. Where a delivery is under way it ends where
 * that does.
 */
export async function readBatch(
  deps: ServiceDeps,
  { unitId, match }: Pick<Subscription, 'unitId' | 'match'>,
  { readTo, toldTo, open, now }: Pick<SubscriptionCursor, 'readTo' | 'toldTo' | 'open'> & { readonly now: Instant },
): Promise<Batch | null> {
  const { alerts } = deps.storage;
  const page = await alerts.since(readTo, READ_AT_ONCE, null);
  const isWithin = ({ seq }: Alert): boolean => open === null || seq <= open.toSeq;
  const { lines, gap } = tellable(page.filter(isWithin), { after: readTo, now });
  const end = open?.toSeq ?? lines.at(-1)?.seq;
  if (end === undefined) return null;
  const seen =
    unitId === null ? lines : (await alerts.since(readTo, READ_AT_ONCE, unitId)).filter(({ seq }) => seq <= end);
  const wanted = await matching(deps, match, seen);
  const frames: StreamAlert[] = [];
  let chars = 0;
  let spokenTo = toldTo;
  for (const line of wanted) {
    const frame: StreamAlert = { v: STREAM_VERSION, ...alertView(line, unitId), coversFrom: spokenTo + 1 };
    chars += JSON.stringify(frame).length;
    const isFull = frames.length === MOST_LINES || (frames.length > 0 && chars > MOST_CHARS);
    if (open === null && isFull) {
      // What is missing after it is said with the lines after it.
      const said = lines.filter(({ seq }) => seq <= spokenTo);
      return { toSeq: spokenTo, alerts: frames, gap: tellable(said, { after: readTo, now }).gap };
    }
    frames.push(frame);
    spokenTo = line.seq;
  }
  return { toSeq: end, alerts: frames, gap };
}

async function matching(deps: ServiceDeps, match: AlertMatch, lines: readonly Alert[]): Promise<readonly Alert[]> {
  const { kinds, ...others } = match;
  if (kinds.length === 0 && asksNothing(others)) return lines;
  const isWanted = await Promise.all(
    lines.map(async (line) => {
      if (await isOf(deps, match, line)) return true;
      if (line.change !== 'changed') return false;
      const before = await deps.storage.alerts.before(line.id, line.seq);
      return before !== null && isOf(deps, match, before);
    }),
  );
  return lines.filter((_line, at) => isWanted[at] === true);
}

async function isOf(deps: ServiceDeps, match: AlertMatch, alert: Alert): Promise<boolean> {
  const { kinds: _kinds, leastSeverity: _leastSeverity, unitId: _unitId, ...others } = match;
  const facts = asksNothing(others) ? { alert, platform: null, authority: null } : await readFacts(deps, alert);
  return isMatch(match, facts);
}

function asksNothing(others: Partial<Omit<AlertMatch, 'kinds'>>): boolean {
  return Object.values(others).every((value) => (value ?? null) === null);
}
