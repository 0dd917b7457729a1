import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

test('takes back what it made', async () => {
  const file = path.join(os.tmpdir(), 'kept.txt');
  fs.writeFileSync(file, 'x');
  const server = net.createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  await new Promise((resolve) => {
    server.close(resolve);
  });
  fs.rmSync(file);
});
