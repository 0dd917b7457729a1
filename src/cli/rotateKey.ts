import { openStore } from '../app/openStore';
import { createRuntime } from '../app/runtime';
import { keysOf } from '../app/secrets';
import type { CommandContext, ExitCode } from './command';
import { readConfig } from './readConfig';

const PROGRESS_EVERY = 500;

/**
 * `rotate-key`: seals every stored secret anew under the key in force (`SECRET_KEY`), opening it with the former one
 * (`SECRET_KEY_PREVIOUS`, or the key generated in the data folder). What was done stays done when it is interrupted;
 * run it again. Fails (1) while something is left that neither key opens.
 */
export async function rotateKey(context: CommandContext): Promise<ExitCode> {
  const { say, complain } = context;
  const config = readConfig(context);
  if (config === null) return 2;
  if (keysOf(config).previous.length === 0) {
    complain(
      '没有给出原来的密钥：请把新密钥设为 SECRET_KEY，原密钥设为 SECRET_KEY_PREVIOUS (set SECRET_KEY to the new key and SECRET_KEY_PREVIOUS to the former one)',
    );
    return 2;
  }
  const store = await openStore(config, { runtime: createRuntime(config.logLevel), say });
  try {
    let shown = 0;
    const done = await store.storage.credentials.reseal(({ resealed }) => {
      if (resealed < shown + PROGRESS_EVERY) return;
      shown = resealed;
      say(`已重新加密 ${resealed} 条……`);
    });
    say(`已用当前密钥重新加密 ${done.resealed} 条`);
    if (done.unreadable === 0) {
      say('不再需要原密钥：可以去掉 SECRET_KEY_PREVIOUS (the former key is no longer needed)');
      return 0;
    }
    complain(
      `有 ${done.unreadable} 条用现有密钥都打不开，保持原样；请找回加密它们的密钥，或重新登记这些凭证 (left as they are: no key at hand opens them)`,
    );
    return 1;
  } finally {
    await store.close();
  }
}
