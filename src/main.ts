#!/usr/bin/env node
import { parseArgs } from 'node:util';
import type { CommandArguments, ExitCode } from './cli/command';
import { COMMANDS } from './cli/commandTable';
import { helpText } from './cli/helpText';
import { createProgressLine } from './cli/progressLine';
import { nearest } from './domain/nearest';

const progress = createProgressLine((text) => void process.stderr.write(text));
const say = (line: string): void => {
  progress.clear();
  process.stdout.write(`${line}\n`);
};
const complain = (line: string): void => {
  progress.clear();
  process.stderr.write(`${line}\n`);
};

async function run(argv: readonly string[]): Promise<ExitCode> {
  let typed;
  try {
    typed = readArguments(argv);
  } catch (cause) {
    complain(`${(cause as Error).message}\n\n${helpText(COMMANDS)}`);
    return 2;
  }
  const { name, given } = typed;
  const command = COMMANDS.find((candidate) => candidate.name === name);
  // Where nobody watches, as in a log or a pipe, a line that replaces itself would be noise.
  const watched = process.stderr.isTTY ? { progress: progress.show } : {};
  if (command !== undefined) return command.run(given, { environment: process.env, say, complain, ...watched });
  const names = COMMANDS.map((candidate) => candidate.name);
  const suggestion = nearest(name, names);
  complain(
    `没有命令 ${name}${suggestion === null ? '' : `，是否想用 ${suggestion}`} (unknown command)\n\n${helpText(COMMANDS)}`,
  );
  return 2;
}

/** Throws, with a sentence, at an option nobody knows. */
function readArguments(argv: readonly string[]): { readonly name: string; readonly given: CommandArguments } {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      role: { type: 'string' },
      limit: { type: 'string' },
      to: { type: 'string' },
      'dry-run': { type: 'boolean' },
      'disable-missing-people': { type: 'boolean' },
      help: { type: 'boolean' },
      version: { type: 'boolean' },
    },
  });
  const [command, ...operands] = positionals;
  return {
    name: values.help === true ? 'help' : values.version === true ? 'version' : (command ?? 'help'),
    given: {
      operands,
      role: values.role,
      limit: values.limit,
      to: values.to,
      dryRun: values['dry-run'] === true,
      disableMissingPeople: values['disable-missing-people'] === true,
    },
  };
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
    // Workers and sockets are closed by now; whatever still holds the process would be a leak, not work.
    setTimeout(() => process.exit(code), 500).unref();
  },
  async (cause: unknown) => {
    const { explainFailure } = await import('./cli/explainFailure.js');
    const { line, code } = explainFailure(cause);
    complain(line);
    process.exit(code);
  },
);
