import { MINUTE_MS, type CivilDate, type Instant } from '../time/instant';
import { startOfCivilDate } from '../time/civil';

/** How a visit of a home page ended: `unknown` counts neither for nor against the site. */
export const PROBE_OUTCOMES = ['open', 'slow', 'failed', 'unknown'] as const;
export type ProbeOutcome = (typeof PROBE_OUTCOMES)[number];

/** Why a visit failed, or says nothing: a closed list. */
export const PROBE_REASONS = [
  'answered',
  'too-slow',
  'no-answer',
  'name-unresolved',
  'connection-refused',
  'connection-broken',
  'tls-failed',
  'http-error',
  'redirects-endlessly',
  'answer-malformed',
  'turned-away',
  'not-called',
  'own-line',
  'own-limit',
  'many-at-once',
  'chain-unverified',
] as const;
export type ProbeReason = (typeof PROBE_REASONS)[number];

/** How a visit went, before it is known whether our own line stood. */
export interface Visit {
  readonly outcome: ProbeOutcome;
  readonly reason: ProbeReason;
  readonly tookMs: number;
  /** The machine that answers for the host, where its name was resolved; else the host. */
  readonly place: string;
}

/** One visit as it is kept. */
export interface Probe {
  readonly slot: number;
  readonly at: Instant;
  readonly outcome: ProbeOutcome;
  readonly reason: ProbeReason;
  readonly tookMs: number;
}

/** What the other side, or the line to it, did not do. */
const FAILED: readonly ProbeReason[] = [
  'no-answer',
  'name-unresolved',
  'connection-refused',
  'connection-broken',
  'tls-failed',
  'http-error',
  'redirects-endlessly',
  'answer-malformed',
];

/** The outcome a reason stands for. */
export function outcomeOf(reason: ProbeReason): ProbeOutcome {
  if (reason === 'answered') return 'open';
  if (reason === 'too-slow') return 'slow';
  return FAILED.includes(reason) ? 'failed' : 'unknown';
}

/** Whether a visit would be held against the site. */
export function hasFailed({ outcome }: Pick<Visit, 'outcome'>): boolean {
  return outcome === 'failed' || outcome === 'slow';
}

/** The visits of a day as one short text: a day of 48 takes some 600 bytes. */
export function writeProbes(probes: readonly Probe[], on: CivilDate): string {
  const startMs = startOfCivilDate(on).getTime();
  return probes
    .map(({ slot, at, reason, tookMs }) =>
      [slot, Math.floor((at.getTime() - startMs) / MINUTE_MS), PROBE_REASONS.indexOf(reason), tookMs].join('.'),
    )
    .join(' ');
}

/** Reads what `writeProbes` wrote; to the minute. */
export function readProbes(text: string, on: CivilDate): readonly Probe[] {
  const startMs = startOfCivilDate(on).getTime();
  if (text === '') return [];
  return text.split(' ').flatMap((one) => {
    const [slot = -1, minute = 0, code = -1, tookMs = 0] = one.split('.').map(Number);
    const reason = PROBE_REASONS[code];
    const at = new Date(startMs + minute * MINUTE_MS);
    return reason === undefined ? [] : [{ slot, at, outcome: outcomeOf(reason), reason, tookMs }];
  });
}
