import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { MOST_FILE_BYTES } from '../../domain/files/fileKind';
import type { FileId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Services } from '../../services/index';
import { demandAccess, identifyCaller, readCredential } from '../edge/callers';
import { idOf } from '../edge/inputSchemas';
import { refuse } from '../edge/problem';
import { readBytes } from '../edge/readBody';
import { readInput } from '../edge/readInput';
import { isSameOrigin } from '../edge/sameOrigin';
import { createUploadRoom } from './uploadRoom';

interface TransferDeps {
  readonly services: Services;
  readonly secureCookies: boolean;
  readonly behindProxy: boolean;
}

const uploadQuery = z.strictObject({ name: z.string().max(500).default('') });
const fileParams = z.strictObject({ id: idOf<FileId>() });

/**
 * Takes a file as the body, whatever `Content-Type` says of it, with its name in the query. Outside the table of routes
 * because its body is no JSON document. Whoever may not hand in anything is refused before a byte is read, and so is
 * whoever comes while as many bodies are taken as there is room for.
 */
export function takeFile(deps: TransferDeps): RequestHandler {
  const room = createUploadRoom();
  return async (request, response) => {
    const principal = await callerOf(request, deps);
    demandAccess('file.upload', principal);
    const { name } = readInput(uploadQuery, request.query, 'query');
    const place = room.enter(principal.personId);
    try {
      const bytes = await readBytes(request, MOST_FILE_BYTES);
      const file = await deps.services.files.upload({ name, bytes }, principal);
      response.status(201).set('cache-control', 'no-store').json(file);
    } finally {
      place.leave();
    }
  };
}

/**
 * Gives the bytes of a file. They never change, so that a browser that kept them is told so; but it asks each time,
 * because whoever sits there next may not see them. Nothing in them is carried out, whatever they are.
 */
export function giveFile(deps: TransferDeps): RequestHandler {
  return async (request, response) => {
    const principal = await callerOf(request, deps);
    demandAccess('read', principal);
    const { id } = readInput(fileParams, request.params, 'path');
    const tag = await deps.services.files.file(id, principal).then(({ sha256 }) => `"${sha256}"`);
    response.set({ etag: tag, 'cache-control': 'private, no-cache' });
    if (request.get('if-none-match') === tag) {
      response.status(304).end();
      return;
    }
    const { file, mediaType, bytes } = await deps.services.files.content(id, principal);
    const placed = file.group === 'picture' ? 'inline' : 'attachment';
    response.set({
      'content-type': mediaType,
      'content-length': String(bytes.length),
      'content-disposition': `${placed}; filename*=UTF-8''${encodedName(file.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  };
}

async function callerOf(request: Request, { services, secureCookies, behindProxy }: TransferDeps): Promise<Principal> {
  const credential = readCredential(request, secureCookies);
  if (request.method === 'POST' && credential.kind !== 'token' && !isSameOrigin(request, behindProxy))
    throw refuse('forbidden', '来自其他网站的请求被拒绝。', {
      remedy: '请在本系统页面内操作；程序请使用 Bearer 令牌。',
    });
  return identifyCaller(credential, services.people);
}

/** As RFC 8187 writes it: what `encodeURIComponent` leaves of signs that it does not take is written out as well. */
function encodedName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
