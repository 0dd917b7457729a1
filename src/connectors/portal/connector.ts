import type { Connector } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { Http } from '../outbound/http';
import { readHere } from '../reading/guarded/pageReading';
import type { PageReading } from '../reading/guarded/pageReading';
import { readColumn } from './collect';
import { createEnrich } from './enrich';
import { checkProfile, MOST_NEXT_PAGES } from './profile';
import { createPortalPublisher } from './publish';

/**
 * Government portals: one account is one column, read by feed or list page, written through the site's push interface.
 */
export function createPortalConnector({
  http,
  clock,
  reading = readHere,
  version = '',
}: {
  readonly http: Http;
  readonly clock: Clock;
  readonly reading?: PageReading;
  /** Of the product: what one version has read is read anew by the next. */
  readonly version?: string;
}): Connector {
  const parts = { http, reading, version, enrich: createEnrich(http, reading) };
  return {
    platform: 'portal',
    title: '政府网站栏目',
    credentialCheck: null,
    authorisation: null,
    inbound: null,
    articleReader: null,
    settings: [
      {
        key: 'kind',
        secret: false,
        required: true,
        title: '读取方式',
        why: '网站内容系统的种类；先试读，再保存',
        choices: [
          { value: 'list', title: '列表页' },
          { value: 'rss', title: '订阅源（RSS、Atom）' },
          { value: 'jpage', title: '大汉版通' },
          { value: 'trs', title: 'TRS' },
          { value: 'kaipu', title: '开普云' },
        ],
      },
      {
        key: 'listUrl',
        secret: false,
        required: false,
        title: '列表地址',
        why: '订阅源或列表页的地址；不填则用账号标识',
      },
      {
        key: 'itemSelector',
        secret: false,
        required: false,
        title: '列表行选择器',
        why: 'CSS 选择器，选中每一条；不填则按版面自动识别',
      },
      {
        key: 'titleSelector',
        secret: false,
        required: false,
        title: '标题选择器',
        why: '行内标题所在；不填则取最长的链接文字',
      },
      { key: 'dateSelector', secret: false, required: false, title: '日期选择器', why: '行内日期所在；不填则自动识别' },
      {
        key: 'linkSelector',
        secret: false,
        required: false,
        title: '链接选择器',
        why: '行内指向文章的链接；不填则取标题的链接',
      },
      {
        key: 'nextPages',
        secret: false,
        required: false,
        title: '续读页数',
        why: `首页之后再读几页，0 至 ${MOST_NEXT_PAGES}；更新很快的栏目才需要`,
      },
      {
        key: 'pushUrl',
        secret: false,
        required: false,
        title: '推送地址',
        why: '网站内容系统接收签名推送的地址；没有则转为人工任务',
      },
      { key: 'pushKey', secret: true, required: false, title: '推送密钥编号', why: '由网站内容系统发放' },
      { key: 'pushSecret', secret: true, required: false, title: '推送密钥', why: '用于签名，不随请求发送' },
    ],
    checkSettings: checkProfile,
    collector: { callsPerDay: null, collect: (access, call) => readColumn(parts, access, call) },
    publisher: createPortalPublisher(http, clock),
  };
}
