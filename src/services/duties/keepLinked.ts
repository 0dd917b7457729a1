import { dutyEvent } from '../../domain/alerts/events';
import type { Actor } from '../../domain/cases/case';
import { takePersonStep } from '../../domain/duties/dutySteps';
import { nextLinkedStep, type LinkedDuty } from '../../domain/duties/linkedDuty';
import { openDuty } from '../../domain/duties/openDuty';
import { maskPersonalData } from '../../domain/privacy/maskPersonalData';
import { systemActor } from '../actors';
import { deadlineRules } from '../deadlineRules';
import { conflict } from '../refuse';
import type { ServiceDeps } from '../settings';

/** A duty that others change beside us is read again so often. */
const PASSES = 30;
const NAME = 'duty-files';

/**
 * Makes duties stand as what they are owed for does: each is opened, done, withdrawn or opened again. Each step is one
 * write; whatever is killed between two of them is gone on with. Throws `Refusal` `conflict`.
 */
export async function keepLinked(deps: ServiceDeps, wanted: readonly LinkedDuty[]): Promise<void> {
  const known = new Map((await deps.storage.duties.byIds(wanted.map(({ id }) => id))).map((duty) => [duty.id, duty]));
  for (const linked of wanted) {
    const duty = known.get(linked.id);
    // Most of a long file stand as they did: they are read once, together.
    if (duty === undefined || nextLinkedStep(duty, linked) !== null) await keepOne(deps, linked);
  }
}

async function keepOne(deps: ServiceDeps, linked: LinkedDuty): Promise<void> {
  const { storage, ids, clock, settings } = deps;
  const rules = deadlineRules(settings);
  const actor = actorOf(linked);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const duty = await storage.duties.byId(linked.id, null);
    const context = { eventId: ids.eventId(), actor, now: clock.now() };
    if (duty === null) {
      const { id, subjectId, category, unit, began, rule } = linked;
      const opened = openDuty({ id, subjectId, category, title: maskPersonalData(linked.title), unit, began }, rule, {
        ...{ by: null, name: '', at: context.now, rules },
      });
      await storage.duties.insert(opened, dutyEvent({ ...context, before: null, duty: opened }));
      continue;
    }
    const step = nextLinkedStep(duty, linked);
    if (step === null) return;
    const act = { ...step.act, words: maskPersonalData(step.act.words ?? '') };
    const move = takePersonStep(duty, act, { ...step.given, rules });
    if ('refused' in move) throw conflict(`这项时限事项不能跟随办理（${move.refused}）。`);
    await storage.duties.move(duty, move.duty, dutyEvent({ ...context, before: duty, duty: move.duty }));
  }
  throw conflict('这项时限事项正被他人频繁改动。');
}

function actorOf({ by: { by, name } }: LinkedDuty): Actor {
  return by === null ? systemActor(NAME) : { kind: 'person', personId: by, name };
}
