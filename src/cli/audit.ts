import { openForReading } from '../app/openForReading';
import { createRuntime } from '../app/runtime';
import type { CommandContext, ExitCode } from './command';
import { readConfig } from './readConfig';

/** `audit verify`: recomputes the hash chain of the ledger from its beginning, also while the system runs. Returns 1 where it breaks. */
export async function audit(what: string | undefined, context: CommandContext): Promise<ExitCode> {
  const { say, complain } = context;
  if (what !== 'verify') {
    complain('用法：gov-matrix audit verify');
    return 2;
  }
  const config = readConfig(context);
  if (config === null) return 2;
  const store = await openForReading(config, { runtime: createRuntime(config.logLevel), say: complain });
  try {
    const result = await store.storage.ledger.verify();
    if (result.brokenAtSeq === null) {
      say(`台账完整：${result.checked} 条记录，哈希链无断点`);
      return 0;
    }
    complain(`台账在第 ${result.brokenAtSeq} 条处断裂 (the chain breaks at entry ${result.brokenAtSeq})`);
    return 1;
  } finally {
    await store.close();
  }
}
