import { openTestEngine } from './testEngine';

/**
 * A process of its own: writes until the disk takes no more, reading meanwhile or not, then prints what was acknowledged and what the error said.
 */
async function fill(dataDir: string, isRead: boolean): Promise<void> {
  const store = openTestEngine({ dataDir });
  await store.run({ createIndexes: 'c', indexes: [{ key: { n: 1 }, name: 'n' }] });
  let acknowledged = 0;
  for (;;) {
    const documents = Array.from({ length: 20 }, (_, i) => ({ _id: acknowledged + i, n: i, pad: 'x'.repeat(1_000) }));
    // A read behind each commit brings the next one aside.
    const reply = await store.run({ insert: 'c', documents }).then(async (made) => {
      if (isRead) await store.run({ ping: 1 });
      return made;
    });
    if (reply['errmsg'] !== undefined) {
      process.stdout.write(`${JSON.stringify({ acknowledged, code: reply['code'], message: reply['errmsg'] })}\n`);
      break;
    }
    acknowledged += reply['n'] as number;
  }
  await store.close();
}

void fill(process.argv[2] as string, process.argv[3] === 'read');
