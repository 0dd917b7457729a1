import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { PAGE, START } from './world';

import { useMessageWorld, ACCOUNT, ADMINISTRATOR, RUN } from './messageWorld';

const { world, armed, services, work, massSent, articleOf, flow, look } = useMessageWorld();

describe('while messages flow', () => {
  test("every look is told since when, with the component's newest ticket", async () => {
    await look();
    expect(armed.looked.at(-1)?.messagesFlowSinceAt).toBeNull();
    await flow(30);
    await look();
    expect(armed.looked.at(-1)).toMatchObject({
      messagesFlowSinceAt: new Date(START),
      application: { componentAppId: 'wxcomp', secret: 'word', ticket: expect.stringContaining('ticket-') as string },
    });
    expect((await world.account('wx1')).facts).toMatchObject({ coverage: 'full', completeFromAt: new Date(START) });
  });

  test('our own absence breaks the flow, and the gap accuses nobody: silence is proven from the new beginning on', async () => {
    world.platform.posts.push({
      account: 'wx1',
      key: null,
      visibleAt: new Date(START),
      post: {
        ...articleOf('很久以前').post,
        identity: 'old',
        publishedAt: { precision: 'instant', at: new Date('2026-08-01T00:00:00Z'), original: '' },
      },
    });
    await flow(11);
    await look();
    expect((await world.account('wx1')).verdict).toMatchObject({ kind: 'unknown', reason: 'not-yet-proven' });
    world.clock.pass(13 * DAY_MS);
    await services.credentials.noteListening();
    await look();
    expect((await world.account('wx1')).facts.coverage).toBe('partial');
    expect((await world.account('wx1')).verdict).toMatchObject({ kind: 'unknown', reason: 'coverage-partial' });
    const again = world.clock.now();
    await flow(11);
    await look();
    expect((await world.account('wx1')).facts).toMatchObject({ coverage: 'full', completeFromAt: again });
    expect((await world.account('wx1')).verdict?.kind).toBe('unknown');
  });

  test('a message that waits unworked for too long leaves the list with its holes', async () => {
    await flow(11);
    await world.storage.platformInbox.receive({
      key: 'stuck',
      door: ACCOUNT,
      message: massSent('1', []),
      receivedAt: new Date(world.clock.now().getTime() - 26 * MINUTE_MS),
    });
    await look();
    expect(armed.looked.at(-1)?.messagesFlowSinceAt).toBeNull();
    await work();
    await look();
    expect(armed.looked.at(-1)?.messagesFlowSinceAt).toEqual(new Date(START));
  });

  test('an account that gets its messages by itself has no heartbeat: its list keeps its holes', async () => {
    await world.addAccounts(['wechat', 'direct']);
    await services.credentials.saveForAccount(
      (await world.account('direct')).account.id,
      { secrets: { appSecret: 's', callbackToken: 'own-word' }, applicationId: null, expiresAt: null },
      ADMINISTRATOR,
    );
    await flow(11);
    expect(
      await services.credentials.receive({
        door: { ...ACCOUNT, externalId: 'direct' },
        query: { word: 'own-word' },
        body: JSON.stringify({ ...massSent('1', []), externalId: 'direct' }),
      }),
    ).toEqual({ kind: 'answer', text: 'success' });
    await work();
    await services.accounts.collectNow((await world.account('direct')).account.id, ADMINISTRATOR);
    await services.accounts.collectDue(RUN);
    expect((await world.account('direct')).facts).toMatchObject({ coverage: 'partial' });
    expect((await world.storage.posts.list((await world.account('direct')).account.id, PAGE)).items).toHaveLength(1);
  });
});
