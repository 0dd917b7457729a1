// Layers, who may import whom, and why: docs/architecture.md. The same table is checked over the whole tree by
// dependency-cruiser (test/architecture/layers.test.ts); here the editor tells, there the suite tells.
import fs from 'node:fs';
import * as regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { CLOCK_RULES, LAYERS, PACKAGES, PLATFORMS, WORKSPACES } from './test/architecture/layerRules.cjs';

const onlyPackages = (folder, allowed) => ({
  regex: `^(?!\\.)(?!(${allowed.join('|') || 'nothing-at-all'})(/|$))`,
  message: `${folder} may use only these packages: ${allowed.join(', ') || 'none'}.`,
});

/** How long a test may take on a slow machine is said once, against hanging only. */
const TIME_LIMIT_RULES = [
  'CallExpression[callee.name=/^(test|it)$/][arguments.length>2]',
  'CallExpression[callee.name=/^(before|after)(All|Each)$/][arguments.length>1]',
  "CallExpression[callee.callee.property.name='each'][arguments.length>2]",
  "CallExpression[callee.object.name='jest'][callee.property.name='setTimeout']",
].map((selector) => ({ selector, message: 'No time limit of its own: jest.config.cjs has the one for all tests.' }));

const layerEntries = Object.entries(LAYERS).map(([layer, allowed]) => {
  const forbidden = [...Object.keys(LAYERS), 'web', 'main'].filter(
    (other) => other !== layer && !allowed.includes(other),
  );
  // A subject may be called as a layer is: beside it, one step up leads to the subject.
  const steps = (other) => (fs.existsSync(new URL(`src/${layer}/${other}`, import.meta.url)) ? '{2,}' : '+');
  const patterns = forbidden.map((other) => ({
    regex: `^(\\.\\./)${steps(other)}${other}(/|$)`,
    message: `${layer}/ must not import ${other}/ (allowed: ${allowed.join(', ') || 'nothing'}).`,
  }));
  patterns.push(onlyPackages(`${layer}/`, PACKAGES[layer]));
  return {
    files: [`src/${layer}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
});

const platformEntries = PLATFORMS.map((platform) => {
  const layerPatterns = layerEntries.find(({ files }) => files[0] === 'src/connectors/**/*.ts');
  const { patterns } = layerPatterns.rules['@typescript-eslint/no-restricted-imports'][1];
  const others = PLATFORMS.filter((other) => other !== platform).map((other) => ({
    regex: `^(\\.\\./)+${other}(/|$)`,
    message: 'A platform folder imports its own files and the neutral folders beside it; never another platform.',
  }));
  return {
    files: [`src/connectors/${platform}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [...patterns, ...others] }] },
  };
});

const workspaceEntries = Object.entries(WORKSPACES).map(([name, allowed]) => ({
  files: [`packages/${name}/src/**/*.ts`],
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [onlyPackages(name, allowed)] }] },
}));

export default tseslint.config(
  {
    ignores: [
      '.stryker-tmp/**',
      '**/dist/**',
      '**/node_modules/**',
      'data/**',
      'coverage/**',
      'reports/**',
      '**/*.cjs',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-params': ['error', 3],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  {
    files: [
      'src/**/*.ts',
      'packages/*/src/**/*.ts',
      'packages/*/test/**/*.ts',
      'test/**/*.ts',
      'src/web/**/*.tsx',
      'test/web/**/*.tsx',
    ],
    ignores: ['src/web/vite.config.mts'],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.json', './src/web/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // What reads other people's pages and texts: an expression whose cost grows faster than the text stops everything.
    files: ['src/connectors/**/*.ts', 'src/domain/time/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
    },
  },
  ...layerEntries,
  ...platformEntries,
  ...workspaceEntries,
  {
    files: ['src/web/**/*.ts', 'src/web/**/*.tsx'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(\\.\\./)+(api/|domain/(?!accounts/platforms$))',
              message: 'web/ takes types only from domain/ and api/, but for the table of platforms.',
              allowTypeImports: true,
            },
            {
              regex: `^(\\.\\./)+(${Object.keys(LAYERS)
                .filter((layer) => !['domain', 'api', 'wording'].includes(layer))
                .join('|')}|main)(/|$)`,
              message: 'web/ imports web/, wording/ and types of domain/ and api/ only.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/domain/**/*.ts', 'src/services/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...CLOCK_RULES] },
  },
  { files: ['src/**/*.ts'], ignores: ['src/main.ts', 'src/web/**'], rules: { 'no-console': 'error' } },
  {
    files: ['test/**/*.ts', 'test/**/*.tsx', 'packages/*/test/**/*.ts'],
    rules: { 'max-params': 'off', 'no-restricted-syntax': ['error', ...TIME_LIMIT_RULES] },
  },
);
