/**
 * A whole gov-matrix in a process of its own, so that a test can kill it at any instant.
 * Arguments: data folder, milliseconds until the next policy, accounts, configuration file. Prints `READY` and the
 * address when it serves.
 */
import { startApp } from '../../src/app/app';
import { loadConfig } from '../../src/config/config';
import { createRuntime } from '../../src/app/runtime';

const [dataDir = '', policyAfterMs = '1000', accounts = '12', configFile = ''] = process.argv.slice(2);

startApp(loadConfig({ DATA_DIR: dataDir, PORT: '0', SANDBOX: 'on', CONFIG_FILE: configFile }), {
  role: 'all',
  runtime: createRuntime('error'),
  say: () => undefined,
  demo: { pace: { nextPolicyAfterMs: Number(policyAfterMs) }, size: { units: 6, accounts: Number(accounts) } },
}).then(
  (app) => {
    process.stdout.write(`READY ${app.url ?? ''}\n`);
    process.once('SIGTERM', () => void app.stop().then(() => process.exit(0)));
  },
  (cause: unknown) => {
    process.stderr.write(`${String(cause)}\n`);
    process.exit(1);
  },
);
