import type { Schema, SchemaType } from 'mongoose';

/** What stands at a path of a schema; `free`: anything may. */
export type PathType = SchemaType | 'free';

/** What a list holds: its elements' type, and their schema where they are parts. */
export function elementsOf(type: SchemaType): { readonly type: SchemaType; readonly schema?: Schema } {
  const { embeddedSchemaType, schema } = type as SchemaType & {
    readonly embeddedSchemaType: SchemaType;
    readonly schema?: Schema;
  };
  return schema === undefined ? { type: embeddedSchemaType } : { type: embeddedSchemaType, schema };
}

/** The schema of a part, or of the parts in a list. */
export function partSchemaOf(type: SchemaType): Schema | undefined {
  return (type as SchemaType & { readonly schema?: Schema }).schema;
}

/** The type of the values of a map. */
export function valuesOf(type: SchemaType): SchemaType {
  return (type as SchemaType & { readonly $__schemaType: SchemaType }).$__schemaType;
}

/**
 * Returns what stands at a dotted path, through parts, lists of parts and maps; null where the schema knows no such
 * path. A path is resolved once: queries name the same few again and again.
 */
export function compilePaths(schema: Schema): (path: string) => PathType | null {
  const known = new Map<string, PathType | null>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const found = resolve(schema, path.split('.'));
    // Keys of a map are as many as people choose.
    if (known.size < MAX_KNOWN) known.set(path, found);
    return found;
  };
}

const MAX_KNOWN = 1_000;

function resolve(schema: Schema, [field = '', ...rest]: readonly string[]): PathType | null {
  const type = (schema.paths as Readonly<Record<string, SchemaType>>)[field];
  return type === undefined ? null : within(type, rest);
}

function within(type: SchemaType, rest: readonly string[]): PathType | null {
  if (rest.length === 0) return type;
  if (type.instance === 'Mixed') return 'free';
  if (type.instance === 'Map') return within(valuesOf(type), rest.slice(1));
  const schema = partSchemaOf(type);
  return schema === undefined ? null : resolve(schema, rest);
}
