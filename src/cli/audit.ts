import { openForReading } from '../app/openForReading';
import { createRuntime } from '../app/runtime';
import type { CommandContext, ExitCode } from './command';
import { readConfig } from './readConfig';

/**
 * `audit verify`: recomputes the hash chain of the ledger from its beginning, also while the system runs. Returns 1
 * where it breaks.
 */
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
    const { file } = result;
    if (file?.fault === 'missing')
      complain(
        config.ledgerArchiveDir === null
          ? `台账封存文件 ${file.name} 无处可读：请设置 LEDGER_ARCHIVE_DIR (the archive file is in no folder that is known: set LEDGER_ARCHIVE_DIR)`
          : `台账封存文件 ${file.name} 缺失或无法读取 (the archive file is missing or cannot be read)`,
      );
    if (file?.fault === 'changed') complain(`台账封存文件 ${file.name} 被改动 (the archive file was changed)`);
    complain(`台账在第 ${result.brokenAtSeq} 条处断裂 (the chain breaks at entry ${result.brokenAtSeq})`);
    return 1;
  } finally {
    await store.close();
  }
}
