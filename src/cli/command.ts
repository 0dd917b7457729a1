import type { Environment } from '../config/environment';

/** Exit codes: 0 done, 1 the work failed, 2 bad usage or configuration. */
export type ExitCode = 0 | 1 | 2;

/** What every command gets: the environment it may read, and the two channels it may write to. */
export interface CommandContext {
  readonly environment: Environment;
  /** Standard output: the result. */
  readonly say: (line: string) => void;
  /** Standard error: problems, and progress where the result may be piped. */
  readonly complain: (line: string) => void;
  /** How far the work is: one line, which the next one replaces. Absent where nobody watches. */
  readonly progress?: (line: string) => void;
}

/** What was typed after the command's name. */
export interface CommandArguments {
  readonly operands: readonly string[];
  readonly role: string | undefined;
  readonly limit: string | undefined;
  /** Where to move to. */
  readonly to: string | undefined;
  readonly dryRun: boolean;
  readonly disableMissingPeople: boolean;
}

/** One command: what the help says about it, and how it is run. */
export interface CommandEntry {
  readonly name: string;
  /** The form and what it does, in Chinese and in English. */
  readonly zh: readonly [form: string, effect: string];
  readonly en: readonly [form: string, effect: string];
  /** Loads the command's own file only now, so that `due` and `check-config` never wait for the store or the server. */
  readonly run: (given: CommandArguments, context: CommandContext) => Promise<ExitCode>;
}
