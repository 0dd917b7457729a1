import type { AlertId, CaseId, MandateId, NotifyChannelId, PersonId, ReminderId, UnitId } from '../ids';
import type { AlertSubject } from '../alerts/alert';
import { calledByOne, recipientName, type Called } from './calledByOne';
import { addressOf, isReadTogether, maySee, readersOf, type NotifyChannel } from '../notify/channel';
import type { Reachable } from '../notify/audience';
import type { CivilDate, Instant } from '../time/instant';

export const REMINDER_SUBJECTS = ['mandate', 'mandates', 'case', 'cases', 'accounts', 'alert', 'alerts'] as const;
export type ReminderSubjectKind = (typeof REMINDER_SUBJECTS)[number];

/** What units are reminded of; of what was picked from a list: of it all, as one thing. */
export type ReminderSubject =
  | { readonly kind: 'mandate'; readonly id: MandateId }
  | { readonly kind: 'case'; readonly id: CaseId }
  | { readonly kind: 'alert'; readonly id: AlertId }
  | { readonly kind: 'accounts' | 'alerts' | 'mandates' | 'cases'; readonly id: null };
/** What is picked from a list and counts the same by itself. */
export type PickedId = AlertId | MandateId | CaseId;

/** One unit reminded once of one thing (催办): what was said, by whom, and the how-manieth of the day it was. */
export interface Reminder {
  readonly id: ReminderId;
  readonly subject: ReminderSubject & { /** What people call it. */ readonly label: string };
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly unitPath: readonly UnitId[];
  /** How much of it lay with the unit. */
  readonly count: number;
  readonly text: string;
  readonly by: { readonly personId: PersonId; readonly name: string };
  readonly at: Instant;
  readonly on: CivilDate;
  /** Of the unit, the subject and the day, from 1; what is picked counts the same by itself and among others. */
  readonly nth: number;
  /** Names what somebody asked for: asking for it again reminds nobody again. */
  readonly request: string;
  /** The unit's of the alerts, mandates or cases that were picked; of anything else none. */
  readonly pickedIds: readonly PickedId[];
  /** Mandates and cases that the alerts among it are about: they count as one with them. */
  readonly restsOn: readonly string[];
  /** What the unit has of it by name, the most pressing first; at most `MOST_NAMED_THINGS`. */
  readonly named: readonly NamedThing[];
  /** The page where the unit reads of it. */
  readonly path: string;
  /** Whoever gets it: settled with the reminder, so that whoever makes its letters once more makes the same ones. */
  readonly desks: readonly ReminderDesk[];
}

/** An alert or account by name, in the languages letters are written in. */
export interface NamedThing {
  readonly zh: string;
  readonly en: string;
}

/** Things that a reminder names; of more it says how many there are. */
export const MOST_NAMED_THINGS = 5;

/** One recipient of a reminder, and the language it is written in; `personId` null: whoever reads the channel. */
export interface ReminderDesk extends Pick<NotifyChannel, 'language'> {
  readonly channelId: NotifyChannelId;
  readonly personId: PersonId | null;
  readonly recipient: string;
  /** Everybody whom it calls in the group; absent: nobody, or the person it is for. */
  readonly to?: string;
  /** Who these are. */
  readonly calledIds?: readonly PersonId[];
}

/** What stands for the subject where reminders of it are counted. */
export function subjectKey({ kind, id }: ReminderSubject): string {
  return id === null ? kind : `${kind}:${id}`;
}

/** What one unit is reminded of. */
export type RemindedOf = Pick<Reminder, 'subject' | 'pickedIds' | 'restsOn'>;

/** What can be picked among others, by what it is reminded of as by itself. */
const SINGLE = {
  alert: 'alert',
  alerts: 'alert',
  mandate: 'mandate',
  mandates: 'mandate',
  case: 'case',
  cases: 'case',
  accounts: null,
} as const satisfies Readonly<Record<ReminderSubjectKind, ReminderSubjectKind | null>>;

/** Whether reminding of both is reminding of the same: whoever chooses a thing otherwise nags no less. */
export function isSame(one: RemindedOf, other: RemindedOf): boolean {
  if (subjectKey(one.subject) === subjectKey(other.subject)) return true;
  const keys = new Set(thingsIn(one));
  return thingsIn(other).some((key) => keys.has(key));
}

/** Each thing by itself, and what an alert is about: of a mandate and of its alert somebody is reminded as of one. */
function thingsIn({ subject, pickedIds, restsOn }: RemindedOf): readonly string[] {
  const single = SINGLE[subject.kind];
  const ids = subject.id === null ? pickedIds : [subject.id];
  return [...(single === null ? [] : ids.map((id) => `${single}:${id}`)), ...restsOn];
}

/** The mandate or case that an alert is about, as `thingsIn` names them. */
export function restingOn({ mandateId, caseId }: Pick<AlertSubject, 'mandateId' | 'caseId'>): readonly string[] {
  return [
    ...(mandateId === undefined ? [] : [`mandate:${mandateId}`]),
    ...(caseId === undefined ? [] : [`case:${caseId}`]),
  ];
}

/** Whoever gets a reminder in a channel; `person` null: whoever reads it. */
export type ReminderWay = Called<{
  readonly channel: NotifyChannel;
  readonly person: Reachable | null;
  readonly to: string | null;
}>;

/** The recipient at the end of a way. */
export function deskAt(way: ReminderWay): ReminderDesk {
  const { person, to } = way;
  const { id: channelId, language } = way.channel;
  const calls = person === null && to !== null ? { to, calledIds: way.calledIds } : {};
  return { channelId, personId: person?.id ?? null, recipient: recipientName(way), language, ...calls };
}

/** More people of one unit are not reminded of one thing. */
const MOST_PEOPLE = 5;

/**
 * How a unit is reached: by the groups that are its own, and where it has none by its people, its officers before
 * others, each through the first channel with an address of theirs; what only they read before what a group reads.
 * Those of one robot are called by one letter to its group. Empty: in no way.
 */
export function waysTo(
  unit: { readonly id: UnitId; readonly path: readonly UnitId[] },
  { channels, people }: { readonly channels: readonly NotifyChannel[]; readonly people: readonly Reachable[] },
): readonly ReminderWay[] {
  const enabled = channels.filter(({ disabled }) => !disabled);
  // A webhook may be a gateway that needs a number, or nobody's: it is no group.
  const groups = enabled.filter(({ kind, unitId }) => unitId === unit.id && isReadTogether(kind) && kind !== 'webhook');
  if (groups.length > 0)
    return groups.map((channel) => ({ channel, person: null, to: null, calls: [], calledIds: [] }));
  const inOrder = [...enabled].sort(
    (one, other) => Number(isReadTogether(one.kind)) - Number(isReadTogether(other.kind)),
  );
  const ways = people
    .filter(({ unitId, disabled }) => unitId === unit.id && !disabled)
    .flatMap((person): Omit<ReminderWay, 'calls' | 'calledIds'>[] => {
      for (const channel of inOrder) {
        const to = addressOf(person.addresses, channel.kind);
        if (to !== null && maySee(readersOf(channel, person), unit.path)) return [{ channel, person, to }];
      }
      return [];
    });
  const officers = ways.filter(({ person }) => person?.role === 'officer');
  const told = (officers.length > 0 ? officers : ways).slice(0, MOST_PEOPLE);
  return calledByOne(told, () => unit.id);
}

type Turn =
  | { readonly kind: 'next'; readonly nth: number }
  /** This very request has reminded the unit already. */
  | { readonly kind: 'again'; readonly reminder: Reminder }
  | { readonly kind: 'enough-today' };

/** Whether a unit is reminded now. `today`: what it was reminded of the subject today. */
export function turnOf(today: readonly Reminder[], request: string, most: number): Turn {
  const same = today.find((one) => one.request === request);
  if (same !== undefined) return { kind: 'again', reminder: same };
  const nth = Math.max(0, ...today.map((one) => one.nth)) + 1;
  return nth > most ? { kind: 'enough-today' } : { kind: 'next', nth };
}

/** What becomes of reminding one unit. */
export const REMINDER_OUTCOMES = [
  'reminds',
  'waits', // for the end of the quiet hours
  'no-way', // neither a group of the unit nor an address of anybody in it
  'enough-today', // reminded of this as often as a day allows
  'sent-before', // by this very request
] as const;
export type ReminderOutcome = (typeof REMINDER_OUTCOMES)[number];
