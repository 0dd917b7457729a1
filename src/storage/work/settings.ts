import type { Settings } from '../../ports/storage';
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
  };
}
