import { isDocument, isNumeric, numberOf } from '../bson/valueOrder';
import { nameAndOperand } from './compileDocumentStages';

/**
 * The top-level fields a pipeline can look at, undefined for all. A pipeline whose first stages end in `$group`,
 * `$count` or a
 * `$project` of named fields forgets everything else, so that nothing else need be decoded.
 */
export function fieldsNeeded(pipeline: readonly unknown[]): ReadonlySet<string> | undefined {
  const fields = new Set<string>();
  for (const stage of pipeline) {
    const { name, operand } = nameAndOperand(stage);
    if (name === '$limit' || name === '$skip') continue;
    if (name === '$count') return fields;
    if (name === '$group' || name === '$sortByCount') return readPaths(operand, fields) ? fields : undefined;
    if (name === '$project' && isDocument(operand)) return readProjection(operand, fields) ? fields : undefined;
    if (name === '$unwind' && readPaths(operand, fields)) continue;
    return undefined;
  }
  return undefined;
}

/**
 * Collects the fields an expression names; false when it may read the whole document, or names fields without a `$`.
 */
function readPaths(expression: unknown, fields: Set<string>): boolean {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return !/^\$\$(ROOT|CURRENT)\b/.test(expression);
    if (expression.startsWith('$')) fields.add(expression.slice(1).split('.', 1)[0] as string);
    return true;
  }
  if (Array.isArray(expression)) return expression.every((item) => readPaths(item, fields));
  if (!isDocument(expression)) return true;
  if (Object.hasOwn(expression, '$getField')) return false;
  return Object.values(expression).every((item) => readPaths(item, fields));
}

/** A projection that keeps fields reads those and what its expressions name; one that leaves fields out reads all. */
function readProjection(projection: Readonly<Record<string, unknown>>, fields: Set<string>): boolean {
  fields.add('_id');
  return Object.entries(projection).every(([path, value]) => {
    const isFlag = typeof value === 'boolean' || isNumeric(value);
    if (isFlag && path !== '_id' && (value === false || (isNumeric(value) && numberOf(value) === 0))) return false;
    if (path !== '_id') fields.add(path.split('.', 1)[0] as string);
    return isFlag || readPaths(value, fields);
  });
}
