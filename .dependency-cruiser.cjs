/** The import rules of test/architecture/layerRules.cjs as dependency-cruiser reads them: `npx depcruise src packages`. */
const { LAYERS, PACKAGES, PLATFORMS, WORKSPACES } = require('./test/architecture/layerRules.cjs');

/** Data for both sides: who opens a platform writes one row, and every list and every word follows. */
const PLATFORM_TABLE = '^src/domain/accounts/platforms\\.ts$';

const layerNames = Object.keys(LAYERS);
const ownModule = (name) => `^(node:)?${name.replace(/^node:/, '')}(/|$)`;

/** A rule for what is not a file of this repository: packages by name, Node's own modules as a whole. */
function packageRule(name, from, allowed) {
  const modules = allowed.filter((entry) => entry !== 'node:.*');
  return [
    {
      name: `${name}-packages`,
      severity: 'error',
      comment: `${name} may use only these packages: ${allowed.join(', ') || 'none'}.`,
      from: { path: from },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown', 'npm-optional', 'npm-peer', 'unknown'],
        ...(modules.length === 0
          ? {}
          : { pathNot: modules.flatMap((entry) => [`node_modules/(@types/)?${entry}/`, ownModule(entry)]) }),
      },
    },
    ...(allowed.includes('node:.*')
      ? []
      : [
          {
            name: `${name}-no-node-modules`,
            severity: 'error',
            comment: `${name} uses no module of Node.`,
            from: { path: from },
            to: { dependencyTypes: ['core'] },
          },
        ]),
  ];
}

const layerRules = layerNames.flatMap((layer) => {
  const forbidden = layerNames.filter((other) => other !== layer && !LAYERS[layer].includes(other));
  return [
    {
      name: `${layer}-imports`,
      severity: 'error',
      comment: `${layer}/ imports itself and ${LAYERS[layer].join(', ') || 'nothing else'}.`,
      from: { path: `^src/${layer}/` },
      to: { path: [`^src/(${[...forbidden, 'web'].join('|')})/`, '^src/main\\.ts$'] },
    },
    ...packageRule(layer, `^src/${layer}/`, PACKAGES[layer]),
    ...(PACKAGES[layer].some((entry) => entry.startsWith('@gov-matrix/'))
      ? []
      : [
          {
            name: `${layer}-no-workspace`,
            severity: 'error',
            comment: `${layer}/ does not know the packages of this repository.`,
            from: { path: `^src/${layer}/` },
            to: { path: '^packages/' },
          },
        ]),
  ];
});

const workspaceRules = Object.entries(WORKSPACES).flatMap(([name, allowed]) => [
  {
    name: `${name}-knows-nothing-of-the-product`,
    severity: 'error',
    comment: 'A package of this repository imports its own files only.',
    from: { path: `^packages/${name}/src/` },
    to: { path: '^(src|packages)/', pathNot: `^packages/${name}/src/` },
  },
  ...packageRule(name, `^packages/${name}/src/`, allowed),
]);

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or need a third.',
      from: {},
      to: { circular: true },
    },
    ...layerRules,
    {
      name: 'platforms-apart',
      severity: 'error',
      comment:
        'A platform folder imports its own files and the neutral folders of connectors/, never another platform.',
      from: { path: `^src/connectors/(${PLATFORMS.join('|')})/` },
      to: { path: `^src/connectors/(${PLATFORMS.join('|')})/`, pathNot: '^src/connectors/$1/' },
    },
    {
      name: 'neutral-folders-know-no-platform',
      severity: 'error',
      comment: 'outbound/, reading/ and repost/ serve every platform.',
      from: { path: '^src/connectors/(outbound|reading|repost)/' },
      to: { path: `^src/connectors/(${PLATFORMS.join('|')})/` },
    },
    {
      name: 'services-subjects-apart',
      severity: 'error',
      comment:
        'A subject of services/ takes its input from the store and imports nothing of another subject. What one does ' +
        'for another is handed in by services/index.ts; its type stands in services/steps.ts.',
      from: { path: '^src/services/(?!toView/|views/)([^/]+)/' },
      to: { path: '^src/services/((?!toView/)[^/]+/|(index|contract)\\.ts$)', pathNot: '^src/services/$1/' },
    },
    {
      name: 'services-views-read-contracts',
      severity: 'error',
      comment: 'views/ may read the contracts of the subjects it shows, and nothing else of them.',
      from: { path: '^src/services/views/' },
      to: { path: '^src/services/(?!toView/|views/)[^/]+/', pathNot: '/contract\\.ts$' },
    },
    {
      name: 'services-neutral-files-know-no-subject',
      severity: 'error',
      comment:
        'The shared files of services/ serve every subject; only index.ts and contract.ts put subjects together.',
      from: { path: '^src/services/(toView/|[^/]+\\.ts$)', pathNot: '^src/services/(index|contract)\\.ts$' },
      to: { path: '^src/services/(?!toView/)[^/]+/' },
    },
    {
      name: 'web-takes-types-only',
      severity: 'error',
      comment:
        'web/ takes types of api/ and domain/; their code stays on the server. The table of platforms is words and names.',
      from: { path: '^src/web/' },
      to: { path: '^src/(api|domain)/', pathNot: PLATFORM_TABLE, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'wording-takes-types-only',
      severity: 'error',
      comment: 'wording/ goes to the browser with web/: of api/ and domain/ it takes types.',
      from: { path: '^src/wording/' },
      to: { path: '^src/(api|domain)/', pathNot: PLATFORM_TABLE, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-alone',
      severity: 'error',
      comment: 'web/ imports itself, wording/ and types of api/ and domain/.',
      from: { path: '^src/web/' },
      to: { path: ['^src/(?!web/|wording/|api/|domain/)', '^packages/'] },
    },
    {
      name: 'one-way-to-the-outside',
      severity: 'error',
      comment: 'src/ imports no test.',
      from: { path: '^(src|packages/[^/]+/src)/' },
      to: { path: '(^|/)test/' },
    },
    ...workspaceRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'require', 'node', 'default'] },
  },
};
