/** A data folder or file that cannot be served as it is; the message says why and what to do, in Chinese and English. */
export class StoreUnusableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreUnusableError';
  }
}

/** Whatever kept a data file from being opened, told of the file. */
export function asUnusable(cause: unknown, path: string): StoreUnusableError {
  if (cause instanceof StoreUnusableError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StoreUnusableError(
    `数据文件 ${path} 打不开：${reason} (The data file ${path} cannot be opened: ${reason})`,
  );
}
