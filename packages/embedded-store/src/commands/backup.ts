import path from 'node:path';
import { CommandError } from '../commandError';
import { copyStoreTo } from '../store/copyStore';
import { textField, type CommandSpec } from './command';

/** Not a command of MongoDB: how another process of the same user asks a running store for a copy of itself. */
export const embeddedBackup: CommandSpec = {
  fields: ['embeddedBackup', 'to'],
  run: async ({ body }, { engine }) => {
    const to = textField(body, 'to') ?? '';
    if (!path.isAbsolute(to)) throw new CommandError('BadValue', 'embeddedBackup needs the absolute path of a folder');
    try {
      return { documents: await copyStoreTo(engine.storage, to) };
    } catch (error) {
      throw error instanceof CommandError ? error : new CommandError('OperationFailed', (error as Error).message);
    }
  },
};
