import type { OwnPostView } from '../../../src/api/ownPosts';
import type { FileId, OwnPostId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import { SECOND_MS } from '../../../src/domain/time/instant';
import type { OwnPostWriting, Services } from '../../../src/services/index';
import { png } from '../../domain/files/fileSamples';
import { PAGE, principal, type World } from '../world';

export const AUTHOR = principal('officer', '1');
export const FIRST = principal('operator', '2');
const SECOND = principal('operator', '3');
export const THIRD = principal('administrator', '4');
const SECRECY = principal('operator', '5');
export const LINK = 'https://www.county.example/notice/1.html';
export const TITLE = '关于做好2026年秋季防火工作的提示';
const BODY = '9月20日至10月31日为防火期。\n全县设检查点12个。';

/** An item for these accounts, as its author writes it. */
export async function writing(
  world: World,
  names: readonly string[],
  more: Partial<OwnPostWriting> = {},
): Promise<OwnPostWriting> {
  const accounts = await Promise.all(names.map((name) => world.account(name)));
  return {
    ...{ title: TITLE, body: BODY, summary: '', link: LINK, pictures: [], attachments: [], scheduledFor: null },
    channels: accounts.map(({ account }) => ({ accountId: account.id, title: null, text: null })),
    ...more,
  };
}

/** Pictures as their author handed them in; the bytes of `more` stand before the end of each. */
export async function pictures(
  world: World,
  many: number,
  more = Buffer.alloc(0),
): Promise<OwnPostWriting['pictures']> {
  const whole = png();
  const bytes = Buffer.concat([whole.subarray(0, -12), more, whole.subarray(-12)]);
  const made = [];
  for (let at = 1; at <= many; at += 1) {
    const { id } = await world.services.files.upload({ name: `图${at}.png`, bytes }, AUTHOR);
    made.push({ fileId: id as FileId, alt: `第${at}张` });
  }
  return made;
}

export async function drafted(
  world: World,
  names: readonly string[],
  more: Partial<OwnPostWriting> = {},
): Promise<OwnPostView> {
  return world.services.ownPosts.draft(world.officeId, await writing(world, names, more), AUTHOR);
}
export const versioned = (post: OwnPostView) => ({ id: post.id as OwnPostId, version: post.version });
export const shown = (world: World, { id }: OwnPostView) => world.services.ownPosts.show(id as OwnPostId, AUTHOR);

async function reviewOf(services: Services, { id }: { readonly id: string }) {
  const { items } = await services.reviews.list({ kind: 'own-post' }, PAGE, THIRD);
  const review = items.find(({ subjectId }) => subjectId === id);
  if (review === undefined) throw new Error('no review');
  return { ...review, id: review.id as Parameters<Services['reviews']['show']>[0] };
}
export async function take(
  services: Services,
  post: { readonly id: string },
  {
    step,
    by,
    reason = '',
  }: {
    readonly step: 'pass' | 'return' | 'refuse' | 'withdraw';
    readonly by: Principal;
    readonly reason?: string;
  },
): Promise<void> {
  await services.reviews.take(await reviewOf(services, post), { step, reason }, by);
}
/** Two stages, the secrecy gate, and the last stage unless it is left out. */
export async function pass(services: Services, post: { readonly id: string }, whole = true): Promise<void> {
  await take(services, post, { step: 'pass', by: FIRST });
  await take(services, post, { step: 'pass', by: SECOND });
  await services.reviews.examine(
    await reviewOf(services, post),
    { result: 'pass', classification: 'none', disclosure: 'proactive', reason: '' },
    SECRECY,
  );
  if (whole) await take(services, post, { step: 'pass', by: THIRD });
}
export async function passed(world: World, names: readonly string[], more: Partial<OwnPostWriting> = {}) {
  const post = await drafted(world, names, more);
  await world.services.ownPosts.submit(versioned(post), AUTHOR);
  await pass(world.services, post);
  return shown(world, post);
}

/** One round of what the scheduler does for own items. */
export async function round(world: World, services: Services = world.services): Promise<void> {
  const { signal } = new AbortController();
  await services.ownPosts.publishOwnPosts(50);
  await services.mandates.publishDue({ owner: 'test', max: 50, signal });
  await services.ownPosts.mendOwnPosts(50);
  world.clock.pass(6 * SECOND_MS);
  await services.accounts.collectDue({ owner: 'test', max: 50, signal });
}
