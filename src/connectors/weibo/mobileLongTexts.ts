import type { Call } from '../../ports/connectors';
import type { Http } from '../outbound/http';
import { readJsonBody } from '../reading/json';
import { readExtended } from './mobileShape';
import type { MobilePost } from './mobileShape';

export const SITE = 'https://m.weibo.cn';

/** Long texts fetched a look, and remembered in this process. */
const LONG_TEXTS_A_LOOK = 3;
const MOST_REMEMBERED = 2_000;

/** The posts with their whole texts, as far as they can be had: each is fetched once, a few a look. */
export function createLongTexts(
  http: Http,
): (posts: readonly MobilePost[], call: Call) => Promise<readonly MobilePost[]> {
  const known = new Map<string, string>();
  const read = async (id: string, call: Call): Promise<void> => {
    const answer = await http.send({
      method: 'GET',
      url: `${SITE}/statuses/extend?${new URLSearchParams({ id }).toString()}`,
      signal: call.signal,
      cookies: true,
      headers: { referer: `${SITE}/detail/${id}`, 'x-requested-with': 'XMLHttpRequest', 'mweibo-pwa': '1' },
    });
    const whole = answer.kind === 'response' ? readExtended(readJsonBody(answer.response)) : null;
    const oldest = known.keys().next();
    if (known.size >= MOST_REMEMBERED && oldest.done !== true) known.delete(oldest.value);
    if (whole !== null) known.set(id, whole);
  };
  return async (posts, call) => {
    // The text that a forwarded status goes on with is that status's own, and not asked for.
    const open = posts.filter((post) => post.isTruncated && post.retweetedHtml === null && !known.has(post.id));
    for (const { id } of open.slice(0, LONG_TEXTS_A_LOOK)) await read(id, call);
    return posts.map((post) => {
      const whole = known.get(post.id);
      return whole === undefined ? post : { ...post, html: whole, isTruncated: false };
    });
  };
}
