import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runKillRounds, type Round } from './crash/killRounds';

test('a store that is killed under 32 writers has lost nothing it acknowledged, twice on one folder', async () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'embedded-'));
  const found: Round[] = [];
  await runKillRounds({ dataDir, rounds: 2, random: Math.random, onRound: (round) => found.push(round) });
  expect(found.flatMap(({ faults }) => faults)).toEqual([]);
  expect(found.every(({ acknowledged }) => acknowledged > 0)).toBe(true);
  fs.rmSync(dataDir, { recursive: true, force: true });
});
