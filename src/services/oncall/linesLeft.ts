import type { Alert } from '../../domain/alerts/alert';
import type { AlertId } from '../../domain/ids';
import { HOUR_MS, SECOND_MS, type Instant } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';

/** A line of the alert log that broke whoever followed it: it is tried again, and holds up nothing but its alert. */
interface LineLeft {
  readonly alertId: AlertId;
  readonly seq: number;
  readonly tries: number;
  readonly againAtMs: number;
}

export interface LinesLeft {
  /** As stored, to be written only where nobody else has. */
  readonly raw: string | null;
  readonly lines: readonly LineLeft[];
}

/** What is left, by the name it is stored under. */
const LEFT = 'alerts-escalated-left';
/** More of them are no single lines: nothing is followed further before they are. */
export const MOST_LEFT = 200;
const AGAIN_MS = 10 * SECOND_MS;

export async function readLeft({ storage }: ServiceDeps): Promise<LinesLeft> {
  const raw = await storage.settings.get(LEFT);
  return { raw, lines: raw === null ? [] : (JSON.parse(raw) as readonly LineLeft[]) };
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
  { raw }: LinesLeft,
  lines: readonly LineLeft[],
): Promise<boolean> {
  const next = JSON.stringify(lines);
  return next === (raw ?? '[]') || storage.settings.replace(LEFT, raw, next);
}
