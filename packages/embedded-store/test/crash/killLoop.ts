import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runKillRounds } from './killRounds';

/**
 * The long form of the crash test: `npm run test:crash [-- rounds]`, 20 by default. Ends with exit code 1 when a round
 * finds a fault.
 */
async function main(rounds: number): Promise<void> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'crash-'));
  const totals = { acknowledged: 0, faults: 0 };
  let number = 0;
  await runKillRounds({
    dataDir,
    rounds,
    random: Math.random,
    onRound: ({ acknowledged, documents, openMs, faults }) => {
      totals.acknowledged += acknowledged;
      totals.faults += faults.length;
      process.stdout.write(
        `round ${++number}: ${acknowledged} acknowledged, ${documents} documents, opened in ${openMs.toFixed(1)} ms, ${faults.length} faults\n`,
      );
      for (const fault of faults.slice(0, 10)) process.stdout.write(`  ${fault}\n`);
    },
  });
  process.stdout.write(`${rounds} rounds, ${totals.acknowledged} acknowledged writes, ${totals.faults} faults\n`);
  fs.rmSync(dataDir, { recursive: true, force: true });
  process.exitCode = totals.faults === 0 && totals.acknowledged > 0 ? 0 : 1;
}

void main(Number(process.argv[2] ?? 20));
