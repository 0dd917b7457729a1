import type { ReminderPreviewView } from '../../api/letters';
import { makeEvent } from '../../domain/alerts/events';
import { inEachCapacity } from '../../domain/people/assignment';
import type { ReminderId } from '../../domain/ids';
import { recipientName } from '../../domain/letters/calledByOne';
import {
  deskAt,
  isSame,
  subjectKey,
  turnOf,
  waysTo,
  type Reminder,
  type ReminderOutcome,
  type ReminderWay,
} from '../../domain/letters/reminder';
import type { Principal } from '../../domain/people/role';
import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import { isWritten } from '../../domain/writtenText';
import { personActor } from '../actors';
import { demand, invalidInput } from '../refuse';
import { sendableAt } from '../sendableAt';
import type { ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';
import { iso } from '../toView/isoInstant';
import { carryReminder } from './carryReminder';
import type { LetterServices } from './contract';
import { remindedUnits, type Reminded, type RemindedUnit } from './remindedUnits';
import { proposedText } from './proposedText';

/** Units reminded side by side: each takes a turn of its own. */
const AT_ONCE = 10;

/** Where nobody has asked yet. */
const NO_REQUEST = '';

/** One unit, how it is reached, and whether it is reminded now. */
interface Step extends RemindedUnit {
  readonly ways: readonly ReminderWay[];
  readonly today: readonly Reminder[];
  readonly turn: ReturnType<typeof turnOf>;
}

export function createRemind(deps: ServiceDeps): Pick<LetterServices, 'previewReminder' | 'remind'> {
  const { clock } = deps;
  return {
    previewReminder: async (asked, principal) => {
      demand('reminder.send', principal);
      const reminded = await remindedUnits(deps, asked, principal.unitId);
      const now = clock.now();
      const steps = await stepsOf(deps, reminded, { request: NO_REQUEST, now });
      return view(deps, reminded, { steps, text: proposedText(reminded, asked.language ?? 'zh'), now });
    },
    remind: async ({ text, request, ...asked }, principal) => {
      demand('reminder.send', principal);
      if (!isWritten(text)) throw invalidInput('text', '请写明催办内容。', '请填写后再发送。');
      const reminded = await remindedUnits(deps, asked, principal.unitId);
      const now = clock.now();
      const steps = await stepsOf(deps, reminded, { request, now });
      const given = { principal, reminded, text: text.trim(), request, now };
      const done: Step[] = [];
      for (let from = 0; from < steps.length; from += AT_ONCE)
        done.push(
          ...(await Promise.all(steps.slice(from, from + AT_ONCE).map((step) => remindUnit(deps, step, given)))),
        );
      return view(deps, reminded, { steps: done, text: text.trim(), now });
    },
  };
}

async function stepsOf(
  { storage, settings }: ServiceDeps,
  { subject, units }: Reminded,
  { request, now }: { readonly request: string; readonly now: Instant },
): Promise<readonly Step[]> {
  const [channels, people, before] = await Promise.all([
    storage.notifyChannels.list(),
    storage.people.list(),
    storage.reminders.today(
      civilDateOf(now),
      units.map(({ unit }) => unit.id),
    ),
  ]);
  return units.map((reminded) => {
    const { unit, pickedIds, restsOn } = reminded;
    const today = before.filter((one) => one.unitId === unit.id && isSame(one, { subject, pickedIds, restsOn }));
    const turn = turnOf(today, request, settings.notify.remindersADay);
    return { ...reminded, ways: waysTo(unit, { channels, people: inEachCapacity(people) }), today, turn };
  });
}

interface Given {
  readonly principal: Principal;
  readonly reminded: Reminded;
  readonly text: string;
  readonly request: string;
  readonly now: Instant;
}

/**
 * Takes the unit's turn, and sends its letters. Whoever is killed in between and repeats the request goes on where it
 * broke off; of several requests at once each takes a turn of its own, as long as the day has one left.
 */
async function remindUnit(deps: ServiceDeps, step: Step, given: Given): Promise<Step> {
  const { storage, settings } = deps;
  let { today, turn } = step;
  if (step.ways.length === 0 && turn.kind !== 'again') return step;
  while (turn.kind === 'next') {
    const reminder = reminderOf(deps, step, { ...given, nth: turn.nth });
    if ((await storage.reminders.insert(reminder, reminderEvent(deps, reminder, given.principal))) === 'inserted') {
      await carryReminder(deps, reminder);
      return { ...step, turn };
    }
    const before = await storage.reminders.today(reminder.on, [step.unit.id]);
    today = before.filter((one) => isSame(one, reminder));
    turn = turnOf(today, given.request, settings.notify.remindersADay);
  }
  if (turn.kind === 'again') await carryReminder(deps, turn.reminder);
  return { ...step, today, turn };
}

function reminderOf(
  { hasher }: ServiceDeps,
  { unit, count, pickedIds, restsOn, named, ways }: Step,
  { principal, reminded, text, request, now, nth }: Given & { readonly nth: number },
): Reminder {
  const on = civilDateOf(now);
  const about = `reminder ${unit.id} ${subjectKey(reminded.subject)} ${on} ${nth}`;
  return {
    id: stableEventId(hasher, about) as string as ReminderId,
    subject: reminded.subject,
    unitId: unit.id,
    unitName: unit.name,
    unitPath: unit.path,
    count,
    text,
    by: { personId: principal.personId, name: principal.name },
    at: now,
    on,
    nth,
    request,
    pickedIds,
    restsOn,
    named,
    path: reminded.path(unit.id),
    desks: ways.map(deskAt),
  };
}

function reminderEvent({ hasher, clock }: ServiceDeps, reminder: Reminder, principal: Principal) {
  return makeEvent(
    { eventId: stableEventId(hasher, `reminded ${reminder.id}`), actor: personActor(principal), now: clock.now() },
    {
      kind: 'reminder-sent',
      subject: reminder.subject.id === null ? `unit:${reminder.unitId}` : subjectKey(reminder.subject),
      from: null,
      to: reminder.unitName,
      reason: reminder.text,
      data: { unit: reminder.unitId, nth: reminder.nth },
    },
  );
}

function view(
  deps: ServiceDeps,
  { subject, shown }: Reminded,
  { steps, text, now }: { readonly steps: readonly Step[]; readonly text: string; readonly now: Instant },
): ReminderPreviewView {
  const at = sendableAt(deps, now);
  return {
    subject: { ...subject, label: shown },
    text,
    mostADay: deps.settings.notify.remindersADay,
    units: steps.map((step) => ({
      unitId: step.unit.id,
      unitName: step.unit.name,
      count: step.count,
      outcome: outcomeOf(step, at > now),
      remindedToday: Math.max(0, ...step.today.map(({ nth }) => nth)),
      waitsUntilAt: at > now ? iso(at) : null,
      ways: step.ways.map((way) => ({
        recipient: recipientName(way),
        channelName: way.channel.name,
        channelKind: way.channel.kind,
      })),
    })),
  };
}

function outcomeOf({ turn, ways }: Step, isQuiet: boolean): ReminderOutcome {
  if (turn.kind === 'again') return 'sent-before';
  if (turn.kind === 'enough-today') return 'enough-today';
  if (ways.length === 0) return 'no-way';
  return isQuiet ? 'waits' : 'reminds';
}
