import { isPageOf } from '../../domain/accounts/platforms';
import type { ArticleReader } from '../../ports/connectors';
import type { Http } from '../outbound/http';
import { failed } from '../outbound/platformFailure';
import type { PageReading } from '../reading/guarded/pageReading';
import { readPublicPage } from '../reading/guarded/publicPage';
import { pastedPageReading } from './pastedPage';

/**
 * Reads the public page of a post whose address a person pasted. A page that says neither what it is called, nor when
 * it was published, nor by whom, proves nothing: nobody's word takes the place of what can be seen.
 */
export function createArticleReader(platform: string, http: Http, reading: PageReading): ArticleReader {
  const accepts = (address: string): boolean =>
    URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) && new URL(address).pathname !== '/';
  return {
    accepts,
    isPageOf,
    async read(url, call) {
      if (!accepts(url)) return failed('fix-content', 'feed-not-an-article-address', `不是${platform}作品的网页地址`);
      const read = await readPublicPage({ http, reading }, { url, job: pastedPageReading }, call);
      if ('failure' in read) return read;
      const { page } = read;
      if (page === null)
        return failed(
          'ask-a-person',
          'feed-article-unreadable',
          '页面上没有可识别的标题或发布时间，请改填可公开打开的网页地址',
        );
      return { post: page.post, externalId: null, accountName: page.accountName };
    },
  };
}
