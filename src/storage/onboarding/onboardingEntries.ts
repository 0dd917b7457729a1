import type { OnboardingEntry } from '../../domain/onboarding/onboardingPlan';
import type { OnboardingEntries } from '../../ports/onboardingStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkId, checkIds, checkText } from '../checkInput';
import { anyOf } from '../conditions';
import { count, documentSchema, instant, partSchema, text, texts } from '../schemaParts';
import { scoped } from '../scope';
import type { Row, Table } from '../table';

/** The key is its id. */
export interface OnboardingEntryRow extends Row, Omit<OnboardingEntry, 'key'>, WithOutbox {
  readonly _id: string;
}

const said = { by: text, name: text, at: instant };
const fact = partSchema({ ...said, saidBy: text, on: text, document: text, note: text, accountIds: texts });
export const onboardingEntrySchema = documentSchema({
  _id: text,
  planId: text,
  unitId: text,
  unitPath: texts,
  facts: partSchema({ basic: fact, all: fact }),
  exception: partSchema({ ...said, reason: text, untilOn: text }),
  version: count,
  outbox: outboxField,
});

const MOST_KEYS = 1_000;
/** A province has some thousand units. */
const MOST_ENTRIES = 20_000;
const MOST_KEY_CHARACTERS = 60;

export function createOnboardingEntries(table: Table<OnboardingEntryRow>): OnboardingEntries {
  return {
    byKeys: async (keys) => {
      const found: OnboardingEntry[] = [];
      for (let at = 0; at < keys.length; at += MOST_KEYS) {
        const some = keys.slice(at, at + MOST_KEYS).map((key) => checkText(key, 'key', MOST_KEY_CHARACTERS));
        const rows = await table.many({ _id: anyOf(some) }, { sort: { _id: 1 }, limit: some.length });
        found.push(...rows.map(readEntry));
      }
      return found;
    },
    ofPlan: async (planId, scope) =>
      (
        await scoped(table, scope).many(
          { planId: checkId(planId, 'planId') },
          { sort: { _id: 1 }, limit: MOST_ENTRIES },
        )
      ).map(readEntry),
    put: async ({ key, version, ...entry }, event) => {
      checkIds([entry.unitId, ...entry.unitPath], 'unitPath');
      const _id = checkText(key, 'key', MOST_KEY_CHARACTERS);
      if (version === 0)
        return (await table.insert({ _id, ...entry, version: 1, outbox: outboxOf([event]) })) === 'inserted';
      // With its unit: one that was merged and opened again has its own rows back.
      return table.change({ _id, version }, { $set: { ...entry, version: version + 1 }, ...leaving([event]) });
    },
  };
}

function readEntry({ _id, outbox: _outbox, ...rest }: OnboardingEntryRow): OnboardingEntry {
  return { key: _id, ...rest };
}
