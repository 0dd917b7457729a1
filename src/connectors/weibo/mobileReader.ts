import type { AccountAccess, Call, Collected } from '../../ports/connectors';
import type { Http } from '../outbound/http';
import { blindByFault, blindByStatus } from '../outbound/readFailures';
import { unreadBy } from '../reading/guarded/pageReading';
import type { PageReading } from '../reading/guarded/pageReading';
import { readJsonBody } from '../reading/json';
import { createLongTexts, SITE } from './mobileLongTexts';
import { mobileReading, toBlind } from './mobileReading';
import { readMobileList } from './mobileShape';

/**
 * The value of the account setting `reader` that switches this reader on. It is off unless an operator decides
 * otherwise.
 */
export const MOBILE_READER = 'm.weibo.cn';

/**
 * Reads the list that the mobile site shows to visitors. Not part of the platform's agreement, and incomplete by
 * nature: some posts are left out for visitors without a word, so coverage is always partial and emptiness proves
 * nothing.
 */
export function createMobileReader(
  http: Http,
  reading: PageReading,
): (access: AccountAccess, call: Call) => Promise<Collected> {
  const readWhole = createLongTexts(http);
  return async ({ account }, call) => {
    const query = new URLSearchParams({
      type: 'uid',
      value: account.externalId,
      containerid: `107603${account.externalId}`,
    });
    const answer = await http.send({
      method: 'GET',
      url: `${SITE}/api/container/getIndex?${query.toString()}`,
      signal: call.signal,
      cookies: true,
      headers: { referer: `${SITE}/u/${account.externalId}`, 'x-requested-with': 'XMLHttpRequest', 'mweibo-pwa': '1' },
    });
    if (answer.kind === 'fault') return toBlind(blindByFault(answer.fault));
    const refused = blindByStatus(answer.response, call.startedAt);
    if (refused !== null) return toBlind(refused);
    const list = readMobileList(readJsonBody(answer.response));
    const whole = list.kind === 'posts' ? { kind: 'posts' as const, posts: await readWhole(list.posts, call) } : list;
    const end = await reading.run(mobileReading, { list: whole, account, fetchedAt: call.startedAt });
    return end.kind === 'read' ? end.value : toBlind(unreadBy(end.reason));
  };
}
