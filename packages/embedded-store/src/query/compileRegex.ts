import { CommandError, type ErrorName } from '../commandError';

/**
 * Compiles a PCRE pattern with MongoDB's options i, m, s, x, u. JavaScript's dialect is close enough for literal text,
 * anchors, classes and groups; what it cannot read is refused with the code MongoDB uses for a bad pattern.
 */
export function compileRegex(pattern: string, options: string, invalid: ErrorName = 'Location51091'): RegExp {
  for (const option of options) {
    if (!'imsxu'.includes(option)) throw new CommandError('Location51108', `invalid flag in regex options: ${option}`);
  }
  const flags = [...new Set(options)].filter((option) => 'ims'.includes(option)).join('');
  const source = options.includes('x') ? withoutComments(pattern) : pattern;
  try {
    return withUnicode(source, flags);
  } catch (error) {
    throw new CommandError(invalid, `Regular expression is invalid: ${(error as Error).message}`);
  }
}

/**
 * By code point where the pattern allows it; JavaScript's unicode mode refuses escapes such as `\-` that PCRE accepts.
 */
function withUnicode(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    return new RegExp(source, flags);
  }
}

/** Option x: white space and `#` comments outside classes mean nothing. */
function withoutComments(pattern: string): string {
  let result = '';
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (char === '\\') {
      result += char + (pattern[++i] ?? '');
    } else if (inClass || !/[\s#]/.test(char)) {
      if (char === '[') inClass = true;
      if (char === ']') inClass = false;
      result += char;
    } else if (char === '#') {
      const end = pattern.indexOf('\n', i);
      i = end < 0 ? pattern.length : end;
    }
  }
  return result;
}
