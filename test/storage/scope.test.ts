import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { scopedReads } from './scopedReads';
import { useTestStore } from './testStore';
import { fillTwoUnits, type TwoUnits } from './twoUnits';

const { storage } = useTestStore({ database: 'kept' });
let both: TwoUnits;
beforeAll(async () => {
  both = await fillTwoUnits(storage);
});
const first = { limit: 50, cursor: null };
const READS = scopedReads(storage);

/** `repository.function` of every function of the storage port with a parameter of the type `Scope`. */
function scopedFunctions(): readonly string[] {
  const folder = path.join(__dirname, '../../src/ports');
  const sources = fs
    .readdirSync(folder, { encoding: 'utf8', recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ts.createSourceFile(name, fs.readFileSync(path.join(folder, name), 'utf8'), ts.ScriptTarget.ES2022));
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  for (const source of sources)
    for (const statement of source.statements)
      if (ts.isInterfaceDeclaration(statement)) interfaces.set(statement.name.text, statement);
  const nameOf = (node: { readonly name?: ts.PropertyName | undefined }): string =>
    node.name !== undefined && ts.isIdentifier(node.name) ? node.name.text : '';
  const namesIn = ({ expression, typeArguments }: ts.ExpressionWithTypeArguments): readonly string[] => [
    ...(ts.isIdentifier(expression) ? [expression.text] : []),
    ...(typeArguments ?? []).map((type) => typeOf(type)).filter((name) => name !== ''),
  ];
  const typeOf = (type: ts.TypeNode | undefined): string =>
    type !== undefined && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? type.typeName.text : '';
  /** With those of the interfaces it extends, as `Kept` of `extends Omit<Kept<…>, 'list'>`. */
  const membersOf = (name: string): readonly ts.TypeElement[] => {
    const declared = interfaces.get(name);
    if (declared === undefined) return [];
    const extended = (declared.heritageClauses ?? []).flatMap(({ types }) => types.flatMap(namesIn));
    return [...declared.members, ...extended.flatMap(membersOf)];
  };
  return membersOf('Storage')
    .filter(ts.isPropertySignature)
    .flatMap((repository) =>
      membersOf(typeOf(repository.type))
        .filter(ts.isMethodSignature)
        .filter(({ parameters }) => parameters.some(({ type }) => typeOf(type) === 'Scope'))
        .map((method) => `${nameOf(repository)}.${nameOf(method)}`),
    );
}

describe('scope', () => {
  test('is tried on every function that takes one', () => {
    expect(scopedFunctions().length).toBeGreaterThan(15);
    expect(Object.keys(READS).sort()).toEqual([...scopedFunctions()].sort());
  });

  test.each(Object.entries(READS))('%s lets nothing of other units through', async (_name, read) => {
    expect(await read(both.unit, both)).toBe(1);
    expect(await read(both.county, both)).toBe(2);
    expect(await read(null, both)).toBe(2);
  });

  test('cannot be widened by asking for another unit', async () => {
    const { outside, unit } = both;
    expect((await storage.accounts.list({ unitId: outside.unitId }, first, unit)).items).toEqual([]);
    expect((await storage.cases.list({ unitId: outside.unitId }, first, unit)).items).toEqual([]);
    expect((await storage.cases.list({ accountId: outside.id }, first, unit)).items).toEqual([]);
    expect((await storage.obligations.list({ unitId: outside.unitId }, first, unit)).items).toEqual([]);
    expect((await storage.obligations.list({ accountId: outside.id }, first, unit)).items).toEqual([]);
    expect((await storage.alerts.list({ accountId: outside.id }, first, unit)).items).toEqual([]);
  });

  test('can be narrowed to a unit below it', async () => {
    const { inside, unit, county } = both;
    const narrowed = await storage.accounts.list({ unitId: unit }, first, county);
    expect(narrowed.items.map(({ account }) => account.id)).toEqual([inside.id]);
  });

  test('that is none sees also what belongs to no unit', async () => {
    const { county } = both;
    expect((await storage.alerts.list({}, first, county)).items).toHaveLength(2);
    expect((await storage.alerts.list({}, first, null)).items).toHaveLength(3);
  });

  test('that is no unit id is refused, never taken for none', async () => {
    for (const scope of ['', undefined, { $ne: null }, 'x'])
      await expect(storage.accounts.list({}, first, scope as never)).rejects.toMatchObject({ code: 'invalid-id' });
  });
});
