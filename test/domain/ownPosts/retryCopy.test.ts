import type { Remedy } from '../../../src/domain/errors';
import { retryObstacle } from '../../../src/domain/ownPosts/retryCopy';
import { JOB } from '../mandates/someObligation';

describe('a copy by hand goes back to the interface', () => {
  const obstacle = (remedy: Remedy | null, progress: Readonly<Record<string, string>>) => {
    const error = { at: JOB.createdAt, attempt: 1, code: 'test', message: '测试' };
    const errors = remedy === null ? [] : [{ ...error, remedy }];
    return retryObstacle({ state: 'manual' }, { state: 'failed', progress, errors }, null);
  };
  const task = { mediaId: '3', publishId: '7' };

  test.each(['fix-content', 'ask-a-person'] as const)(
    'only where the platform has not said for good how its task ended: %s is its last word',
    (remedy) => {
      expect(obstacle(remedy, task)).toBe('gave-up');
      // Refused before there was a task, another attempt makes one.
      expect(obstacle(remedy, { mediaId: '3' })).toBeNull();
      expect(obstacle(remedy, { ...task, publishId: '' })).toBeNull();
    },
  );

  test('where the task was only asked about in vain, or for too long', () => {
    expect([obstacle('re-authorise', task), obstacle('retry-later', task), obstacle(null, task)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
