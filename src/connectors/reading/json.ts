import { decodeText } from './charset';
import type { HttpResponse } from '../outbound/http';

/**
 * Parses JSON without losing digits: integers that a double cannot hold exactly (platform ids above 2^53) come out as
 * strings. A byte order mark is taken off. Undefined when the text is not JSON: `undefined` is no JSON value.
 */
export function parseJson(text: string): unknown {
  const guarded = text.replace(/^\ufeff/, '').replace(TOKENS, (token) => (isTooLong(token) ? `"${token}"` : token));
  try {
    return JSON.parse(guarded);
  } catch {
    return undefined;
  }
}

/** The JSON value of an answer, or undefined where HTML or anything else came back. */
export function readJsonBody(response: HttpResponse): unknown {
  return parseJson(decodeText(response.body, response.headers['content-type'] ?? null).text);
}

/** Strings (to be stepped over) and numbers. */
const TOKENS = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function isTooLong(token: string): boolean {
  return /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));
}

/** An object's fields, or null for anything that is no plain object. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}

/** A list, or null. */
export function asList(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

/**
 * Text, also of a number or an identifier that some interfaces write bare; null for everything else and for the empty
 * string.
 */
export function asText(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** A whole number, also one written as text; null for everything else. */
export function asInteger(value: unknown): number | null {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}
