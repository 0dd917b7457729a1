/** Values an article's page sets in its scripts, looked for by name. */
export interface PageVariables {
  /** The first value of a name that is not empty; null where it is not set. Escapes are undone. */
  of(name: string): string | null;
}

const LONGEST_SCRIPTS = 2_000_000;
/** A name is tried so often, and so much of the page is looked at behind it. */
const MOST_PLACES = 40;
const MOST_VALUES = 4;
const LONGEST_VALUE = 200_000;
const LONGEST_GAP = 60;

/**
 * Reads what is assigned as `var ct = "1789700000";`, `window.biz = '' || 'MzA…'`, `window.msg_title = window.title = '…'`
 * or `content_noencode: JsDecode('…')`. One pass a name over text of bounded length.
 */
export function readPageVariables(scripts: string): PageVariables {
  const text = scripts.slice(0, LONGEST_SCRIPTS);
  return {
    of(name) {
      let at = text.indexOf(name);
      for (let places = 0; at >= 0 && places < MOST_PLACES; places += 1) {
        const value = isSet(text, name, at) ? valueBehind(text, at + name.length) : null;
        if (value !== null) return value;
        at = text.indexOf(name, at + name.length);
      }
      return null;
    },
  };
}

/** A variable or property of exactly this name, and something given to it. */
function isSet(text: string, name: string, at: number): boolean {
  const [before, behind] = [text.slice(Math.max(0, at - 8), at), text.slice(at + name.length, at + name.length + 8)];
  return (
    (/(?:\bvar |\blet |window\.)$/.test(before) && /^ ?=/.test(behind)) ||
    (/(?:^|[\s{,])$/.test(before) && /^ ?:/.test(behind))
  );
}

/** The first of the texts in quotes before the statement ends that is not empty. */
function valueBehind(text: string, from: number): string | null {
  let at = from;
  for (let values = 0; values < MOST_VALUES; values += 1) {
    const start = openingQuote(text, at);
    if (start === null) return null;
    const end = closingQuote(text, start);
    if (end === null) return null;
    if (end > start + 1) return unescape(text.slice(start + 1, end));
    at = end + 1;
  }
  return null;
}

function openingQuote(text: string, from: number): number | null {
  for (let at = from; at < Math.min(text.length, from + LONGEST_GAP); at += 1) {
    const character = text[at];
    if (character === '"' || character === "'") return at;
    if (character === ';' || character === '}' || (character === '\n' && at > from + 1 && text[at - 1] !== '('))
      return null;
  }
  return null;
}

function closingQuote(text: string, start: number): number | null {
  for (let at = start + 1; at < Math.min(text.length, start + LONGEST_VALUE); at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === text[start]) return at;
  }
  return null;
}

const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '', t: ' ' };

/** `\x0a`, `\u4e2d`, `\n`, `\'`; written twice in a page that was made from another. */
function unescape(value: string): string {
  return value.replace(ESCAPE, (...found: readonly unknown[]) => {
    const [, code, one] = found as readonly (string | undefined)[];
    return code === undefined
      ? (NAMED[one ?? ''] ?? one ?? '')
      : String.fromCharCode(Number.parseInt(code.slice(1), 16));
  });
}

const ESCAPE = /\\{1,2}(?:(x[\da-f]{2}|u[\da-f]{4})|([\s\S]))/gi;
