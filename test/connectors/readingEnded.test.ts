import { createPolicyFeed } from '../../src/connectors/policies/policyFeed';
import { createPortalConnector } from '../../src/connectors/portal/connector';
import { readHere, type PageReading, type ReadingReason } from '../../src/connectors/reading/guarded/pageReading';
import { createArticleReader } from '../../src/connectors/wechat/articleReader';
import { createWechatConnector } from '../../src/connectors/wechat/connector';
import { createMemoryTokenStore } from '../../src/connectors/wechat/memoryTokenStore';
import { createWeiboConnector } from '../../src/connectors/weibo/connector';
import { isSight } from '../../src/domain/accounts/foldLook';
import type { PolicySourceId } from '../../src/domain/ids';
import { accessTo, callAt, PORTAL_ACCESS, standingClock } from './support/access';
import { fakeHttp } from './support/fakeHttp';

/** What a page that took too long to read does to a look, a source of policies and a pasted article: nothing false. */
const endedBy = (reason: ReadingReason, name: string): PageReading => ({
  run: (job, input) => (job.name === name ? Promise.resolve({ kind: 'ended', reason }) : readHere.run(job, input)),
  close: () => Promise.resolve(),
});
const clock = standingClock();
const LIST =
  '<ul class="list"><li><a href="1.html">题目一</a><span>2026-09-17</span></li><li><a href="2.html">题目二</a><span>2026-09-16</span></li><li><a href="3.html">题目三</a><span>2026-09-15</span></li></ul>';

describe.each(['reading-took-too-long', 'reading-took-too-much-memory'] as const)('%s', (reason) => {
  test('ends the look of a column without sight, and says why', async () => {
    const http = fakeHttp(() => ({ body: LIST }));
    const connector = createPortalConnector({ http, clock, reading: endedBy(reason, 'portal-column') });
    const look = await connector.collector.collect(PORTAL_ACCESS, callAt());
    expect(look).toMatchObject({ outcome: 'unparsed', detail: reason, items: [], completeFromAt: null });
    expect(isSight(look.outcome)).toBe(false);
    expect(look.failure).toMatchObject({ code: reason, message: expect.stringContaining('已中止') as string });
  });

  test('of an article leaves the row of its list as it was, unread', async () => {
    const http = fakeHttp(() => ({ body: LIST }));
    const connector = createPortalConnector({ http, clock, reading: endedBy(reason, 'portal-article') });
    const look = await connector.collector.collect(PORTAL_ACCESS, callAt());
    expect(look.outcome).toBe('items');
    expect(look.items.map(({ title, textState }) => [title, textState])).toEqual([
      ['题目一', 'unread'],
      ['题目二', 'unread'],
      ['题目三', 'unread'],
    ]);
  });

  test('of a list of policies or of a document is a failure with its reason', async () => {
    const source = {
      id: 's' as PolicySourceId,
      key: 's',
      kind: 'list',
      title: 's',
      authority: 'state-council',
      url: 'https://www.gov.cn/zhengce/',
      whitelisted: true,
    } as const;
    const http = fakeHttp(() => ({ body: LIST }));
    const lists = createPolicyFeed(http, 'https://www.gov.cn', endedBy(reason, 'policy-list'));
    expect(await lists.read(source, callAt())).toMatchObject({ outcome: 'unparsed', failure: { code: reason } });
    const documents = createPolicyFeed(http, 'https://www.gov.cn', endedBy(reason, 'policy-document'));
    expect(await documents.readDocument(source, 'https://www.gov.cn/1.htm', callAt())).toMatchObject({
      failure: { code: reason },
    });
  });

  test('of a pasted article is told to the person who pasted it', async () => {
    const reader = createArticleReader(
      fakeHttp(() => ({ body: '' })),
      'https://api.weixin.qq.com',
      endedBy(reason, 'wechat-pasted-article'),
    );
    expect(await reader.read('https://mp.weixin.qq.com/s/abc', callAt())).toMatchObject({ failure: { code: reason } });
  });

  test('of WeChat articles or of the mobile list of Weibo ends the look without sight', async () => {
    const wechat = createWechatConnector({
      http: fakeHttp(({ url }) =>
        url.includes('/freepublish/')
          ? { body: '{"total_count":0,"item_count":0,"item":[]}' }
          : { body: '{"access_token":"t","expires_in":7200}' },
      ),
      base: 'https://api.weixin.qq.com',
      clock,
      tokenStore: createMemoryTokenStore(),
      reading: endedBy(reason, 'wechat-posts'),
    });
    const wechatAccess = accessTo({ platform: 'wechat', externalId: 'wx1' }, { appId: 'wx1', appSecret: 's' });
    const weibo = createWeiboConnector({
      http: fakeHttp(() => ({ body: '{"ok":1,"data":{"cards":[]}}' })),
      base: 'https://api.weibo.com',
      clock,
      reading: endedBy(reason, 'weibo-mobile-list'),
    });
    const weiboAccess = accessTo({ platform: 'weibo', externalId: '1', settings: { reader: 'm.weibo.cn' } }, null);
    expect(await wechat.collector.collect(wechatAccess, callAt())).toMatchObject({
      outcome: 'unparsed',
      detail: reason,
    });
    expect(await weibo.collector.collect(weiboAccess, callAt())).toMatchObject({ outcome: 'unparsed', detail: reason });
  });
});
