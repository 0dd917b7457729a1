import { AsyncLocalStorage } from 'node:async_hooks';
import { SerialContext } from './serialContext.cjs';

test('a store holds while what was called runs, and until its promise is settled, also within another', async () => {
  const context = new SerialContext<string>();
  const seen: (string | undefined)[] = [];
  const told = await context.run('outer', async () => {
    seen.push(context.getStore());
    await context.run('inner', async () => {
      await Promise.resolve();
      seen.push(context.getStore());
    });
    seen.push(context.getStore());
    return 'told';
  });
  expect([told, seen, context.getStore()]).toEqual(['told', ['outer', 'inner', 'outer'], undefined]);
});

test('what throws or is rejected leaves nothing behind', async () => {
  const context = new SerialContext<string>();
  expect(() => context.run('thrown', () => JSON.parse('{') as unknown)).toThrow(SyntaxError);
  expect(context.getStore()).toBeUndefined();
  await expect(context.run('rejected', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(context.getStore()).toBeUndefined();
});

test("a test file is given Node's own class", () => {
  expect(new AsyncLocalStorage()).not.toBeInstanceOf(SerialContext);
});
