import type { Alert } from '../domain/alerts/alert';
import type { AlertId } from '../domain/ids';
import type { AlertFacts } from '../domain/notify/route';
import { readFacts, readFactsEach } from './readTelling';
import type { ServiceDeps } from './settings';

/** What is asked about each of many lines of the log. */
export interface AboutLines {
  /** What routes and silences ask of a line, or of the alert as it was before it. */
  factsOf(line: Alert): Promise<AlertFacts>;
  /** The alert as of the line before; null: the line opened it, or what came before is not kept. */
  beforeOf(line: Alert): Promise<Alert | null>;
}

/**
 * What is asked about lines of the log, read together once any of it is asked for. Of each alert they follow one
 * another without a gap. Where the common read breaks each is read by itself: a line that breaks holds up no other.
 */
export function aboutLines(deps: Pick<ServiceDeps, 'storage'>, lines: readonly Alert[]): AboutLines {
  const preceding = new Map<number, Alert>();
  const last = new Map<AlertId, Alert>();
  for (const line of lines) {
    const before = last.get(line.id);
    if (before !== undefined) preceding.set(line.seq, before);
    last.set(line.id, line);
  }
  let facts: Promise<ReadonlyMap<number, AlertFacts>> | null = null;
  const readTogether = (): Promise<ReadonlyMap<number, AlertFacts>> =>
    readFactsEach(deps, lines).then(
      (each) => new Map(each.map((one) => [one.alert.seq, one.facts])),
      () => new Map(),
    );
  return {
    factsOf: async (line) => {
      facts ??= readTogether();
      const found = (await facts).get(line.seq);
      return found === undefined ? readFacts(deps, line) : { ...found, alert: line };
    },
    beforeOf: async (line) => preceding.get(line.seq) ?? deps.storage.alerts.before(line.id, line.seq),
  };
}
