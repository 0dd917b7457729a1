import { createNotifiers } from '../../../src/notify/index';
import type { NotifyChannelId } from '../../../src/domain/ids';
import { NOTIFY_LIMITS } from '../../../src/domain/notify/limits';
import { NOTIFY_KINDS } from '../../../src/domain/notify/notifyChannel';
import { REHEARSED_MESSAGES } from '../../../src/domain/notify/rehearsedMessages';
import { createServices } from '../../../src/services/index';
import { principal } from '../world';
import { addChannel } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, services, side } = useNotify();
const administrator = principal('administrator', '1');
const unasked = (): never => {
  throw new Error('nothing is sent');
};

/** With the real channels, whose ways out lead nowhere. */
const real = () =>
  createServices({
    ...world.deps,
    notifiers: createNotifiers({
      http: { get: unasked, send: unasked } as never,
      openSocket: unasked,
      mailTimeoutMs: 1_000,
      clock: world.clock,
      log: world.deps.log,
      tokenStore: world.storage.tokens,
      publicOrigin: 'https://matrix.example',
      allowedPrivateOrigins: [],
    }),
  }).notify;

describe('what messages would look like', () => {
  test.each(NOTIFY_KINDS)(
    'by %s, one of each kind, within its limit as the other side counts, and sends none',
    async (kind) => {
      const { id } = await addChannel(world.storage, { kind, name: '渠道' });
      const shown = await real().rehearseChannel(id, administrator);
      const { longest } = NOTIFY_LIMITS[kind];
      expect(shown).toMatchObject({ kind, mostBytes: longest.bytes, counts: longest.of });
      expect(shown.samples.map(({ sample }) => sample)).toEqual(REHEARSED_MESSAGES);
      for (const { bytes, text } of shown.samples) {
        expect(bytes).toBeGreaterThanOrEqual(Buffer.byteLength(text));
        expect(bytes).toBeLessThanOrEqual(longest.bytes);
      }
      const cut = shown.samples.filter(({ clipped }) => clipped).map(({ sample }) => sample);
      expect(cut).toEqual(longest.bytes < 5_000 ? ['long'] : []);
      expect((await world.storage.messages.list({}, { limit: 5, cursor: null })).items).toEqual([]);
      expect(side.arrived).toEqual([]);
    },
  );

  test('in the language of the channel', async () => {
    const { id } = await addChannel(world.storage, { language: 'en' });
    const { samples } = await real().rehearseChannel(id, administrator);
    for (const { text } of samples.filter(({ sample }) => sample === 'reminder' || sample === 'digest'))
      expect(text).not.toMatch(/[\u4e00-\u9fff]/u);
  });

  test('is for the whole office, of a channel that is there', async () => {
    const { id } = await addChannel(world.storage);
    for (const who of [principal('operator', '2'), principal('administrator', '3', world.unitA)])
      await expect(services.notify.rehearseChannel(id, who)).rejects.toMatchObject({ code: 'forbidden' });
    const none = 'f'.repeat(24) as NotifyChannelId;
    await expect(services.notify.rehearseChannel(none, administrator)).rejects.toMatchObject({ code: 'not-found' });
  });
});
