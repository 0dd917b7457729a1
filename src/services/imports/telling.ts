import type { ImportId } from '../../domain/ids';
import type { ImportProgress } from '../../domain/register/import';
import { MINUTE_MS } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';

/** How long an import is held by whoever goes on with it, from the last it has told. */
export const LEASE_MS = 2 * MINUTE_MS;

/** Says how far the work is, one write after the other; what it could not say is no reason to stop. */
export function createTelling({ storage, clock }: ServiceDeps, id: ImportId, token: string) {
  let writing: Promise<unknown> = Promise.resolve();
  let waiting: ImportProgress | null = null;
  let lost = false;
  const write = async (): Promise<void> => {
    const progress = waiting;
    waiting = null;
    if (progress === null) return;
    const untilAt = new Date(clock.now().getTime() + LEASE_MS);
    lost ||= !(await storage.imports.advance(id, token, { progress, untilAt }).catch(() => true));
  };
  return {
    tell: (progress: ImportProgress): void => {
      if (lost) throw new Error(`Import ${id} is carried on elsewhere.`);
      const isWriting = waiting !== null;
      waiting = progress;
      if (!isWriting) writing = writing.then(write);
    },
    isLost: (): boolean => lost,
    told: async (): Promise<void> => {
      await writing;
    },
  };
}
