import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Ends by itself after a while, in case that nobody ends it. */
const FORGOTTEN = `setTimeout(() => undefined, 20_000)`;

test('starts a process that starts another, and forgets that one', async () => {
  const child = spawn(
    process.execPath,
    [
      '-e',
      `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(FORGOTTEN)}], { detached: true, stdio: 'ignore' }).unref()`,
    ],
    { stdio: 'ignore' },
  );
  await once(child, 'exit');
});
