import fs from 'node:fs';
import path from 'node:path';
import { STREAM_VERSIONS } from '../../src/api/events';
import { as, settled as live, until, untilCalled, useStream } from './listener';
import { UNIT_A } from './officePeople';

const { served, start, listen } = useStream();
const document = fs.readFileSync(path.join(__dirname, '../../docs/stream.md'), 'utf8');

/** The examples of the document, by the name of what they show. */
const examples = new Map(
  [...document.matchAll(/^```json (\w+)\n([\s\S]*?)^```/gm)].map(([, name = '', text = '']) => [
    name,
    JSON.parse(text) as Record<string, unknown>,
  ]),
);

/** Names and kinds of values, as deep as they go; what is free to differ from frame to frame is left out. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return 'list';
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'counts' && name !== 'figures')
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, part]) => [name, shapeOf(part)]),
  );
}

test('what the stream sends has the fields its document shows, and the version stands in every frame', async () => {
  await start({ config: { stream: { progressMs: 10 } } });
  served().office.addAlert(UNIT_A);
  const client = listen({ ...as('administrator', 0), v: 2, history: 'history-1' });
  await live(client);
  await until('the alert', () => client.alerts.length === 1);
  await untilCalled(served().office, 'progress', 2);
  served().office.goOn('mandates');
  await until('progress', () => client.progress.length === 1);
  await served().close();
  await until('told', () => client.resumes.length === 1);
  const sent: Readonly<Record<string, unknown>> = {
    snapshot: client.snapshots[0],
    alert: client.alerts[0],
    heartbeat: client.beats[0],
    progress: client.progress[0],
    resume: client.resumes[0],
  };
  expect([...examples.keys()].sort()).toEqual(['handshake', ...Object.keys(sent)].sort());
  for (const [name, frame] of Object.entries(sent)) {
    expect([name, shapeOf(frame)]).toEqual([name, shapeOf(examples.get(name))]);
    expect(STREAM_VERSIONS as readonly unknown[]).toContain(examples.get(name)?.['v']);
  }
});

test('the handshake of the document is understood, all of it', async () => {
  await start();
  const { token: _token, ...shown } = examples.get('handshake') ?? {};
  const client = listen({ ...as('administrator'), ...shown });
  await until('refused', () => client.refusals.length === 1);
  // Every field is known; the number is of another history than this server's, and that is what it says.
  expect(client.refusals[0]?.data?.code).toBe('history-changed');
});
