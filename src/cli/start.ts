import { startApp, type App, type ProcessRole } from '../app/app';
import { createRuntime } from '../app/runtime';
import { VERSION } from '../app/version';
import type { CommandContext, ExitCode } from './command';
import { readConfig } from './readConfig';

const ROLES: readonly ProcessRole[] = ['all', 'web', 'worker'];
const STOP_PATIENCE_MS = 20_000;

/** `start [--role all|web|worker]`: runs the system until it is asked to stop (Ctrl-C or SIGTERM). */
export async function start(roleText: string, context: CommandContext): Promise<ExitCode> {
  const { say, complain } = context;
  const role = ROLES.find((candidate) => candidate === roleText);
  if (role === undefined) {
    complain(`--role ${roleText}：应为 all、web 或 worker (expected all, web or worker)`);
    return 2;
  }
  const config = readConfig(context);
  if (config === null) return 2;
  const startedAt = performance.now();
  // Listened for from the first moment on, so that Ctrl-C during a long opening is not lost.
  const asked = new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  say(`gov-matrix ${VERSION} 启动中（数据目录 ${config.dataDir}）`);
  const app = await startApp(config, { role, runtime: createRuntime(config.logLevel), say, followsStoreTime: true });
  announce(app, { seconds: (performance.now() - startedAt) / 1000, say });
  const signal = await asked;
  say(`收到 ${signal}，正在停止：先让进行中的工作收尾…`);
  const forced = setTimeout(() => {
    complain('20 秒内未能停止，强制退出；未完成的工作下次启动时继续');
    process.exit(1);
  }, STOP_PATIENCE_MS);
  await app.stop();
  clearTimeout(forced);
  say('已停止，数据已保存');
  return 0;
}

/** Everything the operator needs, the address and the link in the very last line. */
function announce(app: App, { seconds, say }: { readonly seconds: number; readonly say: CommandContext['say'] }): void {
  const last = app.signInLinks.at(-1);
  for (const link of app.signInLinks.slice(0, -1)) say(`一次性登录链接（${link.title}）：${link.url}`);
  const address = app.url === null ? '工作进程已就绪（不提供页面）' : `已就绪（${seconds.toFixed(1)} 秒）：${app.url}`;
  say(last === undefined ? address : `${address}  一次性登录链接（${last.title}）：${last.url}`);
}
