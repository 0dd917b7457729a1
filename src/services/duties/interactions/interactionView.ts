import {
  INTERACTION_ACTS,
  type InteractionAct,
  type InteractionDetailView,
  type InteractionView,
} from '../../../api/interactions';
import type { DutyDetailView, DutyView } from '../../../api/duties';
import { publishedOf, type Interaction } from '../../../domain/duties/interaction';
import { canHappenTo } from '../../../domain/duties/interactionTable';
import type { ReviewId } from '../../../domain/ids';
import { may } from '../../../domain/people/permissions';
import type { Action, Principal } from '../../../domain/people/role';
import { stopOverrideView } from '../../toView/contentView';
import { iso, isoOrNull } from '../../toView/isoInstant';
import type { SeenDuty } from '../readDuty';

/** By which right each step is taken; all of them by those who see the unit that owes the answer. */
const RIGHTS: Readonly<Record<InteractionAct, Action>> = {
  write: 'duty.write',
  submit: 'duty.write',
  reclassify: 'duty.write',
  'set-aside': 'duty.decide',
  'take-up': 'duty.decide',
  'show-where': 'duty.write',
};

/** The right that a step of a message takes. */
export function rightOf(act: InteractionAct): Action {
  return RIGHTS[act];
}

/** What whoever asks can do with a message now. */
export function interactionActs(
  interaction: Interaction,
  { ofOwner }: Pick<SeenDuty, 'ofOwner'>,
  principal: Principal,
): readonly InteractionAct[] {
  return INTERACTION_ACTS.filter(
    (act) =>
      ofOwner &&
      may(principal, RIGHTS[act]) &&
      canHappenTo(interaction, act) &&
      // What is not there any more is answered no more.
      interaction.isTextGone !== true &&
      (act !== 'submit' || interaction.answer !== null) &&
      (act !== 'show-where' || interaction.isPublic),
  );
}

/** A message as somebody sees it in a list. */
export function interactionView(interaction: Interaction, duty: DutyView): InteractionView {
  const { id, title, kind, source, state, receivedAt, answeredAt, isPublic, satisfaction, version } = interaction;
  return {
    ...{ id, title, kind, source, state, isPublic, version, duty },
    receivedAt: iso(receivedAt),
    answeredAt: isoOrNull(answeredAt),
    satisfaction: satisfaction?.grade ?? null,
  };
}

/** A message with its text and its answer. */
export function interactionDetailView(
  interaction: Interaction,
  {
    seen,
    duty,
    reviewId,
    principal,
  }: {
    readonly seen: SeenDuty;
    readonly duty: DutyDetailView;
    readonly reviewId: ReviewId | null;
    readonly principal: Principal;
  },
): InteractionDetailView {
  const { text, authorName, link, setAside, answer, answerLink, satisfaction, thread } = interaction;
  return {
    ...interactionView(interaction, duty),
    ...{ isTextGone: interaction.isTextGone === true, text, authorName, link, setAside, answerLink, duty, reviewId },
    answer:
      answer === null
        ? null
        : {
            ...{ text: answer.text, withheld: answer.withheld, authorName: answer.author.name },
            writtenAt: iso(answer.writtenAt),
          },
    overrides: (answer?.overrides ?? []).map(stopOverrideView),
    shown: publishedOf({ ...interaction, isPublic: answer?.withheld === null }),
    satisfactionWords: satisfaction?.words ?? null,
    acts: interactionActs(interaction, seen, principal),
    thread: thread.map(({ event, name, at, words }) => ({ event, name, at: iso(at), words })),
  };
}
