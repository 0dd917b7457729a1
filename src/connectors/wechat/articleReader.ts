import type { ArticleReader } from '../../ports/connectors';
import type { Http } from '../outbound/http';
import { failed } from '../outbound/platformFailure';
import { readHere } from '../reading/guarded/pageReading';
import type { PageReading } from '../reading/guarded/pageReading';
import { readPublicPage } from '../reading/guarded/publicPage';
import { pastedReading } from './wechatReadings';

const PAGES_HOST = 'mp.weixin.qq.com';

/**
 * Reads one public article page. The platform's lists leave out what was mass-sent, so that a person may paste its
 * address. Read often, the platform shows a check in place of the article: that is recorded as a refusal and never
 * worked around.
 */
export function createArticleReader(http: Http, base: string, reading: PageReading = readHere): ArticleReader {
  const standIn = new URL(base).host;
  const accepts = (address: string): boolean => {
    if (!URL.canParse(address)) return false;
    const { protocol, host, pathname } = new URL(address);
    return (
      /^https?:$/.test(protocol) &&
      (host === PAGES_HOST || host === standIn) &&
      (pathname === '/s' || pathname.startsWith('/s/'))
    );
  };
  return {
    accepts,
    async read(url, call) {
      if (!accepts(url)) return failed('fix-content', 'wechat-not-an-article-address', '不是微信公众号文章的地址');
      const read = await readPublicPage({ http, reading }, { url, job: pastedReading }, call);
      if ('failure' in read) return read;
      const { page } = read;
      switch (page.kind) {
        case 'article':
          return { post: page.post, externalId: null, accountName: page.accountName };
        case 'deleted':
          return failed('give-up', 'wechat-article-gone', '文章已被删除或因违规无法查看');
        case 'check':
          return failed('ask-a-person', 'wechat-article-behind-check', '微信要求验证（环境异常），请稍后再试');
        case 'unreadable':
          return failed('ask-a-person', 'wechat-article-unreadable', '页面上没有可识别的文章、时间或编号');
      }
    },
  };
}
