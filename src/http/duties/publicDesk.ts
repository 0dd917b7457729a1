import { Router, type Request, type RequestHandler, type Response } from 'express';
import { MemoryStore, rateLimit } from 'express-rate-limit';
import { SATISFACTION } from '../../domain/duties/interaction';
import { INTERACTION_KINDS } from '../../domain/duties/interactionKinds';
import { Refusal } from '../../domain/errors';
import { ID_PATTERN, type UnitId } from '../../domain/ids';
import type { InteractionServices } from '../../services/index';
import { readText } from '../callbacks/readText';
import { refuse } from '../edge/problem';
import { isSameOrigin } from '../edge/sameOrigin';
import {
  askPage,
  formPage,
  publishedPage,
  ratedPage,
  sentPage,
  type PageFault,
  type PublicLanguage,
  type Typed,
} from './publicPages';

export interface PublicDeskDeps {
  readonly interactions: InteractionServices;
  readonly behindProxy: boolean;
  readonly limit: RequestHandler;
}

const HOUR_MS = 3_600_000;
const A_PAGE = 20;
const LONGEST_TITLE = 100;
const LONGEST_TEXT = 2_000;
const LONGEST_WORDS = 500;
const LONGEST_CODE = 200;

/** Bounds what one address sends in an hour (IPv6: per /56), whatever becomes of it. */
export function createPublicLimit(mostAnHour: number): { readonly handler: RequestHandler; close(): void } {
  const store = new MemoryStore();
  const handler = rateLimit({
    ...{ windowMs: HOUR_MS, limit: mostAnHour, store, standardHeaders: false, legacyHeaders: false, validate: false },
    handler: (_request, response, next) => {
      response.setHeader('Retry-After', String(HOUR_MS / 1_000));
      next(refuse('too-many-requests', '提交过于频繁。'));
    },
  });
  return { handler, close: () => store.shutdown() };
}

/**
 * The pages for everybody: writing, asking by the code, grading, and what is published. Nobody signs in; what is wrong
 * is said on the page, beside what was typed.
 */
export function publicDesk({ interactions, behindProxy, limit }: PublicDeskDeps): Router {
  const router = Router({ caseSensitive: true, strict: false });
  const show = (response: Response, html: string, status = 200): void =>
    void response.status(status).set('Cache-Control', 'no-store').type('html').send(html);
  const readForm = async (request: Request): Promise<Typed> => {
    if (!isSameOrigin(request, behindProxy)) throw refuse('forbidden', '来自其他网站的请求被拒绝。');
    return Object.fromEntries(new URLSearchParams(await readText(request)));
  };
  router.get('/', async (request, response) => {
    show(response, formPage(languageOf(request), (await interactions.form()).units));
  });
  router.post('/', limit, async (request, response) => {
    const language = languageOf(request);
    const typed = await readForm(request);
    const { units } = await interactions.form();
    await answering(
      async () => show(response, sentPage(language, (await interactions.receivePublic(messageOf(typed))).code), 201),
      (fault) => show(response, formPage(language, units, { typed, fault }), 422),
    );
  });
  router.get('/ask', async (request, response) => {
    await interactions.form();
    show(response, askPage(languageOf(request)));
  });
  router.post('/ask', limit, async (request, response) => {
    const language = languageOf(request);
    const { code = '' } = await readForm(request);
    await answering(
      async () => show(response, askPage(language, { standing: await interactions.standing(codeOf(code)), code })),
      (fault) => show(response, askPage(language, { code: code.slice(0, LONGEST_CODE), fault }), 422),
    );
  });
  router.post('/rate', limit, async (request, response) => {
    const language = languageOf(request);
    const { code = '', grade = '', words = '' } = await readForm(request);
    await answering(
      async () => {
        const known = SATISFACTION.find((one) => one === grade);
        if (known === undefined) throw refuse('invalid-input', '请选择是否满意。', { field: 'grade' });
        await interactions.rate(codeOf(code), { grade: known, words: words.slice(0, LONGEST_WORDS) });
        show(response, ratedPage(language));
      },
      (fault) => show(response, askPage(language, { code: code.slice(0, LONGEST_CODE), fault }), 422),
    );
  });
  router.get('/published', async (request, response) => {
    const { cursor } = request.query;
    const from = typeof cursor === 'string' && cursor !== '' ? cursor : null;
    const found = await interactions.published({ limit: A_PAGE, cursor: from });
    show(response, publishedPage(languageOf(request), found));
  });
  return router;
}

/** What is wrong with what was typed stands on the page; everything else is answered as everywhere. */
async function answering(take: () => Promise<void>, shown: (fault: PageFault) => void): Promise<void> {
  try {
    await take();
  } catch (error) {
    if (!(error instanceof Refusal) || !SHOWN.has(error.code)) throw error;
    const remedy = error.remedy ?? '';
    shown({ field: error.field ?? null, text: `${error.message}${remedy}` });
  }
}
const SHOWN: ReadonlySet<string> = new Set(['invalid-input', 'conflict', 'not-found', 'too-many-requests']);

function languageOf(request: Request): PublicLanguage {
  return request.query['lang'] === 'en' ? 'en' : 'zh';
}

function codeOf(code: string): string {
  if (code.trim() === '' || code.length > LONGEST_CODE)
    throw refuse('invalid-input', '请填写查询码。', { field: 'code' });
  return code;
}

function messageOf({ unitId = '', kind = '', title = '', text = '', website = '' }: Typed) {
  const known = INTERACTION_KINDS.find((one) => one === kind);
  // People do not see this field; what fills it in is no person.
  if (website !== '') throw refuse('invalid-input', '请不要填写隐藏的栏目。', { field: 'text' });
  if (!ID_PATTERN.test(unitId)) throw refuse('invalid-input', '请选择办理单位。', { field: 'unitId' });
  if (known === undefined) throw refuse('invalid-input', '请选择类别。', { field: 'kind' });
  if (title.length > LONGEST_TITLE)
    throw refuse('invalid-input', `标题不超过 ${LONGEST_TITLE} 字。`, { field: 'title' });
  if (text.length > LONGEST_TEXT) throw refuse('invalid-input', `内容不超过 ${LONGEST_TEXT} 字。`, { field: 'text' });
  return { unitId: unitId as UnitId, kind: known, title, text };
}
