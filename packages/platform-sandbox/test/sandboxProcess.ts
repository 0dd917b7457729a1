import { startSandbox } from '../src';

/** A sandbox in a process of its own, for tests that kill it: says its county as one JSON line, then serves. */
async function main(dataDir: string): Promise<void> {
  const sandbox = await startSandbox({
    dataDir,
    now: () => new Date(),
    offDays: () => 'unknown',
    size: { units: 20, accounts: 60 },
  });
  const { weiboBase, wechatBase, portalBase, govcnBase, county } = sandbox;
  process.stdout.write(`${JSON.stringify({ weiboBase, wechatBase, portalBase, govcnBase, county })}\n`);
}

void main(process.argv[2] ?? '');
