import type { Connector } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { Http } from '../http';
import { readColumn } from './collect';
import { createEnrich } from './enrich';
import { createPortalPublisher } from './publish';

/** Government portals: one account is one column, read by feed or list page, written through the site's push interface. */
export function createPortalConnector(parts: { readonly http: Http; readonly clock: Clock }): Connector {
  const reading = { http: parts.http, enrich: createEnrich(parts.http) };
  return {
    platform: 'portal',
    title: '政府网站栏目',
    canary: null, authorisation: null, inbound: null, articleReader: null,
    settings: [
      { key: 'kind', secret: false, required: true, title: '读取方式', why: 'rss：订阅源；list：列表页' },
      { key: 'listUrl', secret: false, required: false, title: '列表地址', why: '订阅源或列表页的地址；不填则用账号标识' },
      { key: 'itemSelector', secret: false, required: false, title: '列表行选择器', why: 'CSS 选择器，选中每一条；不填则按版面自动识别' },
      { key: 'pushUrl', secret: false, required: false, title: '推送地址', why: '网站内容系统接收签名推送的地址；没有则转为人工任务' },
      { key: 'pushKey', secret: true, required: false, title: '推送密钥编号', why: '由网站内容系统发放' },
      { key: 'pushSecret', secret: true, required: false, title: '推送密钥', why: '用于签名，不随请求发送' },
    ],
    collector: { callsPerDay: null, collect: (access, call) => readColumn(reading, access, call) },
    publisher: createPortalPublisher(parts.http, parts.clock),
  };
}
