import { outboxField } from '../alerts/outbox';
import { count, documentSchema, flag, instant, partSchema, text, texts } from '../schemaParts';

const thread = { type: [partSchema({ event: text, by: text, name: text, at: instant, words: text })] };
/** What every file has; where it belongs stands in each schema, where moves of units look for it. */
const shared = {
  ...{ kind: text, state: text, on: text, isTold: flag, isWatched: flag, version: count, outbox: outboxField },
};

export const surveyPlanSchema = documentSchema({
  _id: text,
  unitId: text,
  unitPath: texts,
  ...shared,
  year: count,
  quotas: {
    type: [
      partSchema({
        ...{ key: text, title: text, titleEn: text, levels: texts, kinds: texts, least: count, clause: text },
        ...{ eachDays: count, warnDays: count },
      }),
    ],
  },
  items: {
    type: [
      partSchema({
        ...{ key: text, kind: text, title: text, plannedOn: text, state: text, announcedLink: text, heldOn: text },
        ...{ resultLink: text, dutyId: text, thread },
        look: partSchema({ as: text, at: instant, link: text }),
      }),
    ],
  },
  openedAt: instant,
});

export const emergencySchema = documentSchema({
  _id: text,
  unitId: text,
  unitPath: texts,
  ...shared,
  ...{ title: text, happened: text, knownAt: instant, accounts: texts, keywords: texts },
  statements: {
    type: [
      partSchema({
        ...{ at: instant, origin: text, postId: text, accountId: text, speaker: text, link: text, words: text },
        struck: partSchema({ at: instant, name: text, words: text }),
      }),
    ],
  },
  beyond: count,
  calls: { type: [partSchema({ mandateId: text, title: text, at: instant, name: text })] },
  clocks: { type: [partSchema({ dutyId: text, stage: text, began: instant })] },
  ...{ summary: text, closedAt: instant },
  thread,
});

export const meetingSchema = documentSchema({
  _id: text,
  unitId: text,
  unitPath: texts,
  ...shared,
  ...{ title: text, heldOn: text, participants: text, notes: text },
  decisions: { type: [partSchema({ dutyId: text, text, unitId: text, unitPath: texts, dueOn: text })] },
  thread,
});
