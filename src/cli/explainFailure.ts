import { StoreInUseError, StoreUnusableError } from '@gov-matrix/embedded-store';
import { StartRefused } from '../app/startRefused';
import type { ExitCode } from './command';

/**
 * What the operator is told about a command that failed: one sentence where they can fix it themselves, the whole
 * stack where it is ours to fix. Loaded only after a failure, since it knows the store.
 */
export function explainFailure(cause: unknown): { readonly line: string; readonly code: ExitCode } {
  if (cause instanceof StoreInUseError)
    return { line: `数据目录正被另一个 gov-matrix 使用。${cause.message}`, code: 2 };
  if (cause instanceof StoreUnusableError) return { line: cause.message, code: 2 };
  if (cause instanceof StartRefused) return { line: cause.message, code: 2 };
  if ((cause as NodeJS.ErrnoException | null)?.code === 'EADDRINUSE')
    return {
      line: '端口已被占用；请停止占用者，或用 PORT 另指定一个 (the port is in use; set PORT to another)',
      code: 2,
    };
  return { line: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause), code: 1 };
}
