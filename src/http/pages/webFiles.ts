import path from 'node:path';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { refuse } from '../edge/problem';

/** The build puts every file whose name holds a hash of its content here: such a file never changes. */
const HASHED_FOLDER = '/assets/';
const YEAR_S = 31_536_000;
const ENCODINGS = [
  { name: 'br', extension: '.br' },
  { name: 'gzip', extension: '.gz' },
] as const;

/**
 * The dashboard: files of `webRoot`, and for every other address its index page, because the pages' addresses are made
 * in the browser. Where a `.br` or `.gz` twin lies beside a file and the browser takes it, the twin is sent.
 */
export function webFiles(webRoot: string | null): Router {
  const router = Router();
  router.use((request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    response.setHeader('Allow', 'GET, HEAD');
    throw refuse('method-not-allowed', '此地址只支持 GET、HEAD。');
  });
  if (webRoot === null) {
    router.use(() => {
      throw refuse('not-ready', '页面还没有构建，本进程只提供接口。', {
        remedy: '请运行 npm run build:web 后重新启动。',
      });
    });
    return router;
  }
  router.use(sendFiles(webRoot));
  router.use((request, response, next) => {
    if (looksLikeFile(request.path)) throw refuse('not-found', '没有这个文件。');
    response.locals['route'] = 'page';
    send({ root: webRoot, file: '/index.html', request, response, next });
  });
  return router;
}

function sendFiles(root: string): RequestHandler {
  return (request, response, next) => {
    // The index page only goes out by the fallback below; a path of a folder is no file.
    if (!looksLikeFile(request.path)) return next();
    response.locals['route'] = 'file';
    send({ root, file: decodeURIComponent(request.path), request, response, next });
  };
}

/** Addresses of pages have no dot in their last part; files have one. */
function looksLikeFile(address: string): boolean {
  return path.posix.basename(address).includes('.');
}

interface Sending {
  readonly root: string;
  readonly file: string;
  readonly request: Request;
  readonly response: Response;
  readonly next: (error?: unknown) => void;
}

/** Tries the compressed twins the browser takes, then the file itself. */
function send({ root, file, request, response, next }: Sending): void {
  const accepted = ENCODINGS.filter(({ name }) => request.acceptsEncodings(name) === name);
  const attempts = [...accepted, { name: null, extension: '' }];
  const attempt = (index: number): void => {
    const candidate = attempts[index];
    if (candidate === undefined) return next();
    const headers = {
      Vary: 'Accept-Encoding',
      'Content-Type': contentType(file),
      'Cache-Control': file.startsWith(HASHED_FOLDER) ? `public, max-age=${YEAR_S}, immutable` : 'no-cache',
      ...(candidate.name === null ? {} : { 'Content-Encoding': candidate.name }),
    };
    response.sendFile(
      file + candidate.extension,
      { root, dotfiles: 'ignore', acceptRanges: false, cacheControl: false, headers },
      (error?: Error) => {
        if (error === undefined || error === null) return;
        if (response.headersSent) return next(error);
        for (const name of Object.keys(headers)) response.removeHeader(name);
        // Whatever the address asks for and does not get (missing, outside the folder, malformed) is simply not there.
        if (((error as { status?: number }).status ?? 500) < 500) attempt(index + 1);
        else next(error);
      },
    );
  };
  attempt(0);
}

function contentType(file: string): string {
  return TYPES[path.posix.extname(file)] ?? 'application/octet-stream';
}
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};
