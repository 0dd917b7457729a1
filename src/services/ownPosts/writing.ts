import type { OwnPostPreviewView, OwnPostView } from '../../api/ownPosts';
import { isOpen } from '../../domain/accounts/unit';
import { ownPostEvent } from '../../domain/alerts/events';
import { canonicalJson } from '../../domain/alerts/ledgerChain';
import type { ContentCheck } from '../../domain/content/contentCheck';
import { overrideWords } from '../../domain/content/stopOverride';
import type { OwnPostId, UnitId } from '../../domain/ids';
import type { OwnPost, OwnPostContent } from '../../domain/ownPosts/ownPost';
import type { OwnPostCheck } from '../../domain/ownPosts/ownPostCheck';
import { reviewedOwnPost } from '../../domain/ownPosts/ownPostContent';
import { moveOwnPost, OWN_POST_TRANSITIONS } from '../../domain/ownPosts/ownPostTable';
import { inScope, may } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import type { Unit } from '../../ports/storage';
import { accountsById } from '../accountsById';
import { personActor } from '../actors';
import { createReadAttachments } from '../attachmentTexts';
import { checkContent } from '../contentChecks';
import { liftStops, type Lifting } from '../contentStops';
import { filesOf, holdFiles, readFiles, storeWithFiles, type FileHashes } from '../heldFiles';
import { mandatedTitles } from '../mandatedTitles';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import { Refusal } from '../../domain/errors';
import type { ServiceDeps } from '../settings';
import type { ReviewedSubject, ReviewSteps } from '../steps';
import type { ChangeOwnPost } from './changeOwnPost';
import { checkOwnPost, textsOf } from './checkOwnPost';
import type { OwnPostServices, OwnPostWriting } from './contract';
import { formsOf } from './forms';
import { checkView, previewView } from './ownPostViews';
import type { OwnPostReviews } from './ownPostReview';

type Writing = Pick<OwnPostServices, 'draft' | 'edit' | 'submit' | 'withdraw' | 'preview' | 'previewOf'>;

/** What people do with their own items. */
export function createWriting(
  deps: ServiceDeps,
  steps: ReviewSteps &
    Pick<OwnPostReviews, 'syncReview'> & {
      readonly reviewed: ReviewedSubject;
      readonly changeOwnPost: ChangeOwnPost;
      readonly find: (id: OwnPostId, principal: Principal) => Promise<OwnPost>;
      readonly view: (post: OwnPost, principal: Principal) => Promise<OwnPostView>;
    },
): Writing {
  const { storage, clock, ids, hasher } = deps;
  const { find, view } = steps;
  const readAttachments = createReadAttachments(deps);
  const hashOf = (content: OwnPostContent, files: FileHashes): string =>
    hasher.sha256(canonicalJson(reviewedOwnPost(content, (id) => files.get(id) ?? '')));
  const shown = async (id: OwnPostId, principal: Principal): Promise<OwnPostView> =>
    view(await find(id, principal), principal);
  const findAny = async (
    { id, version }: { readonly id: OwnPostId; readonly version: number },
    principal: Principal,
  ): Promise<OwnPost> => {
    const post = await find(id, principal);
    if (post.version !== version) throw conflict('这一稿件在您打开之后有了新的进展。');
    return post;
  };
  /** As its author read it. */
  const findOwn = async (
    { id, version }: { readonly id: OwnPostId; readonly version: number },
    principal: Principal,
  ): Promise<OwnPost> => {
    demand('own-post.draft', principal);
    const post = await findAny({ id, version }, principal);
    if (post.author.id !== principal.personId)
      throw new Refusal('forbidden', '稿件只能由起草人修改和送审。', { remedy: '请联系起草人，或另起草一份。' });
    return post;
  };
  const examine = async (
    of: { readonly unit: Pick<Unit, 'id' | 'name' | 'path'>; readonly writing: OwnPostWriting },
    now: Instant,
  ): Promise<{
    readonly found: readonly OwnPostCheck[];
    readonly contentChecks: readonly ContentCheck[];
    readonly preview: Omit<OwnPostPreviewView, 'mayOverride'>;
  }> => {
    const { unit, writing } = of;
    const records = await accountsById(storage, writing.channels);
    const files = await filesOf(deps, writing);
    const forms = formsOf(deps, { content: writing, unitId: unit.id, issuer: unit.name, files }, records);
    const { scheduledFor, attachments } = writing;
    const titles = attachments.length === 0 ? [] : await mandatedTitles(storage);
    const attached = await readAttachments(attachments, files, {
      ...{ writtenOn: civilDateOf(now), mandatedTitles: titles },
    });
    const inspected = attached.flatMap((one) =>
      one.kind === 'text' ? [{ field: `attachments.${one.at}`, text: one.text, hits: one.hits }] : [],
    );
    const said = { texts: textsOf(writing), inspected, unitPath: unit.path };
    const contentChecks = await checkContent(deps, said, now);
    const found = checkOwnPost(deps, { content: writing, scheduledFor, forms, files, attached, contentChecks }, now);
    return {
      found,
      contentChecks,
      preview: {
        channels: forms.map((formed) => previewView(deps, formed)),
        checks: found.map((check) => checkView(check, records)),
      },
    };
  };
  const unitOf = async (id: UnitId, principal: Principal): Promise<Unit> => {
    const unit = await storage.units.byId(id, principal.unitId);
    if (unit === null) throw notFound('单位', 'unitId');
    if (!isOpen(unit)) throw invalidInput('unitId', `单位“${unit.name}”已关闭。`, '请由在用的单位发布。');
    return unit;
  };
  /** Checked as it is handed in, or as it is changed afterwards; what is in the way is refused by its field. */
  const checked = async (
    { unitId, unitPath }: Pick<OwnPost, 'unitId' | 'unitPath'>,
    {
      writing,
      contentHash,
      lifting,
    }: { readonly writing: OwnPostWriting; readonly contentHash: string; readonly lifting: Lifting },
    { now, principal }: { readonly now: Instant; readonly principal: Principal },
  ): Promise<NonNullable<OwnPost['checks']>> => {
    const name = (await storage.units.byId(unitId, null))?.name ?? '';
    const { found, contentChecks } = await examine({ unit: { id: unitId, name, path: unitPath }, writing }, now);
    // Only what the content packs stop can be handed in anyway.
    const blocking = found.find(({ kind, level }) => level === 'blocking' && kind !== 'content');
    if (blocking !== undefined) throw refusalOf(blocking, found);
    const overrides = liftStops(contentChecks, lifting, { principal, now });
    return { at: now, contentHash, found, ...(overrides.length === 0 ? {} : { overrides }) };
  };
  /** What was handed in anyway of this very content. */
  const keptOf = ({ checks }: OwnPost, contentHash: string): Lifting => ({
    given: [],
    kept: checks?.contentHash === contentHash ? (checks.overrides ?? []) : [],
  });
  return {
    draft: async (unitId, writing, principal) => {
      demand('own-post.draft', principal);
      const unit = await unitOf(unitId, principal);
      await demandChannels(deps, writing, unit.id);
      const now = clock.now();
      demandTime(writing, now);
      const files = await readFiles(deps, { content: writing, subject: null }, principal);
      const id = ids.id<OwnPostId>();
      await holdFiles(deps, { content: writing, subject: `own-post:${id}`, unitId: unit.id });
      const post: OwnPost = {
        ...writing,
        id,
        unitId: unit.id,
        unitPath: unit.path,
        state: 'draft',
        author: { id: principal.personId, name: principal.name },
        formerAuthors: [],
        reviewId: null,
        reviewVersion: 0,
        contentHash: hashOf(writing, files),
        checks: null,
        passedAt: null,
        begunAt: null,
        copies: [],
        watch: null,
        createdAt: now,
        changedAt: now,
        version: 1,
      };
      const actor = personActor(principal);
      await storage.ownPosts.insert(
        post,
        ownPostEvent({ eventId: ids.eventId(), actor, now, before: null, post, event: 'made' }),
      );
      return view(post, principal);
    },
    edit: async (of, writing, principal) => {
      const post = await findOwn(of, principal);
      if (OWN_POST_TRANSITIONS[post.state].edit === undefined) throw conflict('稿件已开始发布或已结束，不能再修改。');
      await demandChannels(deps, writing, post.unitId);
      const now = clock.now();
      demandTime(writing, now);
      const subject = `own-post:${post.id}` as const;
      const contentHash = hashOf(writing, await readFiles(deps, { content: writing, subject }, principal));
      const isHandedIn = post.state === 'in-review' || post.state === 'scheduled';
      const lifting = keptOf(post, contentHash);
      const said = { writing, contentHash, lifting };
      const checks = isHandedIn ? await checked(post, said, { now, principal }) : post.checks;
      // Another time for the same text needs no other review.
      const isSame = contentHash === post.contentHash;
      const move = isSame
        ? { post: { ...post, changedAt: now, version: post.version + 1 } }
        : moveOwnPost(post, 'edit', now);
      if ('refused' in move) throw conflict('稿件已有新的进展。');
      const next: OwnPost = { ...move.post, ...writing, contentHash, checks };
      const actor = personActor(principal);
      const event = ownPostEvent({ eventId: ids.eventId(), actor, now, before: post, post: next, event: 'edit' });
      const current = () => storage.ownPosts.byId(post.id, null);
      await storeWithFiles(deps, { subject, unitId: post.unitId, before: post, after: next, current }, async () => {
        if (!(await storage.ownPosts.change(post, next, [event]))) throw conflict('稿件已有新的进展。');
      });
      if (next.scheduledFor?.getTime() !== post.scheduledFor?.getTime())
        await storage.reviews.setDue('own-post', post.id, next.scheduledFor);
      // The item goes first: what was written is kept, and only what was passed is published, by its hash.
      if (isHandedIn && !isSame) await steps.syncReview(next, now);
      return shown(post.id, principal);
    },
    submit: async (of, principal, given = []) => {
      const isOverridden = given.length > 0 && may(principal, 'content.override');
      const post = isOverridden ? await findAny(of, principal) : await findOwn(of, principal);
      if (OWN_POST_TRANSITIONS[post.state].submit === undefined) throw conflict('稿件已送审。');
      const now = clock.now();
      const { contentHash } = post;
      const lifting = { given, kept: keptOf(post, contentHash).kept };
      const checks = await checked(post, { writing: post, contentHash, lifting }, { now, principal });
      // Whoever hands it in with what stops it passes nothing of it.
      const others = [...(post.formerAuthors ?? []), ...(isOverridden ? [principal.personId] : [])];
      const formerAuthors = [...new Set(others)].filter((id) => id !== post.author.id);
      const next: OwnPost = {
        ...{ ...post, checks, changedAt: now, version: post.version + 1 },
        ...(formerAuthors.length === 0 ? {} : { formerAuthors }),
      };
      const note = overrideWords(checks.overrides ?? []);
      const said = { before: post, post: next, event: 'overridden' } as const;
      const context = { eventId: ids.eventId(), actor: personActor(principal), now };
      const events = note === null ? [] : [ownPostEvent({ ...context, ...said, note })];
      if (!(await storage.ownPosts.change(post, next, events))) throw conflict('稿件已有新的进展。');
      if ((await steps.syncReview(next, now)) === null) throw conflict('稿件的审核刚有新的进展。');
      return shown(post.id, principal);
    },
    withdraw: async (id, reason, principal) => {
      const post = await find(id, principal);
      const words = writtenReason(reason);
      const review = await storage.reviews.ofSubject('own-post', id);
      if (review === null) {
        await findOwn(post, principal);
        const now = clock.now();
        const move = moveOwnPost(post, 'withdraw', now);
        if ('refused' in move) throw conflict('稿件已有新的进展。');
        const actor = personActor(principal);
        const said = { before: post, post: move.post, event: 'withdraw', note: words } as const;
        const event = ownPostEvent({ eventId: ids.eventId(), actor, now, ...said });
        if (!(await storage.ownPosts.change(post, move.post, [event]))) throw conflict('稿件已有新的进展。');
        return view(move.post, principal);
      }
      const next = await steps.takeReviewStep(review, { step: 'withdraw', reason: words }, principal);
      await steps.reviewed.follow(next);
      await steps.reviewFollowed(next);
      return shown(id, principal);
    },
    preview: async (unitId, writing, principal) => {
      demand('own-post.draft', principal);
      const unit = await unitOf(unitId, principal);
      await demandChannels(deps, writing, unit.id);
      const { preview } = await examine({ unit, writing }, clock.now());
      return { ...preview, mayOverride: false };
    },
    previewOf: async (id, principal) => {
      const post = await find(id, principal);
      const name = (await storage.units.byId(post.unitId, null))?.name ?? '';
      const unit = { id: post.unitId, name, path: post.unitPath };
      const { preview } = await examine({ unit, writing: post }, clock.now());
      const canBeHandedIn = OWN_POST_TRANSITIONS[post.state].submit !== undefined;
      return { ...preview, mayOverride: canBeHandedIn && may(principal, 'content.override') };
    },
  };
}

/** Channels are of the unit and those below it, each once. */
async function demandChannels({ storage }: ServiceDeps, { channels }: OwnPostContent, unitId: UnitId): Promise<void> {
  const records = await accountsById(storage, channels);
  channels.forEach(({ accountId }, at) => {
    const account = records.get(accountId)?.account;
    if (account === undefined || !inScope(unitId, account.unitPath)) throw notFound('账号', `channels.${at}.accountId`);
    if (channels.findIndex((one) => one.accountId === accountId) !== at)
      throw invalidInput(`channels.${at}.accountId`, '同一账号只能选择一次。', '请删去重复的账号。');
  });
}

/** Nothing is scheduled into a past. */
function demandTime({ scheduledFor }: OwnPostWriting, now: Instant): void {
  if (scheduledFor !== null && scheduledFor <= now)
    throw invalidInput('scheduledFor', '发布时间已经过去。', '请选择以后的时间，或留空表示通过后立即发布。');
}

const WORDS: Readonly<Partial<Record<OwnPostCheck['kind'], string>>> = {
  'no-channel': '没有选择发布账号。',
  'channel-gone': '所选账号不在使用中，或已不属于本单位。',
  'time-passed': '发布时间已经过去。',
  wording: '文字中有不规范表述。',
  content: '文字中有需改正之处。',
  'form-refused': '平台不接受这一内容。',
};

function refusalOf({ kind, field, code, excerpt }: OwnPostCheck, found: readonly OwnPostCheck[]): Refusal {
  const others = found.filter(({ level }) => level === 'blocking').length - 1;
  const said = [WORDS[kind] ?? '', excerpt === '' ? code : `“${excerpt}”`].filter((part) => part !== '').join('');
  return invalidInput(
    field ?? 'channels',
    others === 0 ? said : `${said}另有 ${others} 处。`,
    '请按“检查”所列逐项修改后再送审。',
  );
}
