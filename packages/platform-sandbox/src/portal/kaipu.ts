import { civilStamp } from '../world/civilTime';
import type { Actor, PortalSite } from '../world/actor';
import type { StandingPost } from '../world/timeline';
import { articleNumberOf, articlePathOf } from './articleAddress';

/** 开普云's list returns JSON, and gives no more rows than this, whatever is asked for. */
const MOST_ROWS = 20;

/** One page of the list; addresses leave the protocol out. */
export function writeKaipuList(about: {
  actor: Actor;
  site: PortalSite;
  posts: readonly StandingPost[];
  query: URLSearchParams;
}): string {
  const { actor, site, posts, query } = about;
  const rows = Math.min(MOST_ROWS, Math.max(1, Number(query.get('_pageSize') ?? MOST_ROWS) || MOST_ROWS));
  const page = Math.max(1, Number(query.get('page') ?? 1) || 1);
  const { host } = new URL(actor.account.homeUrl);
  const results = posts.slice((page - 1) * rows, page * rows).map((post) => ({
    title: post.title,
    url: `//${host}${articlePathOf('kaipu', site, post)}`,
    publishedTimeStr: civilStamp(post.at),
    channelName: site.columnName,
    memo: '',
    content: post.text,
    manuscriptId: articleNumberOf(post),
    source: post.sourceName ?? actor.unit.name,
  }));
  return JSON.stringify({ data: { channelId: site.numbers.channelId, total: posts.length, rows, page, results } });
}
