import { FRAMES } from '../../src/http/stream/frameSchemas';
import { openEvents } from './eventStream';
import { as, settled, until, untilCalled, useStream } from './listener';
import { tokenOf, UNIT_A } from './officePeople';

const { served, start, listen } = useStream();

interface Document {
  readonly asyncapi: string;
  readonly channels: Readonly<Record<string, { readonly address: string | null; readonly messages: object }>>;
  readonly operations: object;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly required?: readonly string[] }>> };
}
const documentOf = async (): Promise<Document> =>
  (await (await served().ask(null, '/api/asyncapi.json')).json()) as Document;

/** Every `$ref` of a value, however deep. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === '$ref' ? [String(part)] : refsIn(part)));
}
const resolve = (document: object, ref: string): unknown =>
  ref
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], document);

test('the document of the stream is whole: everything it refers to stands in it, and both addresses exist', async () => {
  await start();
  const document = await documentOf();
  expect(document.asyncapi).toBe('3.0.0');
  const refs = refsIn(document);
  expect(refs.length).toBeGreaterThan(10);
  expect(refs.filter((ref) => resolve(document, ref) === undefined)).toEqual([]);
  expect(Object.keys(document.channels['socket']?.messages ?? {}).sort()).toEqual(
    [...Object.keys(FRAMES), 'handshake'].sort(),
  );
  expect(Object.keys(document.channels['webhooks']?.messages ?? {})).toEqual(['webhook-alerts', 'webhook-ping']);
  expect((await served().ask(null, document.channels['events']?.address ?? '')).status).toBe(401);
  const listener = listen(as('administrator'), { namespace: document.channels['socket']?.address ?? '' });
  await settled(listener);
  expect(listener.snapshots).toHaveLength(1);
});

test('every frame the server sends is as its schema says, and the document names the same fields', async () => {
  await start({ config: { stream: { progressMs: 10 } } });
  served().office.addAlert(UNIT_A);
  const events = await openEvents(`${served().url}/api/v1/alerts/stream?since=0&history=history-1`, {
    authorization: `Bearer ${tokenOf('administrator')}`,
  });
  await until('alert', () => events.numbers().length === 1);
  await untilCalled(served().office, 'progress', 2);
  served().office.goOn('mandates');
  await until('progress', () => events.events.some(({ event }) => event === 'progress'));
  const { components } = await documentOf();
  await served().close();
  await events.ended;
  const sent = new Map(events.events.map(({ event, data }) => [event, data]));
  expect([...sent.keys()].sort()).toEqual(Object.keys(FRAMES).sort());
  for (const [name, { schema }] of Object.entries(FRAMES)) {
    expect([name, schema.safeParse(sent.get(name)).error]).toEqual([name, undefined]);
    expect([name, Object.keys(sent.get(name) ?? {})]).toEqual([
      name,
      expect.arrayContaining([...(components.schemas[name]?.required ?? [])]),
    ]);
  }
});
