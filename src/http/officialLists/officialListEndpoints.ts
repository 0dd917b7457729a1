import { createHash } from 'node:crypto';
import type { DiffLineView } from '../../api/officialLists';
import { PLATFORM_TABLE } from '../../domain/accounts/platforms';
import { civilDateOf } from '../../domain/time/civil';
import { endpoint } from '../edge/endpoint';
import { pageQuery } from '../edge/inputSchemas';
import { refuse } from '../edge/problem';
import { MOST_FILE_BYTES, MOST_IMPORT_BODY_BYTES, tableFileView } from '../imports/importSchemas';
import { safeText } from '../sheets/safeText';
import { writeXlsx } from '../sheets/writeXlsx';
import {
  actOnLineBody,
  diffLineList,
  diffLinesQuery,
  diffLineView,
  diffTableQuery,
  handInListBody,
  officialListList,
  officialListParams,
  officialListView,
} from './officialListSchemas';

export const listOfficialLists = endpoint({
  summary: 'Official lists (名录) that were handed in, newest first, each with what differs',
  query: pageQuery,
  answer: officialListList,
  async handle({ services, principal, query, now }) {
    return { ...(await services.officialLists.lists(query, principal)), asOf: now.toISOString() };
  },
});

export const handInList = endpoint({
  summary: 'Hand in an official list, to be compared with the register; a newer one of the same source takes its place',
  status: 201,
  mostBodyBytes: MOST_IMPORT_BODY_BYTES,
  body: handInListBody,
  answer: officialListView,
  async handle({ services, principal, body, readTable }) {
    const bytes = Buffer.from(body.content, 'base64');
    if (bytes.length > MOST_FILE_BYTES) throw refuse('body-too-large', '文件超过 10 MB。');
    const { content: _content, ...said } = body;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const sheets = await readTable(bytes, body.fileName);
    return services.officialLists.handInList(
      { ...said, sha256, bytes: bytes.length, content: bytes, sheets },
      principal,
    );
  },
});

export const showOfficialList = endpoint({
  summary: 'One official list',
  params: officialListParams,
  answer: officialListView,
  handle({ services, principal, params }) {
    return services.officialLists.oneList(params.id, principal);
  },
});

export const fetchListFile = endpoint({
  summary: 'The file of an official list as it was handed in',
  params: officialListParams,
  answer: tableFileView,
  async handle({ services, principal, params }) {
    const { fileName, content } = await services.officialLists.listFile(params.id, principal);
    return { fileName, content: Buffer.from(content).toString('base64') };
  },
});

export const listDiffLines = endpoint({
  summary: 'What differs between an official list and the register, in the order of the list',
  params: officialListParams,
  query: diffLinesQuery,
  answer: diffLineList,
  async handle({ services, principal, params, query, now }) {
    return { ...(await services.officialLists.listLines(params.id, query, principal)), asOf: now.toISOString() };
  },
});

const KINDS: Readonly<Record<DiffLineView['kind'], string>> = {
  missing: '名录有、本系统没有',
  extra: '本系统有、名录没有',
  renamed: '名称不同',
  'other-sponsor': '主办单位不同',
  duplicate: '名录中重复',
  unclear: '无法判断',
};
const HEAD = ['差异', '平台', '账号名称', '账号ID', '登记为', '名录为', '名录位置', '办理'];

export const exportDiff = endpoint({
  summary: 'The same as an xlsx table',
  params: officialListParams,
  query: diffTableQuery,
  answer: tableFileView,
  async handle({ services, principal, params, query, now }) {
    const list = await services.officialLists.oneList(params.id, principal);
    const all = { ...query, limit: 20_000, cursor: null };
    const { items } = await services.officialLists.listLines(params.id, all, principal);
    const lines = items.map(({ kind, platform, label, externalId, before, after, sheet, row, act }) => [
      ...[KINDS[kind], PLATFORM_TABLE[platform].names.zh, safeText(label), safeText(externalId)],
      ...[safeText(before), safeText(after), row === null ? '' : safeText(`${sheet ?? ''} 第 ${row} 行`)],
      act === null ? '' : safeText(act.byName),
    ]);
    const title = safeText(`${list.source}（${list.listedOn}）`);
    return {
      fileName: `名录比对 ${civilDateOf(now)}.xlsx`,
      content: writeXlsx('名录比对', [[title], HEAD, ...lines], [22, 10, 28, 24, 28, 28, 18, 12]).toString('base64'),
    };
  },
});

export const compareAgain = endpoint({
  summary: 'Ask for another comparison of an official list; ask the list how far it is',
  params: officialListParams,
  answer: officialListView,
  handle({ services, principal, params }) {
    return services.officialLists.compareAgain(params.id, principal);
  },
});

export const actOnLine = endpoint({
  summary: 'Turn a line into a registration, an application, a change of the account or a filing finding',
  params: officialListParams,
  body: actOnLineBody,
  answer: diffLineView,
  handle({ services, principal, params, body }) {
    return services.officialLists.actOnLine(params.id, body, principal);
  },
});
