import type { Alert } from '../domain/alerts/alert';
import type { AlertId } from '../domain/ids';
import { HOUR_MS, SECOND_MS, type Instant } from '../domain/time/instant';
import type { ServiceDeps } from './settings';

/** A line of the alert log that broke whoever followed it: it is tried again, and holds up nothing but its alert. */
interface LineLeft {
  readonly alertId: AlertId;
  readonly seq: number;
  readonly tries: number;
  readonly againAtMs: number;
}

export interface LinesLeft {
  /** The name they are stored under. */
  readonly under: string;
  /** As stored, to be written only where nobody else has. */
  readonly raw: string | null;
  readonly lines: readonly LineLeft[];
}

/** More of them are no single lines: nothing is followed further before they are. */
export const MOST_LEFT = 200;
const AGAIN_MS = 10 * SECOND_MS;

/** What whoever follows the log has left, by the name it is stored under. */
export async function readLeft({ storage }: ServiceDeps, under: string): Promise<LinesLeft> {
  const raw = await storage.settings.get(under);
  return { under, raw, lines: raw === null ? [] : (JSON.parse(raw) as readonly LineLeft[]) };
}

/** The lines that are to be tried again now; those that are kept no longer are left out. */
export async function linesAgain(
  { storage }: ServiceDeps,
  { lines }: LinesLeft,
  now: Instant,
): Promise<readonly Alert[]> {
  const again: Alert[] = [];
  for (const { alertId, seq } of lines.filter(({ againAtMs }) => againAtMs <= now.getTime())) {
    const line = await storage.alerts.before(alertId, seq + 1);
    if (line?.seq === seq) again.push(line);
  }
  return again;
}

/** Of alerts of which a line is left and not to be tried yet, the first such: it and those after it wait. */
export function heldBack({ lines }: LinesLeft, now: Instant): ReadonlyMap<AlertId, number> {
  const held = new Map<AlertId, number>();
  for (const { alertId, seq, againAtMs } of lines)
    if (againAtMs > now.getTime()) held.set(alertId, Math.min(seq, held.get(alertId) ?? seq));
  return held;
}

/** What is left after a run: what was not its turn, and what broke, ever later; never later than in an hour. */
export function leftAfter(
  { lines }: LinesLeft,
  { broken, now }: { readonly broken: readonly Pick<Alert, 'id' | 'seq'>[]; readonly now: Instant },
): readonly LineLeft[] {
  const nowMs = now.getTime();
  const waiting = lines.filter(({ againAtMs }) => againAtMs > nowMs);
  // Whoever was killed before the number moved on comes to a line that waits once more, as news.
  const isWaiting = ({ id, seq }: Pick<Alert, 'id' | 'seq'>): boolean =>
    waiting.some((one) => one.alertId === id && one.seq === seq);
  const fresh = broken.filter((line) => !isWaiting(line));
  const anew = fresh.map(({ id, seq }): LineLeft => {
    const tries = (lines.find((one) => one.alertId === id && one.seq === seq)?.tries ?? 0) + 1;
    return { alertId: id, seq, tries, againAtMs: nowMs + Math.min(AGAIN_MS * 2 ** (tries - 1), HOUR_MS) };
  });
  return [...waiting, ...anew];
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

/** A line that is not followed in this run, and why. */
export interface BrokenLine {
  readonly line: Alert;
  readonly error: unknown;
}

/**
 * Follows lines of the log in order, each by itself: one that throws is noted, and those of its alert after it wait with
 * it. `held`: alerts of which one is left from before, with its number.
 */
export async function followEach(
  { log }: Pick<ServiceDeps, 'log'>,
  {
    lines,
    held,
    name,
  }: {
    readonly lines: readonly Alert[];
    readonly held: ReadonlyMap<AlertId, number>;
    /** What is logged of one that throws. */
    readonly name: string;
  },
  follow: (line: Alert) => Promise<void>,
): Promise<readonly BrokenLine[]> {
  const broken: BrokenLine[] = [];
  for (const line of lines) {
    const { id, seq } = line;
    const before = broken.find((one) => one.line.id === id);
    if (before !== undefined || seq >= (held.get(id) ?? Infinity)) {
      broken.push({ line, error: before?.error ?? new Error(`A line before alert line ${seq} is not followed yet.`) });
      continue;
    }
    await follow(line).catch((error: unknown) => {
      log.error(name, error, { alert: id, seq });
      broken.push({ line, error });
    });
  }
  return broken;
}
