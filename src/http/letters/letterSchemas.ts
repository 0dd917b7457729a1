import { z } from 'zod';
import type {
  AlertLetterView,
  DigestPlanView,
  DigestPreviewView,
  LetterView,
  ReminderPreviewView,
  ReminderView,
} from '../../api/letters';
import type { AccountId, AlertId, CaseId, DigestPlanId, MandateId, NotifyChannelId, UnitId } from '../../domain/ids';
import { DIGEST_OUTCOMES } from '../../domain/letters/digest';
import { DIGEST_KINDS } from '../../domain/letters/digestPlan';
import { LETTER_KINDS } from '../../domain/letters/letter';
import { REMINDER_OUTCOMES, REMINDER_SUBJECTS } from '../../domain/letters/reminder';
import { NOTIFY_LANGUAGES } from '../../domain/notify/channel';
import { NOTIFICATION_STATES } from '../../domain/notify/notification';
import { NOTIFY_KINDS } from '../../domain/notify/notifyChannel';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText, pageFields } from '../edge/inputSchemas';
import { audience, audienceView } from '../notify/notifySchemas';

const MINUTES_A_DAY = 24 * 60;
const MOST_UNITS = 500;
const MOST_PICKED = 500;
/** Each is looked at by itself. */
const MOST_THINGS = 100;
const LONGEST_TEXT = 300;

export const digestParams = z.strictObject({ id: idOf<DigestPlanId>() });

const version = z.int().min(1).meta({ description: 'As it was read; another one means that somebody was faster.' });
const minute = z
  .int()
  .min(0)
  .max(MINUTES_A_DAY - 1)
  .meta({ description: 'Minute of the day, Asia/Shanghai; digests go out on working days only.' });
const digestFields = {
  name: nameText(40),
  kind: z.enum(DIGEST_KINDS),
  channelId: idOf<NotifyChannelId>(),
  audience,
  unitId: idOf<UnitId>().nullable().default(null).meta({ description: 'Null: all that each recipient may see.' }),
  atMinute: minute,
  disabled: z.boolean().default(false),
};
export const newDigestBody = z.strictObject(digestFields);
export const digestBody = z.strictObject({ version, ...digestFields });

export const digestView = named(
  'DigestPlan',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    kind: z.enum(DIGEST_KINDS),
    channelId: z.string(),
    audience: audienceView,
    unitId: z.string().nullable(),
    atMinute: z.int(),
    disabled: z.boolean(),
    version: z.int(),
  }),
) satisfies z.ZodType<DigestPlanView>;
export const digestList = listOf('DigestPlanList', digestView);

export const digestPreview = named(
  'DigestPreview',
  z.strictObject({
    recipients: z.array(
      z.strictObject({
        recipient: z.string(),
        outcome: z.enum(DIGEST_OUTCOMES),
        title: z.string().nullable(),
        lines: z.array(z.string()),
      }),
    ),
    more: z.int().meta({ description: 'Recipients beyond those listed.' }),
  }),
) satisfies z.ZodType<DigestPreviewView>;

const carried = {
  id: z.string(),
  recipient: z.string(),
  channelName: z.string(),
  state: z.enum(NOTIFICATION_STATES),
  reason: z.string().nullable(),
  queuedAt: isoInstant,
  settledAt: isoInstant.nullable(),
};
const letterView = named(
  'Letter',
  z.strictObject({ ...carried, on: z.string(), title: z.string().nullable() }),
) satisfies z.ZodType<LetterView>;
export const alertLetterList = listOf(
  'AlertLetterList',
  named(
    'AlertLetter',
    z.strictObject({
      ...carried,
      kind: z.enum(LETTER_KINDS),
      byName: z.string().nullable().meta({ description: 'Who reminded; null of digests.' }),
    }),
  ) satisfies z.ZodType<AlertLetterView>,
);
export const letterList = listOf('LetterList', letterView);

const asked = {
  language: z
    .enum(NOTIFY_LANGUAGES)
    .default('zh')
    .meta({ description: 'Of what is shown to the caller; each letter is in the language of its channel.' }),
  subject: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('mandate'), id: idOf<MandateId>() }),
    z.strictObject({ kind: z.literal('case'), id: idOf<CaseId>() }),
    z.strictObject({ kind: z.literal('alert'), id: idOf<AlertId>() }),
    z.strictObject({ kind: z.literal('alerts'), alertIds: z.array(idOf<AlertId>()).min(1).max(MOST_PICKED) }),
    z.strictObject({ kind: z.literal('mandates'), mandateIds: z.array(idOf<MandateId>()).min(1).max(MOST_THINGS) }),
    z.strictObject({ kind: z.literal('cases'), caseIds: z.array(idOf<CaseId>()).min(1).max(MOST_THINGS) }),
    z.strictObject({
      kind: z.literal('accounts'),
      accountIds: z.array(idOf<AccountId>()).min(1).max(MOST_PICKED),
    }),
  ]),
  unitIds: z.exactOptional(
    z
      .array(idOf<UnitId>())
      .min(1)
      .max(MOST_UNITS)
      .meta({ description: 'Only these of the units that something of it lies with. Left out: all of them.' }),
  ),
};
export const reminderPreviewBody = z.strictObject(asked);
export const reminderBody = z.strictObject({
  ...asked,
  text: z.string().trim().min(1).max(LONGEST_TEXT),
  request: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .meta({ description: 'Made by the caller: the same demand sent again reminds nobody again.' }),
});

const subject = z.strictObject({
  kind: z.enum(REMINDER_SUBJECTS),
  id: z.string().nullable(),
  label: z.string(),
});
export const reminderPreview = named(
  'ReminderPreview',
  z.strictObject({
    subject,
    text: z.string(),
    mostADay: z.int().meta({ description: 'Of one unit, one subject and one day.' }),
    units: z.array(
      z.strictObject({
        unitId: z.string(),
        unitName: z.string(),
        count: z.int(),
        outcome: z.enum(REMINDER_OUTCOMES),
        remindedToday: z.int(),
        waitsUntilAt: isoInstant.nullable(),
        ways: z.array(
          z.strictObject({ recipient: z.string(), channelName: z.string(), channelKind: z.enum(NOTIFY_KINDS) }),
        ),
      }),
    ),
  }),
) satisfies z.ZodType<ReminderPreviewView>;

export const remindersQuery = z.strictObject({
  mandateId: z.exactOptional(idOf<MandateId>()),
  caseId: z.exactOptional(idOf<CaseId>()),
  unitId: z.exactOptional(idOf<UnitId>()),
  ...pageFields,
});
const reminderView = named(
  'Reminder',
  z.strictObject({
    id: z.string(),
    subject,
    unitId: z.string(),
    unitName: z.string(),
    count: z.int(),
    text: z.string(),
    byName: z.string(),
    at: isoInstant,
    letters: z.array(z.strictObject(carried)),
  }),
) satisfies z.ZodType<ReminderView>;
export const reminderList = listOf('ReminderList', reminderView);
