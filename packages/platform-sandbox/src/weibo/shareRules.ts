import { createHash } from 'node:crypto';
import type { SandboxFaultName } from '../faultKinds';
import type { FormBody } from '../wire/formBody';
import type { Actor } from '../world/actor';
import { HOUR_MS } from '../world/civilTime';
import type { StandingPost } from '../world/timeline';
import { countStatusLength, findLinks } from './countedLength';
import { WeiboFailure } from './weiboFailure';

/** https://open.weibo.com/wiki/2/statuses/share */
const LONGEST_STATUS = 140;
const LARGEST_PICTURE_BYTES = 5 * 1024 * 1024;
/** How far back a repeated text is recognised, in posts. */
const REPEAT_MEMORY = 50;

/** The text and the pictures that become public, or the failure that a share of this form meets. */
export function acceptShare(about: {
  form: FormBody;
  actor: Actor;
  strikes: (name: SandboxFaultName) => boolean;
  earlier: readonly StandingPost[];
  postsAnHour: number;
  now: Date;
}): { readonly text: string; readonly pictures: readonly string[] } {
  const { form, actor, strikes, earlier, now } = about;
  if (form.kind === 'other') throw new WeiboFailure(10007);
  const status = form.field('status');
  if (status === null) throw new WeiboFailure(10016, 'miss required parameter (status), see doc for more info');
  if (status.trim() === '') throw new WeiboFailure(20008);
  if ((form.field('rip') ?? '') === '')
    throw new WeiboFailure(10016, 'miss required parameter (rip), see doc for more info');
  if (countStatusLength(status) > LONGEST_STATUS) throw new WeiboFailure(20012);
  requireSafeLink(status, strikes('no-safe-domain') ? null : (actor.account.credential?.['safeDomain'] ?? null));
  checkPicture(form);
  if (strikes('content-refused')) throw new WeiboFailure(20021);

  const text = removeTopics(status);
  const own = earlier.filter((post) => post.origin === 'api');
  const lastHour = own.filter((post) => now.getTime() - post.at.getTime() < HOUR_MS);
  if (lastHour.length >= about.postsAnHour) throw new WeiboFailure(20016);
  if (strikes('duplicate-refused')) throw new WeiboFailure(20019);
  if (own.slice(0, REPEAT_MEMORY).some((post) => post.text === text)) throw new WeiboFailure(20019);
  if (own[0] !== undefined && squeeze(own[0].text) === squeeze(text)) throw new WeiboFailure(20017);
  const picture = form.file('pic');
  return { text, pictures: picture === null ? [] : [hashOf(picture.bytes)] };
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function requireSafeLink(status: string, safeDomain: string | null): void {
  if (safeDomain === null) throw new WeiboFailure(10017, 'appkey not bind domain!');
  const isSafe = (link: string): boolean => {
    if (!URL.canParse(link)) return false;
    const host = new URL(link).hostname;
    return host === safeDomain || host.endsWith(`.${safeDomain}`);
  };
  if (!findLinks(status).some(isSafe)) throw new WeiboFailure(10017, 'text not find domain!');
}

function checkPicture(form: FormBody): void {
  const picture = form.file('pic');
  if (picture === null) return;
  if (picture.bytes.length >= LARGEST_PICTURE_BYTES) throw new WeiboFailure(20006);
  const head = picture.bytes.subarray(0, 4).toString('latin1');
  const isPicture = head.startsWith('\xff\xd8\xff') || head.startsWith('\x89PNG') || head.startsWith('GIF8');
  if (!isPicture) throw new WeiboFailure(20005);
}

/** Topics are dropped without a word. */
function removeTopics(status: string): string {
  return status.replace(/#[^#\n]+#/g, '');
}

function squeeze(text: string): string {
  return text.replace(/[\s，。、！？；：,.!?;:]/g, '');
}
