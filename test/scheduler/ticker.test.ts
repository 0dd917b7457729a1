import { cronTicker } from '../../src/scheduler/ticker';

describe('cronTicker', () => {
  test('ticks by itself, with the planned instant, until it is stopped', async () => {
    let ticked = (_plannedAt: Date): void => undefined;
    const first = new Promise<Date>((resolve) => {
      ticked = resolve;
    });
    const ticking = cronTicker({ info: () => undefined, warn: () => undefined, error: () => undefined }).schedule(
      { name: 'relay', pattern: '*/1 * * * * *', overlaps: false },
      (plannedAt) => {
        ticked(plannedAt);
        return Promise.resolve();
      },
    );
    expect((await first).getMilliseconds()).toBe(0);
    await ticking.stop();
  });
});
