/** One thing wrong with the configuration: a stable id, where, what, and what to do. */
export interface ConfigProblem {
  readonly id: string;
  readonly path: string;
  readonly message: string;
  readonly level: 'error' | 'warning';
}

/** All problems at once, so that one run of `check-config` is enough to fix a file. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map((problem) => `${problem.id} ${problem.path}: ${problem.message}`).join('\n'));
  }
}

/** Collects problems while the configuration is read. */
export interface ProblemList {
  readonly all: readonly ConfigProblem[];
  error(id: string, path: string, message: string): void;
  warning(id: string, path: string, message: string): void;
}

export function createProblemList(): ProblemList {
  const all: ConfigProblem[] = [];
  const add =
    (level: ConfigProblem['level']) =>
    (id: string, path: string, message: string): void => {
      all.push({ id: `config.${id}`, path, message, level });
    };
  return { all, error: add('error'), warning: add('warning') };
}
