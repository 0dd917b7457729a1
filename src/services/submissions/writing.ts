import { isOpen } from '../../domain/accounts/unit';
import { submissionEvent } from '../../domain/alerts/events';
import { canonicalJson } from '../../domain/alerts/ledgerChain';
import type { ContentCheck } from '../../domain/content/contentCheck';
import { Refusal } from '../../domain/errors';
import type { SubmissionId, UnitId } from '../../domain/ids';
import { may } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import {
  reviewedSubmission,
  type Informant,
  type Submission,
  type SubmissionContent,
} from '../../domain/submissions/submission';
import {
  discard,
  rewrite,
  submit,
  type SubmissionMove,
  type SubmissionRefusal,
} from '../../domain/submissions/submissionTable';
import type { Unit } from '../../ports/storage';
import { personActor } from '../actors';
import { checkContent } from '../contentChecks';
import { liftStops } from '../contentStops';
import { holdFiles, readFiles, storeWithFiles, type FileHashes } from '../heldFiles';
import { readScope } from '../readScope';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ReviewSteps } from '../steps';
import { contentChecksView } from '../toView/contentView';
import type { Versioned } from '../versioned';
import type { SubmissionDraft, SubmissionServices } from './contract';
import type { HandIns } from './handIns';

type Writing = Pick<SubmissionServices, 'begin' | 'write' | 'checks' | 'submit' | 'withdraw'>;
type Shown = (id: SubmissionId, principal: Principal) => ReturnType<SubmissionServices['show']>;

/** What the author of a submission does. Somebody else's is nobody's to change; a hand-over gives it to another. */
export function createWriting(
  deps: ServiceDeps,
  { handIns, steps, show }: { readonly handIns: HandIns; readonly steps: ReviewSteps; readonly show: Shown },
): Writing {
  const { storage, ids, clock, hasher } = deps;
  const hashOf = (content: SubmissionContent, files: FileHashes): string =>
    hasher.sha256(canonicalJson(reviewedSubmission(content, (id) => files.get(id) ?? '')));
  const anyones = async ({ id, version }: Versioned<SubmissionId>, principal: Principal): Promise<Submission> => {
    const submission = await storage.submissions.byId(id, principal.unitId);
    if (submission === null) throw notFound('报送信息');
    if (submission.version !== version) throw conflict('这条报送信息在您打开之后有了新的进展。');
    return submission;
  };
  const checksOf = ({ title, body, unitPath }: Submission): Promise<readonly ContentCheck[]> => {
    const texts = Object.entries({ title, body }).map(([field, text]) => ({ field, text }));
    return checkContent(deps, { texts, unitPath }, clock.now());
  };
  const mine = async ({ id, version }: Versioned<SubmissionId>, principal: Principal): Promise<Submission> => {
    demand('submission.write', principal);
    const submission = await anyones({ id, version }, principal);
    if (submission.author.id !== principal.personId)
      throw new Refusal('forbidden', '这条报送信息由撰稿人办理。', {
        remedy: '请联系撰稿人，或由管理员办理工作交接。',
      });
    return submission;
  };
  const move = async (before: Submission, made: SubmissionMove, principal: Principal): Promise<Submission> => {
    if ('refused' in made) throw refusal(made.refused);
    const now = clock.now();
    const event = submissionEvent({
      ...{ eventId: ids.eventId(), actor: personActor(principal), now },
      ...{ before, submission: made.submission },
    });
    if (!(await storage.submissions.move(before, made.submission, event))) throw conflict('这条报送信息刚被更新。');
    return made.submission;
  };
  const by = ({ personId, name }: Principal) => ({ by: personId, name, at: clock.now() });
  return {
    begin: async (unitId, draft, principal) => {
      demand('submission.write', principal);
      const unit = await unitFor(deps, unitId, principal);
      const { content, informant } = await checked(deps, unit, { draft, before: null });
      const files = await readFiles(deps, { content, subject: null }, principal);
      const id = ids.id<SubmissionId>();
      await holdFiles(deps, { content, subject: `submission:${id}`, unitId: unit.id });
      const submission: Submission = {
        ...content,
        ...{ id, unitId: unit.id, unitPath: unit.path, informant },
        author: { id: principal.personId, name: principal.name },
        ...{
          state: 'draft',
          contentHash: hashOf(content, files),
          handedIn: false,
          followed: 0,
          createdAt: clock.now(),
        },
        ...{ sentAt: null, sentHash: null, month: null, countsFor: null, adoption: null },
        thread: [{ event: 'write', ...by(principal), reason: null, words: null }],
        version: 1,
      };
      const context = { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() };
      await storage.submissions.insert(submission, submissionEvent({ ...context, before: null, submission }));
      return show(submission.id, principal);
    },
    write: async (of, draft, principal) => {
      const before = await mine(of, principal);
      const unit = await unitFor(deps, before.unitId, principal);
      const { content, informant } = await checked(deps, unit, { draft, before: before.informant });
      const subject = `submission:${before.id}` as const;
      const contentHash = hashOf(content, await readFiles(deps, { content, subject }, principal));
      const next = rewrite(before, { ...content, informant, contentHash }, by(principal));
      if ('refused' in next) throw refusal(next.refused);
      const current = () => storage.submissions.byId(before.id, null);
      await storeWithFiles(deps, { subject, unitId: unit.id, before, after: content, current }, () =>
        move(before, next, principal),
      );
      return show(of.id, principal);
    },
    checks: async (id, principal) => {
      const submission = await storage.submissions.byId(id, readScope(principal));
      if (submission === null) throw notFound('报送信息');
      return contentChecksView(await checksOf(submission), principal);
    },
    submit: async (of, principal, given = []) => {
      const isOverridden = given.length > 0 && may(principal, 'content.override');
      const before = await (isOverridden ? anyones : mine)(of, principal);
      await unitFor(deps, before.unitId, principal);
      const lifting = { given, kept: before.overrides ?? [] };
      const overrides = liftStops(await checksOf(before), lifting, { principal, now: clock.now() });
      await handIns.handIn(await move(before, submit(before, by(principal), overrides), principal));
      return show(of.id, principal);
    },
    withdraw: async (of, reason, principal) => {
      const before = await mine(of, principal);
      const words = writtenReason(reason);
      // One that is handed in is over by its review alone: a tick may open that at the same instant.
      const review =
        before.state === 'in-review' && !before.handedIn
          ? await handIns.handIn(before)
          : await storage.reviews.ofSubject('submission', before.id);
      if (review === null) await move(before, discard(before, words, by(principal)), principal);
      else {
        // The review decides, and the submission follows it.
        const withdrawn = await steps.takeReviewStep(review, { step: 'withdraw', reason: words }, principal);
        await handIns.reviewed.follow(withdrawn);
        await steps.reviewFollowed(withdrawn);
      }
      return show(of.id, principal);
    },
  };
}

/** Why a step is refused, as people are told. */
export function refusal(code: SubmissionRefusal): Refusal {
  switch (code) {
    case 'no-such-step':
      return conflict('这条报送信息当前不能办理这一步。');
    case 'unchanged':
      return invalidInput('body', '退回的信息还没有修改。', '请按退回意见修改后再报送。');
    case 'words-missing':
      return invalidInput('words', '请写明意见。', '意见会记入台账，报送单位可以看到。');
  }
}

async function unitFor({ storage }: ServiceDeps, unitId: UnitId | null, principal: Principal): Promise<Unit> {
  const id = unitId ?? principal.unitId;
  if (id === null) throw invalidInput('unitId', '请选择报送单位。', '主管单位的人员须指明由哪个单位报送。');
  const unit = await storage.units.byId(id, principal.unitId);
  if (unit === null) throw notFound('单位', 'unitId');
  if (!isOpen(unit)) throw invalidInput('unitId', `单位“${unit.name}”已关闭。`, '请由在用的单位报送。');
  return unit;
}

async function checked(
  deps: ServiceDeps,
  unit: Unit,
  { draft, before }: { readonly draft: SubmissionDraft; readonly before: Informant | null },
): Promise<{ readonly content: SubmissionContent; readonly informant: Informant }> {
  const { informantId, ...content } = draft;
  if (before?.liaisonId === informantId) return { content, informant: before };
  const found = (await informantsOf(deps, unit.id)).find(({ id }) => id === informantId);
  if (found === undefined)
    throw invalidInput(
      'informantId',
      `“${unit.name}”的名册中没有这位信息员。`,
      '请先在联络员名册中登记本单位的信息员，再选择。',
    );
  return { content, informant: { liaisonId: found.id, personId: found.personId, name: found.name } };
}

/** Who holds the duty of 信息员 of a unit now. */
export async function informantsOf({ storage }: ServiceDeps, unitId: UnitId) {
  const held = await storage.liaisons.ofUnit(unitId, null);
  return held.filter(({ duty, untilOn }) => duty === 'informant' && untilOn === null);
}
