import { LISTENING_BEAT_MS } from '../../domain/credentials/messageFlow';
import type { Log } from '../../ports/runtime';
import type { CredentialServices } from '../../services/index';

/**
 * Notes every few seconds that platforms can reach us. Missing notes tell a later reader that messages may have been
 * lost.
 */
export function startListeningBeat(
  credentials: Pick<CredentialServices, 'noteListening'>,
  log: Log,
): { stop(): Promise<void> } {
  let beating: Promise<void> = Promise.resolve();
  let idle = true;
  const beat = (): void => {
    if (!idle) return;
    idle = false;
    beating = credentials
      .noteListening()
      .catch((error: unknown) => log.error('listening-not-noted', error))
      .finally(() => {
        idle = true;
      });
  };
  beat();
  const timer = setInterval(beat, LISTENING_BEAT_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await beating;
    },
  };
}
