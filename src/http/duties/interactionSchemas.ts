import { z } from 'zod';
import {
  INTAKE_RESULTS,
  INTERACTION_ACTS,
  type InteractionDetailView,
  type InteractionView,
  type IntakeView,
} from '../../api/interactions';
import { DUTY_STATES } from '../../domain/duties/duty';
import {
  INTERACTION_EVENTS,
  INTERACTION_SOURCES,
  INTERACTION_STATES,
  SATISFACTION,
  SET_ASIDE_REASONS,
  WITHHOLDING_REASONS,
} from '../../domain/duties/interaction';
import { INTERACTION_KINDS } from '../../domain/duties/interactionKinds';
import type { InteractionId, UnitId } from '../../domain/ids';
import { stopLifts, stopOverrideView } from '../content/contentSchemas';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, pageFields, queryFlag } from '../edge/inputSchemas';
import { dutyDetailView, dutyMonth, dutyRuleKey, dutyView } from './dutySchemas';

const MOST_MESSAGES = 200;
const LONGEST_ANSWER = 10_000;
const version = z.int().min(1).meta({ description: 'As it was read; another one means that somebody was faster.' });
const words = z.string().trim().min(1).max(500);

export const interactionParams = z.strictObject({ id: idOf<InteractionId>() });
export const interactionsQuery = z.strictObject({
  kind: z.exactOptional(z.enum(INTERACTION_KINDS)),
  state: z.exactOptional(z.enum(DUTY_STATES)).meta({ description: 'Of what is owed.' }),
  ruleKey: z.exactOptional(dutyRuleKey),
  month: z.exactOptional(dutyMonth),
  unitId: z.exactOptional(idOf<UnitId>()).meta({ description: 'Of this unit and those below it.' }),
  owed: z.exactOptional(queryFlag).meta({ description: 'Still to be answered, or archived.' }),
  late: z.exactOptional(queryFlag),
  ...pageFields,
});
/** What a line says is checked line by line, so that one mistake does not hold up the others. */
const message = z.strictObject({
  source: z.enum(INTERACTION_SOURCES),
  sourceId: z.string().max(500).meta({ description: 'As the source numbers it: the same one is taken once.' }),
  kind: z.exactOptional(z.enum(INTERACTION_KINDS)),
  title: z.string().max(1_000),
  text: z.string().max(10_000),
  authorName: z.string().max(100).nullable().default(null),
  link: z.string().max(2_000).nullable().default(null),
  receivedAt: z.iso.datetime({ offset: true }).meta({ description: 'From when the limit counts.' }),
  unitId: idOf<UnitId>().nullable().default(null).meta({ description: 'Null: the unit of whoever hands it in.' }),
});
export const intakeBody = z.strictObject({ messages: z.array(message).min(1).max(MOST_MESSAGES) });
export const sheetBody = z.strictObject({ fileName: z.string().min(1).max(200), content: z.base64() });
export const answerBody = z.strictObject({
  version,
  text: z.string().trim().min(1).max(LONGEST_ANSWER),
  withheld: z.enum(WITHHOLDING_REASONS).nullable().meta({
    description: 'Null: question and answer are published, with personal data masked.',
  }),
});
export const submitBody = z.strictObject({ version, overrides: stopLifts });
export const kindBody = z.strictObject({ version, kind: z.enum(INTERACTION_KINDS) });
export const setAsideBody = z.strictObject({ version, reason: z.enum(SET_ASIDE_REASONS), words });
export const takeUpBody = z.strictObject({ version, words });
export const showWhereBody = z.strictObject({ version, link: z.url({ protocol: /^https?$/ }).max(2_000) });

const listed = {
  id: z.string(),
  title: z.string(),
  kind: z.enum(INTERACTION_KINDS),
  source: z.enum(INTERACTION_SOURCES),
  state: z.enum(INTERACTION_STATES),
  receivedAt: isoInstant,
  answeredAt: isoInstant.nullable(),
  isPublic: z.boolean(),
  satisfaction: z.enum(SATISFACTION).nullable(),
  version: z.int(),
};
export const interactionList = listOf(
  'InteractionList',
  named('Interaction', z.strictObject({ ...listed, duty: dutyView })) satisfies z.ZodType<InteractionView>,
);
export const interactionDetailView = named(
  'InteractionDetail',
  z.strictObject({
    ...listed,
    text: z.string(),
    isTextGone: z.boolean(),
    authorName: z.string().nullable(),
    link: z.string().nullable(),
    setAside: z.enum(SET_ASIDE_REASONS).nullable(),
    answer: z
      .strictObject({
        text: z.string(),
        withheld: z.enum(WITHHOLDING_REASONS).nullable(),
        authorName: z.string(),
        writtenAt: isoInstant,
      })
      .nullable(),
    shown: z.strictObject({ title: z.string(), question: z.string(), answer: z.string() }).nullable(),
    answerLink: z.string().nullable(),
    satisfactionWords: z.string().nullable(),
    reviewId: z.string().nullable(),
    overrides: z.array(stopOverrideView).meta({ description: 'What stops the answer and was handed in anyway.' }),
    acts: z.array(z.enum(INTERACTION_ACTS)).meta({ description: 'What whoever asks can do now.' }),
    thread: z.array(
      z.strictObject({
        event: z.enum(INTERACTION_EVENTS),
        name: z.string(),
        at: isoInstant,
        words: z.string().nullable(),
      }),
    ),
    duty: dutyDetailView,
  }),
) satisfies z.ZodType<InteractionDetailView>;
export const intakeView = named(
  'Intake',
  z.strictObject({
    received: z.int(),
    known: z.int(),
    refused: z.int(),
    lines: z.array(
      z.strictObject({
        line: z.int(),
        sourceId: z.string(),
        result: z.enum(INTAKE_RESULTS),
        id: z.string().nullable(),
        field: z.string().nullable(),
        message: z.string().nullable(),
      }),
    ),
  }),
) satisfies z.ZodType<IntakeView>;
