import type { HandCopyView, OwnPostView } from '../../api/ownPosts';
import type { AccountId } from '../../domain/ids';
import type { PublishJob } from '../../domain/mandates/mandate';
import type { Copy, HandReason, OwnPost } from '../../domain/ownPosts/ownPost';
import { retryObstacle } from '../../domain/ownPosts/retryCopy';
import { may } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import type { AccountRecord } from '../../ports/storage';
import { accountsById } from '../accountsById';
import { personActor } from '../actors';
import { filesOf, type HeldFiles } from '../heldFiles';
import { readScope } from '../readScope';
import { conflict, demand, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso, isoOrNull } from '../toView/isoInstant';
import { createUnitNames } from '../unitNames';
import type { StepCopy } from './changeOwnPost';
import type { OwnPostServices } from './contract';
import { formsOf, type Formed } from './forms';

interface Steps {
  readonly stepCopy: StepCopy;
  readonly view: (post: OwnPost, principal: Principal) => Promise<OwnPostView>;
}

/** Copies that people publish: everything to paste, and the way back to the interface. */
export function createHandCopies(deps: ServiceDeps, steps: Steps): Pick<OwnPostServices, 'byHand' | 'retry'> {
  const { storage, clock } = deps;
  const unitNames = createUnitNames(deps);
  return {
    byHand: async (unitId, page, principal) => {
      const now = clock.now();
      const { items, nextCursor } = await storage.ownPosts.byHand(unitId, page, readScope(principal));
      const units = await unitNames(now);
      const known = await readKnown(deps, items);
      const copies = items.flatMap((post) => {
        const unitName = units.nameOf(post.unitId);
        return manualOf(deps, { post, issuer: unitName, known }).map(([copy, formed]) =>
          copyView(deps, {
            post,
            copy,
            formed,
            unitName,
            principal,
            job: copy.jobId === null ? null : (known.jobs.get(jobKey(post.id, copy)) ?? null),
          }),
        );
      });
      return { items: copies, nextCursor, asOf: iso(now) };
    },
    retry: async (id, accountId, principal) => {
      demand('job.retry', principal);
      const post = await storage.ownPosts.byId(id, principal.unitId);
      if (post === null) throw notFound('稿件');
      const copy = post.copies.find((one) => one.accountId === accountId);
      if (copy === undefined) throw notFound('渠道', 'accountId');
      const now = clock.now();
      const [formed] = await formsOfCopy(deps, post, copy, (await unitNames(now)).nameOf(post.unitId));
      const obstacle = retryObstacle(copy, await storage.publishJobs.byOwnPost(id, accountId), byHandOf(formed));
      if (obstacle !== null) throw conflict(WHY[obstacle] ?? STILL);
      const actor = personActor(principal);
      const next = await steps.stepCopy({ id, accountId }, 'retry', { actor, now });
      if (next === null) throw conflict(WHY['not-by-hand'] ?? STILL);
      await storage.accounts.expediteLooks([accountId], now);
      return steps.view(next, principal);
    },
  };
}

const STILL = '接口现在仍不能发布这一渠道。请先处理列出的原因。';
const WHY: Readonly<Partial<Record<HandReason | 'not-by-hand', string>>> = {
  'not-by-hand': '这一渠道不在待人工状态。',
  'not-shown': '平台已经受理过这一稿件，再次提交会重复发布。请到平台核对。',
  'gave-up': '平台已给出最终结果，或发布作业已经结束，不能再由接口发布。请人工发布。',
  pictures: '接口不接受所带图片，请人工发布。',
  attachments: '接口不接受所带附件，请人工发布。',
};

/** A channel that is gone or whose form cannot be made has no interface either. */
function byHandOf(formed: Formed | undefined): HandReason | null {
  if (formed === undefined || formed.isGone || formed.draft === null) return formed?.byHand ?? 'content-refused';
  return formed.byHand;
}

async function formsOfCopy(
  deps: ServiceDeps,
  post: OwnPost,
  ...[{ accountId }, issuer]: readonly [Pick<Copy, 'accountId'>, string]
): Promise<readonly Formed[]> {
  const channels = post.channels.filter((form) => form.accountId === accountId);
  const content = { ...post, channels };
  const records = await accountsById(deps.storage, channels);
  return formsOf(deps, { content, unitId: post.unitId, issuer, files: await filesOf(deps, post) }, records);
}

/** What a page of items asks for, each read once. */
interface Known {
  readonly records: ReadonlyMap<AccountId, AccountRecord>;
  readonly files: HeldFiles;
  /** By item and account. */
  readonly jobs: ReadonlyMap<string, PublishJob>;
}

const jobKey = (id: OwnPost['id'], { accountId }: Pick<Copy, 'accountId'>): string => `${id} ${accountId}`;

async function readKnown({ storage }: ServiceDeps, posts: readonly OwnPost[]): Promise<Known> {
  const withJobs = posts.filter(({ copies }) => copies.some(({ jobId }) => jobId !== null));
  const jobs = await storage.publishJobs.ofOwnPosts(withJobs.map(({ id }) => id));
  return {
    records: await accountsById(storage, posts.flatMap(manualChannels)),
    files: await filesOf(
      { storage },
      {
        pictures: posts.flatMap(({ pictures }) => pictures),
        attachments: posts.flatMap(({ attachments }) => attachments),
      },
    ),
    jobs: new Map(
      jobs.flatMap((job) =>
        job.subject.kind === 'own-post' ? [[jobKey(job.subject.ownPostId, job), job] as const] : [],
      ),
    ),
  };
}

function manualCopies({ copies }: OwnPost): readonly Copy[] {
  return copies.filter(({ state }) => state === 'manual');
}

function manualChannels(post: OwnPost): OwnPost['channels'] {
  const manual = new Set(manualCopies(post).map(({ accountId }) => accountId));
  return post.channels.filter(({ accountId }) => manual.has(accountId));
}

function manualOf(
  deps: ServiceDeps,
  { post, issuer, known }: { readonly post: OwnPost; readonly issuer: string; readonly known: Known },
): readonly (readonly [Copy, Formed])[] {
  const content = { ...post, channels: manualChannels(post) };
  const forms = formsOf(deps, { content, unitId: post.unitId, issuer, files: known.files }, known.records);
  return forms.flatMap((formed) => {
    const copy = manualCopies(post).find(({ accountId }) => accountId === formed.form.accountId);
    return copy === undefined ? [] : [[copy, formed] as const];
  });
}

function copyView(
  { connectors }: ServiceDeps,
  of: {
    readonly post: OwnPost;
    readonly copy: Copy;
    readonly formed: Formed;
    readonly unitName: string;
    readonly principal: Principal;
    readonly job: PublishJob | null;
  },
): HandCopyView {
  const { post, copy, formed, unitName, principal, job } = of;
  const { form, record, draft } = formed;
  const account = record?.account;
  return {
    ownPostId: post.id,
    title: post.title,
    accountId: copy.accountId,
    accountName: account?.name ?? '',
    platform: account?.platform ?? 'portal',
    homeUrl: account?.homeUrl ?? '',
    unitId: post.unitId,
    unitName,
    reason: copy.reason as HandReason | null,
    begunAt: isoOrNull(post.begunAt),
    toPublish: {
      title: draft?.title ?? form.title ?? post.title,
      text: draft?.text ?? form.text ?? post.body,
      link: post.link,
    },
    pictures: post.pictures,
    attachments: post.attachments,
    takesLink: account !== undefined && connectors.for(account.platform).articleReader !== null,
    mayRetry:
      may(principal, 'job.retry') && record !== undefined && retryObstacle(copy, job, byHandOf(formed)) === null,
  };
}
