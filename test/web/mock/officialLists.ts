import type { DiffLineView } from '../../../src/api/officialLists';
import { diffLineOf, officialListOf } from '../../http/officeLists';
import { ok, problem, type Reply } from './replies';

const acted = new Set<string>();

/** What the API returns of the lines of a comparison. */
export function mockLines(query: Readonly<Record<string, string | undefined>>): readonly DiffLineView[] {
  const all = [
    diffLineOf(),
    diffLineOf({
      key: '1'.repeat(16),
      kind: 'extra',
      label: '云溪旧号',
      before: '县教育局',
      after: '',
      row: null,
      sheet: null,
    }),
    diffLineOf({ key: '2'.repeat(16), kind: 'unclear', label: '云溪发布', accountId: null, before: '', after: '某局' }),
  ];
  return all
    .filter(({ kind }) => (query['kind'] ?? kind) === kind)
    .map((line) => (acted.has(line.key) ? { ...line, act: { byName: '王管理', at: new Date().toISOString() } } : line));
}

/** Hands a list in, or turns a line into what is to be done. */
export function changeOfficialList(path: string, body: Readonly<Record<string, unknown>>): Reply {
  if (!path.endsWith('/acts')) return { status: path === '/official-lists' ? 201 : 200, body: officialListOf() };
  const key = String(body['key']);
  if (key === diffLineOf().key && body['paper'] === undefined) return problem(400, 'invalid-input', '没有写明依据。');
  acted.add(key);
  return ok(diffLineOf({ key }));
}
