/** The command `migrate` in a process of its own, so that a test can kill it: `runMigrate.ts <uri>`. */
import { migrate } from '../../src/cli/migrate';

void migrate(process.argv[2], {
  environment: process.env,
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
}).then((code) => {
  process.exitCode = code;
});
