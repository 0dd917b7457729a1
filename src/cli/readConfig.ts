import { loadConfig, type Config } from '../config/config';
import { ConfigError, type ConfigProblem } from '../config/problems';
import type { CommandContext } from './command';

/** Loads the configuration. Prints every problem with its id; returns null when one of them is an error. */
export function readConfig({ environment, complain }: Pick<CommandContext, 'environment' | 'complain'>): Config | null {
  const print = ({ level, id, path, message }: ConfigProblem): void =>
    complain(`${level === 'error' ? '错误' : '警告'} ${id}  ${path}: ${message}`);
  try {
    const config = loadConfig(environment);
    config.warnings.forEach(print);
    return config;
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    cause.problems.forEach(print);
    return null;
  }
}
