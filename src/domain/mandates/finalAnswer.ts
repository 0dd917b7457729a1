import type { PublishJob } from './mandate';

/**
 * Whether the platform has said for good what became of a failed job's task of publishing: asked again about the same
 * task it would say the same, and a way back to the interface leads nowhere.
 */
export function hasFinalAnswer({ progress, errors }: Pick<PublishJob, 'progress' | 'errors'>): boolean {
  const remedy = errors.at(-1)?.remedy;
  return (progress['publishId'] ?? '') !== '' && (remedy === 'fix-content' || remedy === 'ask-a-person');
}
