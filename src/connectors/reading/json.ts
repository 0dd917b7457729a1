import { decodeText } from './charset';
import type { HttpResponse } from '../outbound/http';

/**
 * Parses JSON without losing digits: integers that a double cannot hold exactly (platform ids above 2^53) come out as
 * strings. A byte order mark is taken off. Undefined when the text is not JSON: `undefined` is no JSON value.
 */
export function parseJson(text: string): unknown {
  const guarded = quoteLongNumbers(text.replace(/^\ufeff/, ''));
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

/** Digits that a double may not hold; where a number begins is decided by what stands before. */
const LONG_NUMBER = /-?\d{16,}(?![\d.eE])/y;

/** Quotes integers that are too long for a double. One pass: strings are stepped over, closed or not. */
function quoteLongNumbers(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      at = endOfString(text, at);
    } else if (character === MINUS || (character >= ZERO && character <= NINE)) {
      LONG_NUMBER.lastIndex = at;
      const long = LONG_NUMBER.exec(text)?.[0];
      if (long !== undefined && !Number.isSafeInteger(Number(long))) {
        parts.push(text.slice(copied, at), `"${long}"`);
        copied = at + long.length;
      }
      at = endOfNumber(text, at) - 1;
    }
  }
  parts.push(text.slice(copied));
  return parts.join('');
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** Where the string that begins at `from` ends; the end of the text where it never does. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === BACKSLASH) at += 1;
    else if (character === QUOTE) return at;
  }
  return text.length;
}

/** The first place after the number that begins at `from`. */
function endOfNumber(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && NUMBER_CHARACTERS.includes(text[at] ?? '')) at += 1;
  return at;
}

const NUMBER_CHARACTERS = '0123456789.eE+-';

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
