import type { Exchange, Reply } from '../wire/loopbackServer';
import { replyJson } from '../wire/replies';
import { civilDate, dayNumber, instantOfDay } from '../world/civilTime';
import type { PolicyDocument } from '../world/policyDocument';
import type { World } from '../world/world';

/** The search of the policy library (sousuo.www.gov.cn/search-gov/data). */

interface Row {
  readonly policy: PolicyDocument;
  readonly url: string;
  readonly at: Date;
}
type Section = 'gongwen' | 'bumenfile' | 'otherfile' | 'gongbao';

/** Libraries that answer with a plain list, and which section each is. */
const SINGLE: Readonly<Record<string, Section>> = {
  zhengcelibrary_gw: 'gongwen',
  zhengcelibrary_bm: 'bumenfile',
  zhengcelibrary_gb: 'gongbao',
};
const WHOLE: ReadonlySet<string> = new Set(['zhengcelibrary', 'zhengcelibrary_gw_bm_gb']);
const DEFAULT_ROWS = 5;
const MOST_ROWS = 50;

/** The whole library puts its rows into `catMap` and leaves `listVO` empty; a single section does it the other way. */
export function createPolicyLibrary(world: World): (exchange: Exchange) => Reply {
  const sections = (now: Date): Readonly<Record<Section, readonly Row[]>> => {
    const policies = world.policies.list(now);
    const rows = (list: readonly PolicyDocument[]): Row[] =>
      list.map((policy) => ({ policy, url: policy.url, at: policy.at }));
    return {
      gongwen: rows(policies.filter((policy) => policy.issuer.startsWith('国务院'))),
      bumenfile: rows(policies.filter((policy) => !policy.issuer.startsWith('国务院'))),
      otherfile: [],
      gongbao: world.papers.gazette(policies, now).map(({ policy, url, at }) => ({ policy, url, at })),
    };
  };
  return ({ url }) => {
    const query = url.searchParams;
    const library = query.get('t') ?? '';
    const single = SINGLE[library];
    if (single === undefined && !WHOLE.has(library))
      return replyJson(JSON.stringify({ code: 1001, msg: '没有数据', searchVO: null }));
    const page = Math.max(1, Number(query.get('p') ?? 1) || 1);
    const size = Math.min(MOST_ROWS, Math.max(1, Number(query.get('n') ?? DEFAULT_ROWS) || DEFAULT_ROWS));
    const keep = chooseFilter(query);
    const pageOf = (rows: readonly Row[]): object => {
      const kept = rows
        .filter(keep)
        .sort((a, b) => b.at.getTime() - a.at.getTime() || b.policy.contentId - a.policy.contentId);
      return {
        totalCount: kept.length,
        totalpage: Math.ceil(kept.length / size),
        pageSize: size,
        currentPage: page,
        listVO: kept.slice((page - 1) * size, page * size).map((row) => writeRow(row, query.get('q') ?? '')),
      };
    };
    const found = sections(world.now());
    const total = (single === undefined ? (Object.keys(found) as Section[]) : [single]).reduce(
      (sum, section) => sum + found[section].filter(keep).length,
      0,
    );
    if (total === 0) return replyJson(JSON.stringify({ code: 1001, msg: '没有数据', searchVO: null }));
    const searchVO =
      single === undefined
        ? {
            totalCount: 0,
            totalpage: 0,
            listVO: [],
            catMap: Object.fromEntries(
              (Object.keys(found) as Section[]).map((section) => [section, pageOf(found[section])]),
            ),
          }
        : { ...pageOf(found[single]), catMap: null };
    return replyJson(JSON.stringify({ code: 200, msg: '操作成功', searchVO }));
  };
}

function chooseFilter(query: URLSearchParams): (row: Row) => boolean {
  const words = (query.get('q') ?? '').trim();
  const year = query.get('pubtimeyear') ?? '';
  const [from, to] = [query.get('mintime') ?? '', query.get('maxtime') ?? ''];
  const issuer = query.get('puborg') ?? '';
  return ({ policy, at }) => {
    const date = civilDate(at);
    return (
      (words === '' || policy.title.includes(words)) &&
      (year === '' || date.startsWith(year)) &&
      (issuer === '' || policy.issuer === issuer) &&
      (from === '' || date >= from) &&
      (to === '' || date <= to)
    );
  };
}

/** Titles carry the searched words marked, and long ones a line break. */
function writeRow({ policy, url, at }: Row, words: string): object {
  const marked = words.trim() === '' ? policy.title : policy.title.replaceAll(words.trim(), `<em>${words.trim()}</em>`);
  const title = policy.title.length > 40 ? marked.replace('关于', '关于<br/>') : marked;
  // The day alone: its midnight, in ms.
  const dayMs = instantOfDay(dayNumber(at), 0).getTime();
  const isCabinets = policy.issuer.startsWith('国务院');
  return {
    id: String(policy.contentId),
    title,
    url,
    ...(isCabinets ? { pcode: policy.documentNumber } : { wenhao: policy.documentNumber, pcode: '' }),
    puborg: policy.issuer,
    pubtime: dayMs,
    pubtimeStr: civilDate(at).replaceAll('-', '.'),
    ptime: dayMs,
    summary: policy.paragraphs[0] ?? '',
    childtype: '综合政务\\其他',
    subjectword: '',
  };
}
