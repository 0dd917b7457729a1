import type { IncomingMessage, ServerResponse } from 'node:http';
import { onceFor } from '../../domain/onceFor';

/** Sends values as JSON. One for each server: it remembers what it made of values that never change. */
export type SendValue = (value: unknown, to: Sent) => void;

interface Sent {
  readonly request: Pick<IncomingMessage, 'method'>;
  readonly response: ServerResponse;
}

/**
 * What is frozen, a row of a list or all there is, is turned into JSON once for as long as it is in use: a page of 50
 * accounts is put together of parts that are there. Everything else is made anew.
 */
export function createSendValue(): SendValue {
  const jsonOf = onceFor((row) => Buffer.from(JSON.stringify(row), 'utf8'));
  return (value, { request, response }) => {
    const parts = partsOf(value, jsonOf);
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.setHeader(
      'Content-Length',
      parts.reduce((sum, { length }) => sum + length, 0),
    );
    if (request.method === 'HEAD') response.end();
    else response.end(parts.length === 1 ? parts[0] : Buffer.concat(parts));
  };
}

interface List extends Readonly<Record<string, unknown>> {
  readonly items: readonly object[];
}

function isList(value: unknown): value is List {
  return typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items);
}

function isKept(row: unknown): row is object {
  return typeof row === 'object' && row !== null && Object.isFrozen(row);
}

function whole(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf8');
}

const COMMA = Buffer.from(',');

type JsonOf = (kept: object) => Buffer;

function partsOf(value: unknown, jsonOf: JsonOf): readonly Buffer[] {
  if (isKept(value)) return [jsonOf(value)];
  return isList(value) && value.items.every(isKept) ? listParts(value, jsonOf) : [whole(value)];
}

/** `{"items":[…],…}` in the order of its fields, as `JSON.stringify` writes it. */
function listParts(list: List, jsonOf: JsonOf): readonly Buffer[] {
  const names = Object.keys(list);
  const at = names.indexOf('items');
  const fields = (some: readonly string[]): string[] =>
    some.flatMap((name) => {
      const json = JSON.stringify(list[name]) as string | undefined;
      return json === undefined ? [] : [`${JSON.stringify(name)}:${json}`];
    });
  const before = [...fields(names.slice(0, at)), '"items":['].join(',');
  const after = [']', ...fields(names.slice(at + 1))].join(',');
  const rows = list.items.flatMap((row, n) => (n === 0 ? [jsonOf(row)] : [COMMA, jsonOf(row)]));
  return [Buffer.from(`{${before}`, 'utf8'), ...rows, Buffer.from(`${after}}`, 'utf8')];
}
