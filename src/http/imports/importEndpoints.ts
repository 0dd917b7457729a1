import { createHash } from 'node:crypto';
import { civilDateOf } from '../../domain/time/civil';
import { endpoint } from '../edge/endpoint';
import { refuse } from '../edge/problem';
import { writeRegisterCsv } from '../sheets/writeRegisterCsv';
import { writeRegisterXlsx } from '../sheets/writeRegisterXlsx';
import {
  exportQuery,
  importBody,
  importList,
  importMessageList,
  importMessagesQuery,
  importParams,
  importRowList,
  importRowsQuery,
  importUndo,
  importUndoBody,
  importView,
  MOST_FILE_BYTES,
  MOST_IMPORT_BODY_BYTES,
  tableFileView,
} from './importSchemas';
import { pageQuery } from '../edge/inputSchemas';

export const handIn = endpoint({
  summary: 'Check a table of units, sites, accounts, people and liaisons and keep it as a draft; registers nothing',
  status: 201,
  mostBodyBytes: MOST_IMPORT_BODY_BYTES,
  body: importBody,
  answer: importView,
  async handle({ services, principal, body, readTable }) {
    const bytes = Buffer.from(body.content, 'base64');
    if (bytes.length > MOST_FILE_BYTES) throw refuse('body-too-large', '文件超过 10 MB。');
    const { fileName, updates } = body;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const sheets = await readTable(bytes, fileName);
    return services.imports.handIn({ fileName, updates, sha256, bytes: bytes.length, sheets }, principal);
  },
});

export const listImports = endpoint({
  summary: 'Files that were handed in, newest first: one’s own, or all for administrators of the whole office',
  query: pageQuery,
  answer: importList,
  async handle({ services, principal, query, now }) {
    return { ...(await services.imports.imports(query, principal)), asOf: now.toISOString() };
  },
});

export const showImport = endpoint({
  summary: 'One import: its counts, and how far it is',
  params: importParams,
  answer: importView,
  handle({ services, principal, params }) {
    return services.imports.oneImport(params.id, principal);
  },
});

export const listImportMessages = endpoint({
  summary: 'What is wrong with the cells of a file, and what was passed over; faults first',
  params: importParams,
  query: importMessagesQuery,
  answer: importMessageList,
  async handle({ services, principal, params, query, now }) {
    const { items, nextCursor } = await services.imports.importMessages(params.id, query, principal);
    return { items, nextCursor, asOf: now.toISOString() };
  },
});

export const listImportRows = endpoint({
  summary: 'What the rows of a file come to: new, unchanged, or different from what is registered',
  params: importParams,
  query: importRowsQuery,
  answer: importRowList,
  async handle({ services, principal, params, query, now }) {
    return { ...(await services.imports.importRows(params.id, query, principal)), asOf: now.toISOString() };
  },
});

export const applyImport = endpoint({
  summary: 'Begin to register a checked file, all of it or nothing; ask the import how far it is',
  status: 202,
  params: importParams,
  answer: importView,
  handle({ services, principal, params }) {
    return services.imports.applyImport(params.id, principal);
  },
});

export const showUndo = endpoint({
  summary: 'What taking an import back does, or has done, and what of it cannot be taken back, with the reason',
  params: importParams,
  query: pageQuery,
  answer: importUndo,
  async handle({ services, principal, params, query, now }) {
    return { ...(await services.imports.undoPlan(params.id, query, principal)), asOf: now.toISOString() };
  },
});

export const undoImport = endpoint({
  summary: 'Begin to take an import back as one act; ask the import how far it is',
  status: 202,
  params: importParams,
  body: importUndoBody,
  answer: importView,
  handle({ services, principal, params, body }) {
    return services.imports.undoImport(params.id, body.reason, principal);
  },
});

export const showTemplate = endpoint({
  summary: 'A workbook to be filled in: heads, choices and an example',
  answer: tableFileView,
  async handle({ services, principal }) {
    const tables = await services.imports.templateTables(principal);
    return { fileName: '登记表模板.xlsx', content: writeRegisterXlsx(tables).toString('base64') };
  },
});

export const exportRegister = endpoint({
  summary: 'The register as far as the caller sees it, as a table that can be handed in again',
  query: exportQuery,
  answer: tableFileView,
  async handle({ services, principal, query, now }) {
    const tables = await services.imports.exportTables(principal);
    const day = civilDateOf(now);
    const { format, kind = format === 'csv' ? 'accounts' : null } = query;
    const table = tables.find((one) => one.kind === kind);
    if (table === undefined)
      return { fileName: `登记表 ${day}.xlsx`, content: writeRegisterXlsx(tables).toString('base64') };
    if (format === 'xlsx')
      return { fileName: `${table.name} ${day}.xlsx`, content: writeRegisterXlsx([table]).toString('base64') };
    return { fileName: `${table.name} ${day}.csv`, content: writeRegisterCsv(table).toString('base64') };
  },
});
