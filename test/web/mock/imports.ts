import type { ImportKeptView, ImportView } from '../../../src/api/imports';
import { countPlan, NO_ROWS } from '../../../src/domain/register/import';
import type { RegisterPlan } from '../../../src/domain/register/planRegister';
import { emptyTables } from '../../../src/domain/register/registerTables';
import { readSheetFile } from '../../../src/http/sheets/readSheetFile';
import { writeRegisterXlsx } from '../../../src/http/sheets/writeRegisterXlsx';
import { messageView } from '../../../src/services/imports/importView';
import { plan, unit } from '../../domain/register/sheetsOf';
import { mockId } from './instants';
import { NOT_FOUND, ok, page, problem, type Query, type Reply } from './replies';

export interface MockImport {
  view: ImportView;
  readonly plan: RegisterPlan;
}
const KEPT: ImportKeptView = {
  ...{ kind: 'accounts', ref: 'weibo 1234567890', name: '教育发布', field: '', header: '', reason: 'has-posts' },
};
const UNITS = [unit({ key: 'office', name: '县政府办' }), unit({ key: 'edu', name: '县教育局', parentKey: 'office' })];

/** A file that is handed in is read as the real server reads it, against two units. */
export function changeImports(
  all: MockImport[],
  [id, act]: readonly (string | undefined)[],
  body: Readonly<Record<string, unknown>>,
): Reply {
  if (id === undefined) {
    const bytes = Buffer.from(String(body['content']), 'base64');
    const made = plan(readSheetFile(bytes, String(body['fileName'])), { units: UNITS });
    const view: ImportView = {
      ...{ id: mockId('e', 600 + all.length), byName: '王管理', uploadedAt: new Date().toISOString() },
      ...{ fileName: String(body['fileName']), bytes: bytes.length, sha256: 'a'.repeat(64), updates: false },
      ...{ state: 'draft', counts: countPlan(made.rows), faults: made.faults },
      ...{ notices: made.messages.length - made.faults, listed: made.messages.length },
      ...{ progress: null, appliedAt: null, failure: null, undo: null },
    };
    all.unshift({ view, plan: made });
    return { status: 201, body: view };
  }
  const one = all.find(({ view }) => view.id === id);
  if (one === undefined) return NOT_FOUND;
  if (act === 'apply') one.view = { ...one.view, state: 'applied', appliedAt: new Date().toISOString() };
  else if (String(body['reason'] ?? '') === '') return problem(422, 'invalid-input', '请写明理由。');
  else
    one.view = {
      ...{ ...one.view, state: 'undone' },
      undo: {
        ...{ byName: '王管理', reason: String(body['reason']), at: new Date().toISOString() },
        ...{ removed: { ...NO_ROWS, accounts: 1 }, restored: NO_ROWS, kept: 1 },
      },
    };
  return { status: 202, body: one.view };
}

/** What the API returns of imports. */
export function readImports(
  all: readonly MockImport[],
  [id, part]: readonly (string | undefined)[],
  query: Query,
): Reply {
  if (id === 'template')
    return ok({ fileName: '登记表模板.xlsx', content: writeRegisterXlsx(emptyTables()).toString('base64') });
  if (id === undefined)
    return page(
      all.map(({ view }) => view),
      query,
    );
  const one = all.find(({ view }) => view.id === id);
  if (one === undefined) return NOT_FOUND;
  if (part === 'messages') return page(one.plan.messages.map(messageView), query);
  if (part === 'rows')
    return page(
      one.plan.rows.map((row) => ({ ...row, changes: [], id: null })),
      query,
    );
  if (part === 'undo') {
    const { body } = page([KEPT], query);
    return ok({ removes: { ...NO_ROWS, accounts: 1 }, restores: NO_ROWS, keptCount: 1, ...(body as object) });
  }
  return ok(one.view);
}
