import { STREAM_VERSION, type StreamAlert } from '../../api/events';
import type { Alert } from '../../domain/alerts/alert';
import type { UnitId } from '../../domain/ids';
import { isMatch, type AlertMatch } from '../../domain/notify/route';
import { inScope } from '../../domain/people/permissions';
import type { Instant } from '../../domain/time/instant';
import { tellable, type LogGap } from '../../domain/webhooks/logPage';
import type { Subscription, SubscriptionCursor } from '../../domain/webhooks/subscription';
import { aboutLines, type AboutLines } from '../aboutLines';
import type { ServiceDeps } from '../settings';
import { alertView, leftView } from '../toView/alertView';

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
  const about = aboutLines(deps, lines);
  const wanted =
    unitId === null
      ? await matching(match, lines, about)
      : await ofUnit(deps, lines, { unitId, match, about, readTo, end });
  const left = new Set(unitId === null ? [] : wanted.filter((line) => isElsewhere(line, unitId)));
  const frames: StreamAlert[] = [];
  let chars = 0;
  let spokenTo = toldTo;
  for (const line of wanted) {
    const view = left.has(line) ? leftView(line) : alertView(line, unitId);
    const frame: StreamAlert = { v: STREAM_VERSION, ...view, coversFrom: spokenTo + 1 };
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

/** What readers of the unit see, and the lines by which an alert they saw went to another unit. */
async function ofUnit(
  deps: ServiceDeps,
  lines: readonly Alert[],
  given: Pick<SubscriptionCursor, 'readTo'> &
    Pick<Subscription, 'match'> & { readonly unitId: UnitId; readonly about: AboutLines; readonly end: number },
): Promise<readonly Alert[]> {
  const { alerts } = deps.storage;
  const { unitId, match, about, readTo, end } = given;
  const seen = (await alerts.since(readTo, READ_AT_ONCE, unitId)).filter(({ seq }) => seq <= end);
  const wanted = new Map((await matching(match, seen, about)).map((line) => [line.seq, line]));
  const gone = await Promise.all(
    lines.map(async (line) => {
      if (line.change !== 'changed' || !isElsewhere(line, unitId)) return null;
      const before = await about.beforeOf(line);
      const wasTheirs = before !== null && before.byUnit === null && inScope(unitId, before.unitPath);
      return wasTheirs && (await isOf(match, before, about)) ? line : null;
    }),
  );
  for (const line of gone) if (line !== null) wanted.set(line.seq, line);
  return [...wanted.values()].sort((one, other) => one.seq - other.seq);
}

/** An alert about one thing that lies in another unit. */
function isElsewhere({ byUnit, unitPath }: Alert, unitId: UnitId): boolean {
  return byUnit === null && !inScope(unitId, unitPath);
}

async function matching(match: AlertMatch, lines: readonly Alert[], about: AboutLines): Promise<readonly Alert[]> {
  const { kinds, ...others } = match;
  if (kinds.length === 0 && asksNothing(others)) return lines;
  const isWanted = await Promise.all(
    lines.map(async (line) => {
      if (await isOf(match, line, about)) return true;
      if (line.change !== 'changed') return false;
      const before = await about.beforeOf(line);
      return before !== null && (await isOf(match, before, about));
    }),
  );
  return lines.filter((_line, at) => isWanted[at] === true);
}

async function isOf(match: AlertMatch, alert: Alert, about: AboutLines): Promise<boolean> {
  const { kinds: _kinds, leastSeverity: _leastSeverity, unitId: _unitId, ...others } = match;
  if (asksNothing(others)) return isMatch(match, { alert, platform: null, authority: null });
  const facts = await about.factsOf(alert);
  // A line was of the site it was of: it leaves a receiver that has seen it, and stays in a delivery under way.
  return isMatch(match, { ...facts, siteId: alert.siteId ?? facts.siteId ?? null });
}

function asksNothing(others: Partial<Omit<AlertMatch, 'kinds'>>): boolean {
  return Object.values(others).every((value) => (value ?? null) === null);
}
