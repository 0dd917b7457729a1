import net from 'node:net';

test('starts a server and forgets it', async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
