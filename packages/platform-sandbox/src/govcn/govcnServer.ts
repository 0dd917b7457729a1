import type { FaultBoard } from '../wire/faultBoard';
import type { Exchange, Handler, Reply } from '../wire/loopbackServer';
import { replyHtml, withEtag } from '../wire/replies';
import { guardTransport } from '../wire/transportGuard';
import { civilDate } from '../world/civilTime';
import type { World } from '../world/world';
import { writeArticle, writeInterpretation, writeRedesigned } from './articlePage';
import { createPolicyLibrary } from './policyLibrary';
import { createRegionalSites } from './regionalSites';

const BYTE_ORDER_MARK = '\ufeff';

/**
 * www.gov.cn: lists and articles, and the policy library's search; beside it the sites of the province and the city.
 */
export function createGovcnServer(world: World, parts: { faults: FaultBoard }): Handler {
  const regions = createRegionalSites(world);

  const library = createPolicyLibrary(world);

  const showList = (exchange: Exchange, rows: readonly ListRow[]): Reply => {
    const isRedesigned = parts.faults.strikes('govcn', null, 'redesigned-page');
    const shown = rows.map(({ title, url, at }) =>
      isRedesigned
        ? { name: title, link: url, published: at.getTime() }
        : { TITLE: title, SUB_TITLE: '', URL: url, DOCRELPUBTIME: civilDate(at) },
    );
    return withEtag(exchange, {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: `${BYTE_ORDER_MARK}${JSON.stringify(isRedesigned ? { data: { list: shown } } : shown)}`,
    });
  };
  const showArticle = (pathname: string): Reply | null => {
    const now = world.now();
    const isAt = (url: string): boolean => url.endsWith(pathname) && new URL(url).pathname === pathname;
    const policies = world.policies.list(now);
    const policy = policies.find((candidate) => isAt(candidate.url));
    const isRedesigned = parts.faults.of('govcn', null) === 'redesigned-page';
    if (policy !== undefined)
      return replyHtml(
        isRedesigned ? writeRedesigned(policy) : writeArticle(policy, { column: '最新政策', at: policy.at }),
      );
    const copy = world.papers.gazette(policies, now).find((candidate) => isAt(candidate.url));
    if (copy !== undefined) return replyHtml(writeArticle(copy.policy, { column: '国务院公报', at: copy.at }));
    const interpretation = world.papers.interpretations(now).find((candidate) => isAt(candidate.url));
    if (interpretation !== undefined) {
      return replyHtml(
        writeInterpretation(
          interpretation,
          policies.find((candidate) => candidate.url === interpretation.policyUrl) ?? null,
        ),
      );
    }
    return world.policies.withdrawn(`${world.origins.govcn}${pathname}`)?.page === 'soft'
      ? replyHtml(
          '<!DOCTYPE html><html><head><meta charset="utf-8"><title>中国政府网</title></head><body><div class="tip">您访问的页面不存在或已删除。</div></body></html>',
        )
      : null;
  };

  const answer: Handler = (exchange) => {
    const { pathname } = exchange.url;
    const now = world.now();
    if (pathname === '/search-gov/data') return library(exchange);
    if (pathname === '/zhengce/zuixin/ZUIXINZHENGCE.json') return showList(exchange, world.policies.list(now));
    if (pathname === '/zhengce/jiedu/ZCJD_QZ.json') return showList(exchange, world.papers.interpretations(now));
    if (pathname === '/gongbao/zuixin/gongbao.json') {
      return showList(
        exchange,
        world.papers
          .gazette(world.policies.list(now), now)
          .map(({ policy, url, at }) => ({ title: policy.title, url, at })),
      );
    }
    const regional = regions(pathname);
    if (regional !== null) return withEtag(exchange, regional);
    return (
      showArticle(pathname) ??
      replyHtml(
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>404</title></head><body>页面不存在</body></html>',
        404,
      )
    );
  };
  return guardTransport({
    place: ({ url }) => (url.pathname === '/search-gov/data' ? 'govcn-search' : 'govcn'),
    faults: parts.faults,
    accountOf: () => null,
    handler: answer,
  });
}

interface ListRow {
  readonly title: string;
  readonly url: string;
  readonly at: Date;
}
