import { isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import { arrayModifiers } from './arrayModifiers';
import { fieldModifiers } from './fieldModifiers';
import { unchanged, type Modifier } from './modification';

/** One field's part of an update. */
export interface Change {
  readonly path: string;
  readonly parts: readonly string[];
  /** The path holds `$`, `$[]` or `$[name]`. */
  readonly isPositional: boolean;
  readonly modify: Modifier;
  /** For `$rename`: where the value comes from. */
  readonly source: readonly string[] | null;
}

const compilers = { ...fieldModifiers, ...arrayModifiers };

/** The changes of an update with operators, in the order of their paths. Throws where two of them conflict. */
export function parseChanges(update: BsonDocument): Change[] {
  const changes = Object.entries(update).flatMap(([name, fields]) => parseOperator(name, fields));
  if (changes.length === 1 && changes[0]?.source === null) return changes;
  const paths = changes.flatMap(({ parts, source }) => (source === null ? [parts] : [source, parts]));
  checkConflicts(paths);
  checkMixedElements(paths);
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function parseOperator(name: string, fields: unknown): Change[] {
  const compile = compilers[name];
  if (compile === undefined && name !== '$rename') {
    if (name === '$bit') throw notSupported('$bit');
    throw new CommandError(
      'FailedToParse',
      `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  if (!isDocument(fields))
    throw new CommandError(
      'FailedToParse',
      `Modifiers operate on fields but we found type ${typeof fields} instead. For example: {$mod: {<field>: ...}} not {${name}: ...}`,
    );
  return Object.entries(fields).map(([path, operand]) => {
    const parts = checkedParts(path);
    if (compile === undefined) return parseRename(path, parts, operand);
    return { path, parts, isPositional: path.includes('$'), modify: compile(operand, path), source: null };
  });
}

function parseRename(path: string, source: readonly string[], target: unknown): Change {
  if (typeof target !== 'string')
    throw new CommandError('BadValue', `The 'to' field for $rename must be a string: ${path}: ${String(target)}`);
  const parts = checkedParts(target);
  if (path === target)
    throw new CommandError('BadValue', `The source and target field for $rename must differ: ${path}`);
  if (path.startsWith(`${target}.`) || target.startsWith(`${path}.`))
    throw new CommandError(
      'BadValue',
      `The source and target field for $rename must not be on the same path: ${path}: "${target}"`,
    );
  for (const [which, name] of [
    ['source', path],
    ['destination', target],
  ])
    if (name?.includes('$') === true)
      throw new CommandError('BadValue', `The ${which} field for $rename may not be dynamic: ${name}`);
  return { path: target, parts, isPositional: false, modify: () => unchanged, source };
}

/** `$[]` or `$[name]`. */
function isElementFilter(part: string | undefined): boolean {
  return part !== undefined && /^\$\[\w*\]$/.test(part);
}

function checkedParts(path: string): string[] {
  if (path !== '' && !path.includes('.') && !path.startsWith('$')) return [path];
  const parts = path.split('.');
  if (parts.includes(''))
    throw new CommandError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  if (parts[0] === '$' || isElementFilter(parts[0]))
    throw new CommandError('BadValue', `Cannot have '${parts[0]}' in the first position in path '${path}'`);
  if (parts.filter((part) => part === '$').length > 1)
    throw new CommandError('BadValue', `Too many positional (i.e. '$') elements found in path '${path}'`);
  const bad = parts.find((part) => part.startsWith('$') && part !== '$' && !isElementFilter(part));
  if (bad !== undefined)
    throw new CommandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${bad}' in '${path}' is not allowed in the context of an update`,
    );
  return parts;
}

/** The same path twice, or a path and one inside it, have no defined order. */
export function checkConflicts(paths: readonly (readonly string[])[]): void {
  const seen = new Set<string>();
  for (const path of paths.map((parts) => parts.join('.')).sort()) {
    const parts = path.split('.');
    const clash = parts.map((_, i) => parts.slice(0, i + 1).join('.')).find((prefix) => seen.has(prefix));
    if (clash !== undefined) throw conflict(path, clash);
    seen.add(path);
  }
}

/** Below one array, elements are chosen by filters or by position, not both: what they choose is known too late. */
function checkMixedElements(paths: readonly (readonly string[])[]): void {
  const filtered = new Map<string, boolean>();
  for (const parts of paths)
    for (let i = 1; i < parts.length; i++) {
      const prefix = parts.slice(0, i).join('.');
      const isFilter = isElementFilter(parts[i]);
      if ((filtered.get(prefix) ?? isFilter) !== isFilter) throw conflict(parts.join('.'), prefix);
      filtered.set(prefix, isFilter);
    }
}

function conflict(path: string, at: string): CommandError {
  return new CommandError(
    'ConflictingUpdateOperators',
    `Updating the path '${path}' would create a conflict at '${at}'`,
  );
}
