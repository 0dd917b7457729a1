import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const WEB = path.resolve(__dirname, '../../src/web');
const TESTS = __dirname;

function textsBelow(folder: string, extension: RegExp): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => extension.test(name))
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
}

/** The classes that a style sheet names in its selectors; those of antd are not ours. */
function styledClasses(sheet: string): string[] {
  const selectors = sheet.replace(/\/\*.*?\*\//gs, '').replace(/\{[^{}]*\}/g, ' ');
  return [...selectors.matchAll(/\.([a-z][\w-]*)/gi)]
    .map(([, name = '']) => name)
    .filter((name) => !name.startsWith('ant-'));
}

interface Written {
  /** Every word of every string: a class may be chosen far from the element that carries it. */
  readonly words: Set<string>;
  /** `look-` of `look-${state}`: what such a class ends with is known only when it is shown. */
  readonly prefixes: Set<string>;
  /** Words that stand in a `className` and nowhere else could mean anything but a class. */
  readonly classes: Set<string>;
}

function isCompared(node: ts.Node): boolean {
  return ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken;
}

function isClassName(node: ts.Node): boolean {
  for (let at: ts.Node = node; at.parent !== undefined; at = at.parent) {
    if (ts.isJsxAttribute(at.parent)) return at.parent.name.getText() === 'className';
    if (ts.isPropertyAssignment(at.parent)) return at.parent.name.getText() === 'className';
  }
  return false;
}

function take(node: ts.Node, text: string, into: Written): void {
  const classes = isClassName(node) && !isCompared(node);
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    into.words.add(word);
    if (classes) into.classes.add(word);
  }
}

function takeTemplate(node: ts.TemplateExpression, into: Written): void {
  const parts = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
  parts.forEach((part, index) => {
    const cut = index === parts.length - 1 ? null : /\S+-$/.exec(part);
    if (cut !== null) into.prefixes.add(cut[0]);
    take(node, cut === null ? part : part.slice(0, cut.index), into);
  });
}

/** What the components write, read from their syntax: a comment or a name is no class. */
function written(source: string, into: Written): void {
  const walk = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) take(node, node.text, into);
    else if (ts.isTemplateExpression(node)) takeTemplate(node, into);
    ts.forEachChild(node, walk);
  };
  walk(ts.createSourceFile('page.tsx', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
}

describe('the classes of the pages', () => {
  const styled = new Set(textsBelow(path.join(WEB, 'styles'), /\.css$/).flatMap(styledClasses));
  const pages: Written = { words: new Set(), prefixes: new Set(), classes: new Set() };
  for (const source of textsBelow(WEB, /\.tsx$/)) written(source, pages);

  test('are all written by some component: no style is left behind', () => {
    expect(styled.size).toBeGreaterThan(100);
    const unused = [...styled].filter(
      (name) => !pages.words.has(name) && ![...pages.prefixes].some((prefix) => name.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  test('all have a style, or a browser test that looks for them', () => {
    expect(pages.classes.size).toBeGreaterThan(100);
    const sought = textsBelow(TESTS, /\.ts$/).join('\n');
    const unstyled = [...pages.classes].filter((name) => !styled.has(name) && !sought.includes(`.${name}`));
    expect(unstyled).toEqual([]);
  });
});
