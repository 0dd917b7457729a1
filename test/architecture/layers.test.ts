import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';

const root = path.resolve(__dirname, '../..');
const source = path.join(root, 'src');

interface LayerRules {
  LAYERS: Record<string, string[]>;
  PACKAGES: Record<string, string[] | 'any'>;
}

/**
 * The table lives in one ECMAScript module shared with the linter; jest runs CommonJS, so it is read through node
 * itself.
 */
const { LAYERS, PACKAGES } = JSON.parse(
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { LAYERS, PACKAGES } from ${JSON.stringify(path.join(__dirname, 'layerRules.mjs'))}; process.stdout.write(JSON.stringify({ LAYERS, PACKAGES }));`,
    ],
    { encoding: 'utf8' },
  ),
) as LayerRules;

function sourceFiles(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(full);
    return /\.(ts|tsx)$/.test(entry.name) ? [full] : [];
  });
}

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = fs.readFileSync(file, 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(/^\s*(import|export)\s+(type\s+)?[^'";]*?from\s+'([^']+)'/gm))
    found.push({ specifier: match[3] ?? '', typeOnly: match[2] !== undefined });
  for (const match of text.matchAll(/^\s*import\s+'([^']+)'/gm))
    found.push({ specifier: match[1] ?? '', typeOnly: false });
  for (const match of text.matchAll(/\b(?:require|import)\(\s*'([^']+)'\s*\)/g))
    found.push({ specifier: match[1] ?? '', typeOnly: false });
  return found;
}

/**
 * The rules on one import: null when it is allowed, else a sentence. Exported shape kept small so the rules themselves
 * can be tried.
 */
function judgeImport(file: string, { specifier, typeOnly }: Import): string | null {
  const inside = path.relative(source, file).split(path.sep);
  const layer = inside.length > 1 ? (inside[0] ?? '') : '';
  const isRelative = specifier.startsWith('.');
  if (layer === 'web') {
    if (!isRelative) return null;
    const [target] = path.relative(source, path.resolve(path.dirname(file), specifier)).split(path.sep);
    if (target === 'web') return null;
    return target === 'domain' && typeOnly ? null : `web/ takes only types of domain/, not ${specifier}`;
  }
  if (layer === '' || !(layer in LAYERS)) return null;
  if (!isRelative) {
    const allowed = PACKAGES[layer];
    if (allowed === 'any' || allowed?.some((name) => new RegExp(`^${name}(/|$)`).test(specifier))) return null;
    return `${layer}/ may not use the package ${specifier}`;
  }
  const targetParts = path.relative(source, path.resolve(path.dirname(file), specifier)).split(path.sep);
  const target =
    targetParts.length > 1 || fs.existsSync(path.join(source, targetParts[0] ?? ''))
      ? (targetParts[0] ?? '')
      : '(wiring)';
  if (target === layer) {
    const platform = inside.length > 2 ? inside[1] : null;
    const targetPlatform = targetParts[1] ?? '';
    const platforms = ['weibo', 'wechat', 'portal', 'policies'];
    if (
      layer === 'connectors' &&
      platform !== null &&
      platforms.includes(platform ?? '') &&
      platforms.includes(targetPlatform) &&
      targetPlatform !== platform
    ) {
      return `the platform folder ${platform} may not import the platform folder ${targetPlatform}`;
    }
    return null;
  }
  return LAYERS[layer]?.includes(target) ? null : `${layer}/ may not import ${target}/`;
}

const files = sourceFiles(source);

describe('the layers of the source tree', () => {
  test('hold to the import rules of the design in every file', () => {
    const broken = files.flatMap((file) =>
      importsOf(file).flatMap((imported) => {
        const verdict = judgeImport(file, imported);
        return verdict === null ? [] : [`${path.relative(root, file)}: ${verdict}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  test.each([
    ['src/domain/x/a.ts', { specifier: 'zod', typeOnly: false }],
    ['src/domain/x/a.ts', { specifier: '../../storage/index', typeOnly: false }],
    ['src/services/x/a.ts', { specifier: '../../connectors/http', typeOnly: false }],
    ['src/services/x/a.ts', { specifier: 'node:fs', typeOnly: false }],
    ['src/connectors/weibo/a.ts', { specifier: '../wechat/token', typeOnly: false }],
    ['src/storage/a.ts', { specifier: '../services/index', typeOnly: false }],
    ['src/embedded/a.ts', { specifier: '../domain/ids', typeOnly: false }],
    ['src/sandbox/a.ts', { specifier: '../domain/ids', typeOnly: true }],
    ['src/http/a.ts', { specifier: '../storage/index', typeOnly: false }],
    ['src/web/pages/a.tsx', { specifier: '../../domain/errors', typeOnly: false }],
  ])('refuse a planted violation in %s: %j', (file, imported) => {
    expect(judgeImport(path.join(root, file), imported)).not.toBeNull();
  });

  test.each([
    ['src/services/x/a.ts', { specifier: '../../domain/ids', typeOnly: false }],
    ['src/connectors/weibo/a.ts', { specifier: '../http', typeOnly: false }],
    ['src/http/a.ts', { specifier: '../services/index', typeOnly: true }],
    ['src/web/pages/a.tsx', { specifier: '../../domain/views/views', typeOnly: true }],
  ])('let a legal import pass in %s: %j', (file, imported) => {
    expect(judgeImport(path.join(root, file), imported)).toBeNull();
  });

  test('keep clock, randomness, environment and console out of domain and services', () => {
    const forbidden = /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b|\bprocess\.|\bconsole\./;
    const offenders = files
      .filter((file) => /^(domain|services)$/.test(path.relative(source, file).split(path.sep)[0] ?? ''))
      .filter((file) => forbidden.test(fs.readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')));
    expect(offenders.map((file) => path.relative(root, file))).toEqual([]);
  });

  test('have one place each for mongoose, express, socket.io and node-cron', () => {
    const owners: Record<string, RegExp> = {
      mongoose: /^src\/(storage|embedded)\//,
      express: /^src\/http\//,
      'socket.io': /^src\/http\//,
      'node-cron': /^src\/scheduler\.ts$/,
      'chinese-days': /^src\/calendarSource\.ts$/,
    };
    const strays = files.flatMap((file) =>
      importsOf(file)
        .filter(
          ({ specifier }) =>
            specifier in owners && !owners[specifier]?.test(path.relative(root, file).split(path.sep).join('/')),
        )
        .map(({ specifier }) => `${path.relative(root, file)} imports ${specifier}`),
    );
    expect(strays).toEqual([]);
  });
});
