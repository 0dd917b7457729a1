import type { FileView } from '../../src/api/files';
import { jpeg, pdf } from '../domain/files/fileSamples';
import { useRealOffice } from './realOffice';
import { problemOf } from './serve';

const { world, ask } = useRealOffice();
const upload = (as: string | null, bytes: Uint8Array, { name = '现场.jpg', ...headers }: Record<string, string> = {}) =>
  ask(as, `/files?name=${encodeURIComponent(name)}`, { method: 'POST', body: Buffer.from(bytes), headers });
const uploaded = async (bytes: Uint8Array, name?: string): Promise<FileView> => {
  const response = await upload('officer-a', bytes, name === undefined ? {} : { name });
  expect(response.status).toBe(201);
  return (await response.json()) as FileView;
};

test('a picture is taken whatever is said of it, shown as what it is, and kept by the browser', async () => {
  const response = await upload('officer-a', jpeg(), { name: '../现场.exe', 'content-type': 'text/html' });
  const file = (await response.json()) as FileView;
  expect(file).toMatchObject({ name: '现场.exe.jpg', type: 'jpeg', width: 2, height: 3, byName: '甲局信息员' });
  const content = await ask('officer-a', `/files/${file.id}/content`);
  expect(Buffer.from(await content.arrayBuffer()).equals(jpeg())).toBe(true);
  const headers = Object.fromEntries(content.headers);
  expect(headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': "inline; filename*=UTF-8''%E7%8E%B0%E5%9C%BA.exe.jpg",
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  });
  const again = await ask('officer-a', `/files/${file.id}/content`, {
    headers: { 'if-none-match': headers['etag'] ?? '' },
  });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('an attachment is never opened in the page', async () => {
  const { id } = await uploaded(pdf(), '通知.pdf');
  const content = await ask('officer-a', `/files/${id}/content`);
  expect(content.headers.get('content-disposition')).toMatch(/^attachment; /);
  const head = await ask('officer-a', `/files/${id}/content`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(pdf().length)]);
});

test('nobody without a credential, from another site or of another unit reaches a file', async () => {
  const { id } = await uploaded(jpeg());
  const codes = async (as: string | null, path: string): Promise<string> => (await problemOf(await ask(as, path))).code;
  for (const path of [`/files/${id}`, `/files/${id}/content`])
    expect([await codes(null, path), await codes('officer-b', path), await codes('chief-b', path)]).toEqual([
      'not-signed-in',
      'not-found',
      'not-found',
    ]);
  // Who sees the whole office sees it once something of a unit has it, as the unit itself does.
  expect(await codes('root', `/files/${id}`)).toBe('not-found');
  await world.storage.files.hold([id], { subject: 'own-post:1', unitId: world.unitA });
  expect((await ask('root', `/files/${id}/content`)).status).toBe(200);
  expect(await codes('officer-b', `/files/${id}/content`)).toBe('not-found');
  expect((await problemOf(await upload(null, jpeg()))).code).toBe('not-signed-in');
  const foreign = await upload('officer-a', jpeg(), { origin: 'https://evil.example' });
  expect((await problemOf(foreign)).code).toBe('forbidden');
});

test('bad input is told by its field, and what is too large before it is read', async () => {
  expect(await problemOf(await upload('officer-a', Buffer.from('<html>')))).toMatchObject({
    code: 'invalid-input',
    field: 'body',
  });
  expect(await problemOf(await upload('officer-a', Buffer.alloc(0)))).toMatchObject({ code: 'invalid-input' });
  expect((await problemOf(await upload('officer-a', jpeg(), { 'content-encoding': 'gzip' }))).code).toBe(
    'unsupported-media-type',
  );
  const large = await upload('officer-a', Buffer.alloc(20 * 1024 * 1024 + 1));
  expect((await problemOf(large)).code).toBe('body-too-large');
  expect((await problemOf(await ask('officer-a', '/files?nam=a', { method: 'POST', body: 'a' }))).field).toBe('nam');
  expect((await problemOf(await ask('officer-a', '/files/abc/content'))).code).toBe('invalid-id');
});

test('of one person two bodies are taken at once, the next is told to wait, and a place is given back however it ended', async () => {
  const slow = () => {
    let finish!: (bytes: Uint8Array | null) => void;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(jpeg().subarray(0, 4));
        finish = (bytes) => {
          if (bytes === null) return controller.error(new Error('given up'));
          controller.enqueue(bytes);
          controller.close();
        };
      },
    });
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
    return { finish, answer: ask('officer-a', '/files?name=a.jpg', init) };
  };
  const [first, second] = [slow(), slow()];
  const refused = async (as: string) => (await upload(as, jpeg())).status;
  while ((await refused('officer-a')) !== 429) await new Promise((resolve) => setTimeout(resolve, 20));
  const problem = await upload('officer-a', jpeg());
  expect(problem.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(await problemOf(problem)).toMatchObject({
    code: 'too-many-requests',
    remedy: expect.stringContaining('传完'),
  });
  expect(await refused('officer-b')).toBe(201);
  first.finish(jpeg().subarray(4));
  expect((await first.answer).status).toBe(201);
  expect(await refused('officer-a')).toBe(201);
  second.finish(null);
  await expect(second.answer).rejects.toThrow();
  // Beside one that is still under way there is a place again, as soon as the server learns that the other broke off.
  const third = slow();
  while ((await refused('officer-a')) !== 201) await new Promise((resolve) => setTimeout(resolve, 20));
  third.finish(jpeg().subarray(4));
  expect((await third.answer).status).toBe(201);
});
