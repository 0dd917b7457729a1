import { dutyEvent } from '../../../domain/alerts/events';
import type { Duty } from '../../../domain/duties/duty';
import { takePersonStep } from '../../../domain/duties/dutySteps';
import { nextFollowStep } from '../../../domain/duties/followInteraction';
import type { Interaction } from '../../../domain/duties/interaction';
import { ruleForKind } from '../../../domain/duties/limitRule';
import { openDuty } from '../../../domain/duties/openDuty';
import { maskPersonalData } from '../../../domain/privacy/maskPersonalData';
import { systemActor } from '../../actors';
import { deadlineRules } from '../../deadlineRules';
import { conflict } from '../../refuse';
import type { ServiceDeps } from '../../settings';

/** A duty that others change beside us is read again so often. */
const PASSES = 30;

/**
 * Makes the duty of a message stand as the message does: it is opened, falls under another rule, is done or withdrawn.
 * Each step is one write; whatever is killed between two of them is gone on with. Throws `Refusal` `conflict`.
 */
export async function tellDuty(deps: ServiceDeps, interaction: Interaction): Promise<void> {
  const { storage, ids, settings, clock } = deps;
  const rules = deadlineRules(settings);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const duty = await storage.duties.byId(interaction.dutyId, null);
    if (duty === null) {
      await open(deps, interaction);
      continue;
    }
    const step = nextFollowStep(duty, interaction, settings.duties.rules);
    if (step === null) {
      await storage.interactions.markTold(interaction);
      return;
    }
    const move = takePersonStep(duty, step.act, { ...step.given, rules });
    if ('refused' in move) throw conflict(`这项时限事项不能跟随留言的办理（${move.refused}）。`);
    const { by, name } = step.act;
    const actor = by === null ? systemActor('interactions') : ({ kind: 'person', personId: by, name } as const);
    const context = { eventId: ids.eventId(), actor, now: clock.now() };
    await storage.duties.move(duty, move.duty, dutyEvent({ ...context, before: duty, duty: move.duty }));
  }
  throw conflict('这项时限事项正被他人频繁改动。');
}

/** The limit runs from when the message was received, whenever it came to us. */
async function open({ storage, ids, settings, clock }: ServiceDeps, interaction: Interaction): Promise<void> {
  const { kind, dutyId: id, receivedAt: at, firstUnitId } = interaction;
  const rule = ruleForKind(settings.duties.rules, kind);
  const unit = await storage.units.byId(firstUnitId, null);
  if (rule === null || unit === null) throw new Error(`no rule or no unit for message ${interaction.id}`);
  const now = clock.now();
  const duty: Duty = openDuty(
    {
      ...{ id, subjectId: interaction.id, category: kind, title: maskPersonalData(interaction.title), unit },
      began: { precision: 'instant', at, original: '' },
    },
    rule,
    { by: null, name: '', at: now, rules: deadlineRules(settings) },
  );
  const context = { eventId: ids.eventId(), actor: systemActor('interactions'), now };
  await storage.duties.insert(duty, dutyEvent({ ...context, before: null, duty }));
}
