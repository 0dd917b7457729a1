import type { InteractionAct } from '../../../api/interactions';
import { interactionEvent } from '../../../domain/alerts/events';
import { canonicalJson } from '../../../domain/alerts/ledgerChain';
import type { ContentCheck } from '../../../domain/content/contentCheck';
import { reviewedAnswer, type Interaction } from '../../../domain/duties/interaction';
import {
  reclassify,
  setAside,
  showWhere,
  submitAnswer,
  takeUp,
  writeAnswer,
  type InteractionMove,
  type InteractionRefusal,
} from '../../../domain/duties/interactionTable';
import type { Refusal } from '../../../domain/errors';
import type { InteractionId } from '../../../domain/ids';
import type { Principal } from '../../../domain/people/role';
import type { Instant } from '../../../domain/time/instant';
import { personActor } from '../../actors';
import { checkContent } from '../../contentChecks';
import { liftStops } from '../../contentStops';
import { conflict, demand, invalidInput } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import { contentChecksView } from '../../toView/contentView';
import type { Versioned } from '../../versioned';
import type { SeenDuty } from '../readDuty';
import type { AnswerReviews } from './answerReviews';
import type { InteractionServices } from './contract';
import { interactionActs, rightOf } from './interactionView';
import { tellDuty } from './tellDuty';

type Answering = Pick<
  InteractionServices,
  'write' | 'checks' | 'submit' | 'reclassify' | 'setAside' | 'takeUp' | 'showWhere'
>;
export type ReadInteraction = (
  id: InteractionId,
  principal: Principal,
) => Promise<{ readonly interaction: Interaction; readonly seen: SeenDuty }>;

interface Step {
  readonly of: Versioned<InteractionId>;
  readonly act: InteractionAct;
  readonly principal: Principal;
}
type By = { readonly by: Principal['personId']; readonly name: string; readonly at: Instant };

/** What the unit that owes an answer does with a message. */
export function createAnswering(
  deps: ServiceDeps,
  {
    read,
    reviews,
    show,
  }: {
    readonly read: ReadInteraction;
    readonly reviews: AnswerReviews;
    readonly show: InteractionServices['show'];
  },
): Answering {
  const { storage, ids, clock, hasher } = deps;
  const step = async (
    { of, act, principal }: Step,
    make: (before: Interaction, by: By, seen: SeenDuty) => InteractionMove,
  ): Promise<Interaction> => {
    const { interaction: before, seen } = await read(of.id, principal);
    demand(rightOf(act), principal);
    if (before.version !== of.version) throw conflict('这条留言在您打开之后有了新的进展。');
    if (!interactionActs(before, seen, principal).includes(act)) throw conflict('这条留言当前不能由您办理这一步。');
    const now = clock.now();
    const move = make(before, { by: principal.personId, name: principal.name, at: now }, seen);
    if ('refused' in move) throw interactionRefusal(move.refused);
    const { interaction } = move;
    const context = { eventId: ids.eventId(), actor: personActor(principal), now };
    if (!(await storage.interactions.move(before, interaction, interactionEvent({ ...context, before, interaction }))))
      throw conflict('另一位同事刚刚办理了这条留言。');
    if (!interaction.isTold) await tellDuty(deps, interaction);
    return interaction;
  };
  const checksOf = async ({
    interaction: { answer },
    seen,
  }: Awaited<ReturnType<ReadInteraction>>): Promise<readonly ContentCheck[]> => {
    const texts = answer === null ? [] : [{ field: 'text', text: answer.text }];
    return checkContent(deps, { texts, unitPath: seen.duty.unitPath }, clock.now());
  };
  return {
    write: async (of, { text, withheld }, principal) => {
      const content = { text: text.trim(), withheld };
      await step({ of, act: 'write', principal }, (before, by) => {
        const author = { id: principal.personId, name: principal.name };
        const contentHash = hasher.sha256(canonicalJson(reviewedAnswer(content)));
        return writeAnswer(before, { ...content, author, contentHash, writtenAt: by.at }, by);
      });
      return show(of.id, principal);
    },
    checks: async (id, principal) => contentChecksView(await checksOf(await read(id, principal)), principal),
    submit: async (of, principal, given = []) => {
      const known = await read(of.id, principal);
      await reviews.demandMayWrite(known.interaction);
      // What is handed in is the version that was checked.
      const lifting = { given, kept: known.interaction.answer?.overrides ?? [] };
      const stops = await checksOf(known);
      const lifted = (now: Instant) => liftStops(stops, lifting, { principal, now });
      const handed = await step({ of, act: 'submit', principal }, (before, by, { duty }) => {
        if (duty.shares.some(({ state }) => state === 'asked'))
          throw conflict('还有会办单位没有答复，请等待答复或取消会办。');
        return submitAnswer(before, by, lifted(by.at));
      });
      await reviews.handIn(handed);
      return show(of.id, principal);
    },
    reclassify: async (of, kind, principal) => {
      await step({ of, act: 'reclassify', principal }, (before, by) => reclassify(before, kind, by));
      return show(of.id, principal);
    },
    setAside: async (of, said, principal) => {
      await step({ of, act: 'set-aside', principal }, (before, by) => setAside(before, said, by));
      return show(of.id, principal);
    },
    takeUp: async (of, words, principal) => {
      const reviewKey = ids.id<InteractionId>();
      await step({ of, act: 'take-up', principal }, (before, by) => takeUp(before, { words, reviewKey }, by));
      return show(of.id, principal);
    },
    showWhere: async (of, link, principal) => {
      await step({ of, act: 'show-where', principal }, (before, by) => showWhere(before, link, by));
      return show(of.id, principal);
    },
  };
}

/** Why a step is refused, as people are told. */
export function interactionRefusal(code: InteractionRefusal): Refusal {
  switch (code) {
    case 'no-such-step':
      return conflict('这条留言当前不能办理这一步。');
    case 'no-answer':
      return conflict('这条留言还没有答复。');
    case 'rated-already':
      return conflict('已经评价过。');
    case 'words-missing':
      return invalidInput('words', '请写明内容。', '空白的内容不能提交。');
  }
}
