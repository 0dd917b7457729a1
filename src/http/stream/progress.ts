import { STREAM_VERSION, type StreamProgress } from '../../api/events';
import type { Log } from '../../ports/runtime';
import type { Services } from '../../services/index';
import type { Audience } from './audience';

/**
 * Tells every client by topic what went on since the last time: successes are no alerts, and pages stay live all the
 * same. Nothing of the change itself is said, so that everybody may hear it. Skipped while the time before still runs
 * and while nobody listens.
 */
export function createProgressTeller({
  services,
  audience,
  isAlone,
  nowIso,
  log,
}: {
  readonly services: Pick<Services, 'alerts'>;
  readonly audience: Pick<Audience, 'tellAll'>;
  /** Does nobody listen? */
  readonly isAlone: () => boolean;
  readonly nowIso: () => string;
  readonly log: Log;
}): () => Promise<void> {
  let position: number | null = null;
  let isRunning = false;
  let isFailing = false;
  return async () => {
    if (isRunning) return;
    if (isAlone()) {
      position = null;
      return;
    }
    isRunning = true;
    try {
      const { to, topics } = await services.alerts.progress(position);
      position = to;
      isFailing = false;
      if (topics.length > 0)
        audience.tellAll('progress', { v: STREAM_VERSION, topics, at: nowIso() } satisfies StreamProgress);
    } catch (error) {
      if (!isFailing) log.error('progress-read-failed', error);
      isFailing = true;
    } finally {
      isRunning = false;
    }
  };
}
