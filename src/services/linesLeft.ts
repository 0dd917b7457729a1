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

export interface LinesLeft {
  /** The name they are stored under. */
  readonly under: string;
  /** As stored, to be written only where nobody else has. */
  readonly raw: string | null;
  /** One an alert. */
  readonly lines: readonly LineLeft[];
}

/** What of the log is looked at once more in a run. */
export interface Again {
  readonly lines: readonly Alert[];
  /** Of alerts that are not followed further in this run, the number from which on. */
  readonly held: ReadonlyMap<AlertId, number>;
}

/** More alerts with one are no single lines: nothing is followed further before they are. */
export const MOST_LEFT = 200;
const AGAIN_MS = 10 * SECOND_MS;
/** Lines of one alert that are followed again in a run; those after them come with the next. */
const MOST_OF_ALERT = 50;

/** What whoever follows the log has left, by the name it is stored under. */
export async function readLeft({ storage }: ServiceDeps, under: string): Promise<LinesLeft> {
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
export async function linesAgain(
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
export function leftAfter(
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
export async function writeLeft(
  { storage }: ServiceDeps,
  { under, raw }: LinesLeft,
  lines: readonly LineLeft[],
): Promise<boolean> {
  const next = JSON.stringify(lines);
  return next === (raw ?? '[]') || storage.settings.replace(under, raw, next);
}

/** The first line of an alert that could not be followed, and why. */
export interface BrokenLine {
  readonly line: Alert;
  readonly error: unknown;
}

/**
 * Follows lines of the log in order, each by itself: one that throws is noted, and those of its alert after it wait
 * with it, as do those that are held.
 */
export async function followEach(
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
