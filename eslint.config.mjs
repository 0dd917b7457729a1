// Layers, who may import whom, and why: design of the product, section 8. The same rules are checked on the source text
// by test/architecture/layers.test.ts, which reads this table; here the editor tells, there the suite tells.
import tseslint from 'typescript-eslint';
import { LAYERS, PACKAGES, clockRules } from './test/architecture/layerRules.mjs';

const layerEntries = Object.entries(LAYERS).map(([layer, allowed]) => {
  const forbidden = Object.keys(LAYERS).filter((other) => other !== layer && !allowed.includes(other));
  const patterns = forbidden.map((other) => ({
    // connectors/ has an http of its own, one step up from a platform folder; the server's http/ is two steps up.
    regex: layer === 'connectors' && other === 'http' ? '^(\\.\\./){2,}http(/|$)' : `^(\\.\\./)+${other}(/|$)`,
    message: `${layer}/ must not import ${other}/ (allowed: ${allowed.join(', ') || 'nothing'}).`,
  }));
  patterns.push({
    regex: '^(\\.\\./)+(app|main|config|scheduler)$',
    message: 'Only main wires and reads configuration; layers get what they need handed in.',
  });
  const packages = PACKAGES[layer];
  if (packages !== 'any') {
    patterns.push({
      regex: `^(?!\\.)(?!(${packages.join('|') || 'nothing-at-all'})(/|$))`,
      message: `${layer}/ may use only these packages: ${packages.join(', ') || 'none'}.`,
    });
  }
  if (layer === 'connectors') {
    for (const platform of ['weibo', 'wechat', 'portal', 'policies']) {
      patterns.push({
        regex: `^\\.\\./${platform}(/|$)`,
        message: 'A platform folder imports its own files, connectors/http, ports and domain; never another platform.',
      });
    }
  }
  return {
    files: [`src/${layer}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
});

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'data/**', 'coverage/**', '**/*.cjs'] },
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
    files: ['src/**/*.ts'],
    ignores: ['src/web/**'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  ...layerEntries,
  {
    files: ['src/connectors/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off' },
  },
  {
    files: ['src/web/**/*.ts', 'src/web/**/*.tsx'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(\\.\\./)+domain/', message: 'web/ takes types only from domain/.', allowTypeImports: true },
            {
              regex:
                '^(\\.\\./)+(ports|services|connectors|storage|embedded|sandbox|http|notify|app|config|scheduler|main)(/|$)',
              message: 'web/ imports web/ and types of domain/ only.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/domain/**/*.ts', 'src/services/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...clockRules] },
  },
  { files: ['src/**/*.ts'], ignores: ['src/main.ts', 'src/web/**'], rules: { 'no-console': 'error' } },
  { files: ['test/**/*.ts', 'test/**/*.tsx'], rules: { 'max-params': 'off' } },
);
