import { ROUTES } from '../../src/http/routes';
import { ACCOUNTS } from './officePeople';
import { serve, type Served } from './serve';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

const PATCHES = ROUTES.filter(({ method }) => method === 'patch').map(({ path, body }) => [path, body] as const);

/** The problem that a PATCH with this body meets; null: it was taken. */
async function problem(
  path: string,
  body: object,
): Promise<{ readonly field?: string; readonly detail: string } | null> {
  const response = await served.ask('administrator', `/api/v1${path.replace(':id', ACCOUNTS.ofA)}`, {
    method: 'PATCH',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  return response.ok ? null : ((await response.json()) as { field?: string; detail: string });
}

test.each(PATCHES)(
  'PATCH %s without anything to change is refused by the field that is missing',
  async (path, body) => {
    const fields = body !== null && 'shape' in body ? Object.keys(body.shape as object) : [];
    const why = fields.includes('reason') ? { reason: '调整' } : {};
    const refused = await problem(path, why);
    expect(fields).toContain(refused?.field);
    expect(refused?.detail).toContain('缺少');
  },
);

describe('what says nothing by itself', () => {
  test.each([
    [
      '/sites/:id',
      { byHand: true, reason: '调整' },
      'name',
      '至少给出 name、repostColumnId、homeUrl、identifierCode、unitId、filing 之一',
    ],
    ['/sites/:id', { byHand: false, name: '新名', reason: '调整' }, 'byHand', '只能与 repostColumnId 一起给出'],
    ['/units/:id', { alsoFor: [], reason: '调整' }, 'level', '至少给出 level、sectors、region 之一'],
    ['/accounts/:id', {}, 'name', '至少给出 name、homeUrl、columnClass、settings 之一'],
  ])('PATCH %s %j is refused', async (path, body, field, words) => {
    const refused = await problem(path, body);
    expect([refused?.field, refused?.detail]).toEqual([field, expect.stringContaining(words)]);
  });

  test.each([
    ['/sites/:id', { repostColumnId: null, reason: '调整' }],
    ['/sites/:id', { repostColumnId: ACCOUNTS.ofA, byHand: true, reason: '调整' }],
    ['/units/:id', { sectors: [], reason: '调整' }],
    ['/units/:id', { alsoFor: [ACCOUNTS.ofA], reason: '调整' }],
  ])('PATCH %s %j is a change', async (path, body) => {
    expect(await problem(path, body)).toBeNull();
  });
});
