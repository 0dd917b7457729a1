import type { Actor } from './actor';
import type { Journal, JournalEntry } from './journal';

interface BeginEntry extends JournalEntry {
  readonly kind: 'holiday';
  readonly target: string;
  readonly untilMs: number | null;
}
interface EndEntry extends JournalEntry {
  readonly kind: 'holiday-end';
  readonly target: string;
}
interface Span {
  readonly fromMs: number;
  toMs: number;
}

/**
 * Times in which nobody writes. They stay in the past after they ended: what was not written then does not turn up
 * later.
 */
export interface Holidays {
  begin(target: string, about: { atMs: number; untilMs: number | null }): void;
  end(target: string, atMs: number): void;
  isOff(actor: Actor, at: Date): boolean;
  /** Ends what no switch holds open any more, as after a kill with a switch that does not survive restarts. */
  endOthers(heldOpen: ReadonlySet<string>, atMs: number): void;
}

/** A target is an account's key or a platform. */
export function openHolidays(journal: Journal): Holidays {
  const spans = new Map<string, Span[]>();
  const begin = (entry: BeginEntry): void => {
    spans.set(entry.target, [
      ...(spans.get(entry.target) ?? []),
      { fromMs: entry.atMs, toMs: entry.untilMs ?? Infinity },
    ]);
  };
  const end = (entry: EndEntry): void => {
    const last = spans.get(entry.target)?.at(-1);
    if (last !== undefined) last.toMs = Math.min(last.toMs, entry.atMs);
  };
  const past = [...journal.read<BeginEntry>('holiday'), ...journal.read<EndEntry>('holiday-end')].sort(
    (a, b) => a.number - b.number,
  );
  for (const entry of past) {
    if (entry.kind === 'holiday') begin(entry);
    else end(entry);
  }
  const covers = (target: string, atMs: number): boolean =>
    (spans.get(target) ?? []).some((span) => span.fromMs <= atMs && atMs < span.toMs);
  const endAt = (target: string, atMs: number): void => {
    const entry: EndEntry = { kind: 'holiday-end', target, atMs };
    journal.append(entry);
    end(entry);
  };
  return {
    begin(target, { atMs, untilMs }) {
      const entry: BeginEntry = { kind: 'holiday', target, atMs, untilMs };
      journal.append(entry);
      begin(entry);
    },
    end: endAt,
    endOthers(heldOpen, atMs) {
      for (const [target, list] of spans) {
        if (!heldOpen.has(target) && list.at(-1)?.toMs === Infinity) endAt(target, atMs);
      }
    },
    isOff: (actor, at) =>
      spans.size > 0 && (covers(actor.account.key, at.getTime()) || covers(actor.account.platform, at.getTime())),
  };
}
