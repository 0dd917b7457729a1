import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** What dependency-cruiser finds against `.dependency-cruiser.cjs` in a tree; run as the command it is, in a process of its own. */
function violationsIn(folder: string): readonly Violation[] {
  const command = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const configuration = path.join(root, '.dependency-cruiser.cjs');
  const argv = [command, '--config', configuration, '--output-type', 'json', 'src', 'packages'];
  const json = execFileSync(process.execPath, argv, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  return (JSON.parse(json) as { summary: { violations: Violation[] } }).summary.violations;
}

/** A file planted where it has no business, and the rule that must name it. */
const PLANTED: readonly { readonly file: string; readonly text: string; readonly rule: string }[] = [
  { file: 'src/domain/a.ts', text: "import 'zod';", rule: 'domain-packages' },
  { file: 'src/domain/b.ts', text: "import '../storage/index';", rule: 'domain-imports' },
  {
    file: 'src/domain/c.ts',
    text: "import type { X } from '../ports/index'; export type Y = X;",
    rule: 'domain-imports',
  },
  { file: 'src/services/x/a.ts', text: "import '../../connectors/outbound/http';", rule: 'services-imports' },
  { file: 'src/services/x/b.ts', text: "import 'node:fs';", rule: 'services-no-node-modules' },
  { file: 'src/services/accounts/a.ts', text: "import '../cases/step';", rule: 'services-subjects-apart' },
  {
    file: 'src/services/accounts/issuing/a.ts',
    text: "import type { X } from '../../views/read'; export type Y = X;",
    rule: 'services-subjects-apart',
  },
  { file: 'src/services/accounts/b.ts', text: "import '../index';", rule: 'services-subjects-apart' },
  { file: 'src/services/views/a.ts', text: "import '../cases/step';", rule: 'services-views-read-contracts' },
  { file: 'src/services/toView/a.ts', text: "import '../views/read';", rule: 'services-neutral-files-know-no-subject' },
  {
    file: 'src/services/steps.ts',
    text: "import '../services/cases/step';",
    rule: 'services-neutral-files-know-no-subject',
  },
  { file: 'src/connectors/weibo/a.ts', text: "import '../wechat/token';", rule: 'platforms-apart' },
  { file: 'src/connectors/reading/a.ts', text: "import '../wechat/token';", rule: 'neutral-folders-know-no-platform' },
  { file: 'src/storage/a.ts', text: "import '../services/index';", rule: 'storage-imports' },
  { file: 'src/storage/b.ts', text: "import 'express';", rule: 'storage-packages' },
  { file: 'src/http/a.ts', text: "import '../storage/index';", rule: 'http-imports' },
  { file: 'src/http/b.ts', text: "import 'mongoose';", rule: 'http-packages' },
  { file: 'src/app/a.ts', text: "import '../main';", rule: 'app-imports' },
  { file: 'src/web/a.ts', text: "import '../domain/errors';", rule: 'web-takes-types-only' },
  { file: 'src/wording/a.ts', text: "import '../domain/errors';", rule: 'wording-takes-types-only' },
  { file: 'src/web/b.ts', text: "import type { X } from '../ports/index'; export type Y = X;", rule: 'web-alone' },
  { file: 'src/ports/one.ts', text: "import './two'; export const one = 1;", rule: 'no-circles' },
  {
    file: 'packages/embedded-store/src/a.ts',
    text: "import '../../../src/domain/errors';",
    rule: 'embedded-store-knows-nothing-of-the-product',
  },
  { file: 'packages/platform-sandbox/src/a.ts', text: "import 'axios';", rule: 'platform-sandbox-packages' },
];

/** What the planted files import, so that every import can be followed. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  'src/storage/index.ts': '',
  'src/services/index.ts': '',
  'src/services/cases/step.ts': '',
  'src/services/cases/contract.ts': 'export type X = 1;',
  'src/services/views/read.ts': 'export type X = 1;',
  'src/services/runWorkers.ts': '',
  'src/services/accounts/legal.ts': "import '../runWorkers'; import './issuing/legal';",
  'src/services/accounts/issuing/legal.ts': "import '../own'; import '../../toView/legal';",
  'src/services/accounts/own.ts': '',
  'src/services/toView/legal.ts': '',
  'src/services/views/legal.ts': "import type { X } from '../cases/contract'; export type Y = X;",
  'src/ports/index.ts': 'export type X = 1;',
  'src/ports/two.ts': "import './one'; export const two = 2;",
  'src/domain/errors.ts': '',
  'src/connectors/outbound/http.ts': '',
  'src/connectors/wechat/token.ts': '',
  'src/main.ts': '',
  'src/services/legal.ts': "import '../domain/errors'; import type { X } from '../ports/index'; export type Y = X;",
  'src/connectors/weibo/legal.ts': "import '../outbound/http';",
  'src/wording/legal.ts': "import type { E } from '../domain/errors'; export type F = E;",
  'src/web/saying.ts': "import '../wording/legal';",
  'src/web/legal.ts': "import type { E } from '../domain/errors'; export type F = E;",
};

describe('the import rules of the source tree', () => {
  test('hold in every file, types included, and no two files need each other', () => {
    expect(violationsIn(root).map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  test('name every planted violation and nothing beside it', () => {
    const tree = fs.mkdtempSync(path.join(os.tmpdir(), 'planted-'));
    try {
      for (const [file, text] of [
        ...Object.entries(NEIGHBOURS),
        ...PLANTED.map(({ file, text }) => [file, text] as const),
      ]) {
        fs.mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
        fs.writeFileSync(path.join(tree, file), `${text}\nexport {};\n`);
      }
      fs.writeFileSync(
        path.join(tree, 'tsconfig.json'),
        '{"compilerOptions":{"module":"node20","moduleResolution":"node16"}}',
      );
      const found = new Set(violationsIn(tree).map(({ from, rule }) => `${from} ${rule.name}`));
      const expected = PLANTED.map(({ file, rule }) => `${file} ${rule}`);
      // A circle is told once, from whichever of its files is read first.
      const circle = (entry: string): string =>
        entry.replace(/^src\/ports\/(one|two)\.ts no-circles$/, 'src/ports/one.ts no-circles');
      expect([...new Set([...found].map(circle))].sort()).toEqual([...expected].sort());
    } finally {
      fs.rmSync(tree, { recursive: true });
    }
  });

  test('keep clock, randomness, environment and console out of domain and services', () => {
    const forbidden = /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b|\bprocess\.|\bconsole\./;
    const offenders = ['domain', 'services']
      .flatMap((layer) => sourceFiles(path.join(root, 'src', layer)))
      .filter((file) => forbidden.test(fs.readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')));
    expect(offenders.map((file) => path.relative(root, file))).toEqual([]);
  });

  test('leave main.ts alone beside the folders of src/', () => {
    const files = fs.readdirSync(path.join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toEqual(['main.ts']);
  });
});

function sourceFiles(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? sourceFiles(full) : /\.(ts|tsx)$/.test(entry.name) ? [full] : [];
  });
}
