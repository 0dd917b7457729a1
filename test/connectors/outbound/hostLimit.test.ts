import { createHostLimit, HostBusyError } from '../../../src/connectors/outbound/hostLimit';

const never = (): AbortSignal => new AbortController().signal;

test('lets calls in one after the other in the order they came', async () => {
  const limit = createHostLimit({ perHost: 1, maxWaiting: 5, maxWaitMs: 60_000 });
  const order: number[] = [];
  const leaveFirst = await limit.enter('a', never());
  const waiting = [1, 2, 3].map(async (number) => {
    const leave = await limit.enter('a', never());
    order.push(number);
    leave();
  });
  expect(order).toEqual([]);
  leaveFirst();
  await Promise.all(waiting);
  expect(order).toEqual([1, 2, 3]);
});

test('keeps hosts apart', async () => {
  const limit = createHostLimit({ perHost: 1, maxWaiting: 0, maxWaitMs: 60_000 });
  await limit.enter('a', never());
  await expect(limit.enter('b', never())).resolves.toBeInstanceOf(Function);
  await expect(limit.enter('a', never())).rejects.toBeInstanceOf(HostBusyError);
});

test('a waiting call that is aborted leaves the queue and takes no place', async () => {
  const limit = createHostLimit({ perHost: 1, maxWaiting: 1, maxWaitMs: 60_000 });
  const leave = await limit.enter('a', never());
  const controller = new AbortController();
  const waiting = limit.enter('a', controller.signal);
  controller.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
  const next = limit.enter('a', never());
  leave();
  await expect(next).resolves.toBeInstanceOf(Function);
});

test('giving a place back twice frees one place only', async () => {
  const limit = createHostLimit({ perHost: 1, maxWaiting: 5, maxWaitMs: 60_000 });
  const leave = await limit.enter('a', never());
  const second = limit.enter('a', never());
  leave();
  leave();
  const leaveSecond = await second;
  let entered = false;
  const third = limit.enter('a', never()).then(() => {
    entered = true;
  });
  await new Promise(setImmediate);
  expect(entered).toBe(false);
  leaveSecond();
  await third;
});

test('a call that has waited too long is let go, and its place in the queue is free', async () => {
  const limit = createHostLimit({ perHost: 1, maxWaiting: 1, maxWaitMs: 20 });
  await limit.enter('a', never());
  await expect(limit.enter('a', never())).rejects.toBeInstanceOf(HostBusyError);
  await expect(limit.enter('a', never())).rejects.toThrow('wait');
});

test('who has places of its own at a host waits for one of those, and never asks for the common one', async () => {
  let asked = 0;
  let own = 1;
  const circle = {
    shareAt: () => ({ own, hasCommon: true }),
    takeCommon: () => {
      asked += 1;
      return Promise.resolve(() => undefined);
    },
  };
  const limit = createHostLimit({ perHost: 2, maxWaiting: 5, maxWaitMs: 60_000 }, circle);
  const leave = await limit.enter('a', never());
  const next = limit.enter('a', never());
  leave();
  await next;
  expect(asked).toBe(0);
  own = 0;
  await limit.enter('b', never());
  expect(asked).toBe(1);
});
