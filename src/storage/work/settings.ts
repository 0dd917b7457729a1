import { Refusal } from '../../domain/errors';
import type { Clock } from '../../ports/runtime';
import type { Settings, Storage } from '../../ports/storage';
import { checkText } from '../checkInput';
import { documentSchema, text } from '../schemaParts';
import type { Row, Table } from '../table';

export interface SettingRow extends Row {
  readonly _id: string;
  readonly value: string;
}

export const settingSchema = documentSchema({ _id: text, value: text });

export function createSettings(table: Table<SettingRow>): Settings {
  return {
    get: async (key) => (await table.one({ _id: checkText(key, 'key') }))?.value ?? null,
    set: async (key, value) => {
      await table.put({ _id: checkText(key, 'key') }, { $set: { value } });
    },
    replace: async (key, expected, value) => {
      const _id = checkText(key, 'key');
      if (expected === null) return (await table.insert({ _id, value })) === 'inserted';
      return table.change({ _id, value: expected }, { $set: { value } });
    },
  };
}

const WRITTEN_AT = 'health.written-at';

/** Tries it: no figure of free space tells what a server elsewhere will take. */
export function createHasRoom(table: Table<SettingRow>, clock: Clock): Storage['hasRoom'] {
  return async () => {
    try {
      await table.put({ _id: WRITTEN_AT }, { $set: { value: clock.now().toISOString() } });
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'store-full') return false;
      throw error;
    }
  };
}
