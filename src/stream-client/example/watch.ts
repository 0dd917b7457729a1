/**
 * An example of the client: prints every change of an alert in the terminal.
 *
 * `npm run stream:watch -- --url http://127.0.0.1:3000 --token-file token.txt [--position position.json]`. With
 * `--position` it goes on after the last alert it printed, however it ended.
 */
import { parseArgs } from 'node:util';
import type { Position } from '../coverage';
import { followAlerts, type Link } from '../index';
import { alertText } from './alertText';
import { FileTrouble, keepPosition, readPosition, readToken } from './keptFiles';

const USAGE =
  '用法：npm run stream:watch -- --url <服务地址> --token-file <令牌文件> [--position <进度文件>]\n' +
  '(--url: where the service is; --token-file: a file with an access token; --position: a file to go on from)';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

function linkText(link: Link, tokenFile: string): string {
  if (link.state === 'live') return '已连接 (live)';
  if (link.state === 'connecting') return '正在连接 (connecting)';
  const again = `${(link.retryMs / 1000).toFixed(1)} 秒后重连 (lost, will try again)`;
  if (link.code === 'no-token') return `令牌文件 ${tokenFile} 读不到了 (the token file cannot be read)，${again}`;
  return `连接中断：${link.code}，${again}`;
}

async function watch(about: { url: string; tokenFile: string; positionFile: string | null }): Promise<number> {
  const { url, tokenFile, positionFile } = about;
  // Said at once: whoever mistyped a name is not to wait for a connection.
  readToken(tokenFile);
  const from = positionFile === null ? null : readPosition(positionFile);
  let isAnew = from === null;
  let trouble: unknown = null;
  const keep = (position: Position): void => {
    if (positionFile !== null) keepPosition(positionFile, position);
  };
  const follower = followAlerts({
    url,
    token: () => readToken(tokenFile),
    from,
    onAlert: (alert, position) => {
      say(alertText(alert));
      keep(position);
    },
    onHistoryChanged: ({ seq }) => {
      isAnew = true;
      complain(`数据已恢复或更换，序号 ${seq} 不再有效，从现在开始 (the store was replaced)`);
    },
    // Where it begins is kept before anything happens there: what comes while nobody follows is not missed then.
    onSnapshot: ({ seq, history }) => {
      if (!isAnew) return;
      isAnew = false;
      try {
        keep({ seq, history });
      } catch (error) {
        trouble = error;
        void follower.close();
      }
    },
    onLink: (link) => complain(linkText(link, tokenFile)),
  });
  process.once('SIGINT', () => void follower.close());
  process.once('SIGTERM', () => void follower.close());
  const end = await follower.ended;
  if (trouble !== null) throw trouble;
  if (end.reason === 'handler-failed' && end.error instanceof FileTrouble) throw end.error;
  const proof = follower.proof();
  if (proof !== null)
    complain(
      `序号 ${proof.from} 之后至 ${proof.to} 无遗漏，共 ${proof.alertsHandled} 条` +
        ` (nothing missed after ${proof.from} up to ${proof.to})`,
    );
  if (end.reason === 'closed') return 0;
  complain(`已停止：${end.reason === 'handler-failed' ? String(end.error) : end.reason} (ended)`);
  return end.reason === 'not-signed-in' || end.reason === 'invalid-input' ? 2 : 1;
}

function main(): Promise<number> | number {
  try {
    const { values } = parseArgs({
      options: { url: { type: 'string' }, 'token-file': { type: 'string' }, position: { type: 'string' } },
    });
    const { url, 'token-file': tokenFile, position } = values;
    if (url === undefined || tokenFile === undefined || !URL.canParse(url)) {
      complain(USAGE);
      return 2;
    }
    return watch({ url, tokenFile, positionFile: position ?? null });
  } catch (error) {
    complain(`${(error as Error).message}\n${USAGE}`);
    return 2;
  }
}

void Promise.resolve(main())
  .catch((error: unknown) => {
    complain(error instanceof FileTrouble ? error.message : String(error));
    return error instanceof FileTrouble ? 2 : 1;
  })
  .then((code) => {
    process.exitCode = code;
  });
