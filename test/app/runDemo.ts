/**
 * A whole gov-matrix in a process of its own, so that a test can kill it in the midst of its work.
 * Arguments: data folder, where its clock begins, accounts, title of the policy it is to repost. Prints `READY` when it
 * serves, then `POSTED <n>` whenever more posts are public, and works until it is killed.
 */
import { countPosted, startSteppedDemo } from './steppedDemo';

const [dataDir = '', at = '', accounts = '', title = ''] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { sandbox, step } = await startSteppedDemo({ dataDir, at: new Date(at), accounts: Number(accounts) });
  say('READY');
  sandbox.control.publishPolicy({ title });
  const before = countPosted(sandbox);
  // Between two steps, so that the work itself runs undisturbed: whoever hears of it kills us in the midst of a later one.
  for (let said = 0; ;) {
    const posted = countPosted(sandbox) - before;
    if (posted > said) say(`POSTED ${posted}`);
    said = Math.max(said, posted);
    await step();
  }
}

main().catch((cause: unknown) => {
  process.stderr.write(`${String(cause)}\n`);
  process.exit(1);
});
