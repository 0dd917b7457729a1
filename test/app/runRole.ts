/**
 * One role of gov-matrix in a process of its own: `runRole.ts <web|worker> <data folder>`, the store by MONGODB_URI. Prints
 * `READY <url or -> ` when it serves, and stops on SIGTERM.
 */
import { startApp } from '../../src/app/app';
import { createRuntime } from '../../src/app/runtime';
import { loadConfig } from '../../src/config/config';

const [role = '', dataDir = ''] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const environment = { ...process.env, DATA_DIR: dataDir, PORT: '0', SANDBOX: 'on' };
  const app = await startApp(loadConfig(environment), {
    role: role === 'web' ? 'web' : 'worker',
    runtime: createRuntime('error'),
    say,
    demo: { pace: { nextPolicyAfterMs: 3_600_000 }, size: { units: 6, accounts: 16 } },
  });
  say(`READY ${app.url ?? '-'}`);
  process.once('SIGTERM', () => {
    void app.stop().then(() => process.exit(0));
  });
}

main().catch((cause: unknown) => {
  process.stderr.write(`${String(cause)}\n`);
  process.exit(1);
});
