import type { Alert } from '../domain/alerts/alert';
import type { AlertId } from '../domain/ids';
import { HOUR_MS, SECOND_MS, type Instant } from '../domain/time/instant';
import type { ServiceDeps } from './settings';

/** An alert with a line that broke whoever followed it: from there on it is tried again, and holds up no other. */
interface LineLeft {
  readonly alertId: AlertId;
  /** The first line that is not followed. */
  readonly seq: number;
  readonly tries: number;
  readonly againAtMs: number;
}

interface LinesLeft {
  /** The name they are stored under. */
  readonly under: string;
  /** As stored, to be written only where nobody else has. */
  readonly raw: string | null;
  /** One an alert. */
  readonly lines: readonly LineLeft[];
}

/** How the log is followed: how far, and what of it has been left for later, by the names they are stored under. */
interface Walk {
  readonly to: string;
  readonly left: string;
  /** What is logged of a line that breaks. */
  readonly broke: string;
  /** Lines at once. */
  readonly limit: number;
}
/** What is done with some lines. */
interface Following {
  /** Follows one line, in the order of the log. */
  readonly follow: (line: Alert) => Promise<void>;
  /** Stores what came of them all, under ids made from what it is about; returns how much of it is new. */
  readonly store: () => Promise<number>;
}

/**
 * Follows the alert log from where it was followed last. What comes of a batch is stored before the number moves on:
 * whoever is killed, repeats or comes second stores the same once more. The first time it begins with what happens from
 * then on. A line that breaks is left for later with those of its alert after it, holds up no other, and ends the run
 * as failed once the rest of it is stored. Returns how much is new.
 */
export async function walkLog(
  deps: ServiceDeps,
  walk: Walk,
  begin: (lines: readonly Alert[], now: Instant) => Promise<Following>,
): Promise<number> {
  const { storage, clock } = deps;
  const now = clock.now();
  const to = await storage.settings.get(walk.to);
  if (to === null) {
    await storage.settings.replace(walk.to, null, String(await storage.alerts.lastSeq()));
    return 0;
  }
  const left = await readLeft(deps, walk.left);
  const again = await linesAgain(deps, left, { now, toSeq: Number(to) });
  const news = await storage.alerts.since(Number(to), Math.min(walk.limit, AT_ONCE), null);
  const lines = [...again.lines, ...news].sort((one, other) => one.seq - other.seq);
  if (lines.length === 0) return 0;
  const { follow, store } = await begin(lines, now);
  const broken = await followEach(deps, { lines, held: again.held, name: walk.broke }, follow);
  const leftNow = leftAfter(left, { again, broken, now });
  const [first] = broken;
  if (first !== undefined && leftNow.length > MOST_LEFT) throw first.error;
  const added = await store();
  // After the work: what is repeated changes nothing. Before the number moves on: what is left out would be lost.
  if (!(await writeLeft(deps, left, leftNow))) return 0;
  const last = news.at(-1);
  if (last !== undefined) await storage.settings.replace(walk.to, to, String(last.seq));
  if (first !== undefined) throw first.error;
  return added;
}

/** What of the log is looked at once more in a run. */
interface Again {
  readonly lines: readonly Alert[];
  /** Of alerts that are not followed further in this run, the number from which on. */
  readonly held: ReadonlyMap<AlertId, number>;
}

/** More alerts with one are no single lines: nothing is followed further before they are. */
const MOST_LEFT = 200;
/** Lines followed in a run. */
const AT_ONCE = 200;
const AGAIN_MS = 10 * SECOND_MS;
/** Lines of one alert that are followed again in a run; those after them come with the next. */
const MOST_OF_ALERT = 50;

/** What whoever follows the log has left, by the name it is stored under. */
async function readLeft({ storage }: ServiceDeps, under: string): Promise<LinesLeft> {
  const raw = await storage.settings.get(under);
  const first = new Map<AlertId, LineLeft>();
  // Of before there may be several of one alert.
  for (const one of raw === null ? [] : (JSON.parse(raw) as readonly LineLeft[]))
    if (one.seq < (first.get(one.alertId)?.seq ?? Infinity)) first.set(one.alertId, one);
  return { under, raw, lines: [...first.values()] };
}

/**
 * The lines that are to be tried again now, with those of their alerts after them that the run has come past, up to
 * `toSeq`. What is kept no longer is left out.
 */
async function linesAgain(
  { storage }: ServiceDeps,
  { lines: left }: LinesLeft,
  { now, toSeq }: { readonly now: Instant; readonly toSeq: number },
): Promise<Again> {
  const lines: Alert[] = [];
  const held = new Map<AlertId, number>();
  for (const { alertId, seq, againAtMs } of left) {
    if (againAtMs > now.getTime()) {
      held.set(alertId, seq);
      continue;
    }
    const some = await storage.alerts.after(alertId, seq - 1, MOST_OF_ALERT);
    lines.push(...some.filter((line) => line.seq <= toSeq));
    const last = some.at(-1);
    if (last !== undefined && some.length === MOST_OF_ALERT) held.set(alertId, last.seq + 1);
  }
  return { lines, held };
}

/** What is left after a run: what was not its turn, and what broke, ever later; never later than in an hour. */
function leftAfter(
  { lines }: LinesLeft,
  {
    again: { held },
    broken,
    now,
  }: { readonly again: Again; readonly broken: readonly BrokenLine[]; readonly now: Instant },
): readonly LineLeft[] {
  const nowMs = now.getTime();
  const next = new Map<AlertId, LineLeft>();
  for (const one of lines) {
    const from = held.get(one.alertId);
    if (one.againAtMs > nowMs) next.set(one.alertId, one);
    else if (from !== undefined) next.set(one.alertId, { ...one, seq: from, tries: 0, againAtMs: nowMs });
  }
  for (const { line } of broken) {
    const tries = (lines.find(({ alertId, seq }) => alertId === line.id && seq === line.seq)?.tries ?? 0) + 1;
    const againAtMs = nowMs + Math.min(AGAIN_MS * 2 ** (tries - 1), HOUR_MS);
    next.set(line.id, { alertId: line.id, seq: line.seq, tries, againAtMs });
  }
  return [...next.values()];
}

/** False: somebody else has written it since. */
async function writeLeft(
  { storage }: ServiceDeps,
  { under, raw }: LinesLeft,
  lines: readonly LineLeft[],
): Promise<boolean> {
  const next = JSON.stringify(lines);
  return next === (raw ?? '[]') || storage.settings.replace(under, raw, next);
}

/** The first line of an alert that could not be followed, and why. */
interface BrokenLine {
  readonly line: Alert;
  readonly error: unknown;
}

/**
 * Follows lines of the log in order, each by itself: one that throws is noted, and those of its alert after it wait
 * with it, as do those that are held.
 */
async function followEach(
  { log }: Pick<ServiceDeps, 'log'>,
  {
    lines,
    held,
    name,
  }: {
    readonly lines: readonly Alert[];
    readonly held: Again['held'];
    /** What is logged of one that throws. */
    readonly name: string;
  },
  follow: (line: Alert) => Promise<void>,
): Promise<readonly BrokenLine[]> {
  const broken = new Map<AlertId, BrokenLine>();
  for (const line of lines) {
    const { id, seq } = line;
    if (broken.has(id) || seq >= (held.get(id) ?? Infinity)) continue;
    await follow(line).catch((error: unknown) => {
      log.error(name, error, { alert: id, seq });
      broken.set(id, { line, error });
    });
  }
  return [...broken.values()];
}
