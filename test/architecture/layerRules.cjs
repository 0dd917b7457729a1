/**
 * Who may import whom (docs/architecture.md). One direction: main → cli → app → {http, scheduler} → services → ports →
 * domain. The linter reads this table to tell in the editor, dependency-cruiser reads it to tell in the suite.
 */

/** Folder of src/ → folders it may import besides itself. */
const LAYERS = {
  domain: [],
  api: ['domain'],
  wording: ['domain', 'api'],
  'stream-client': ['domain', 'api', 'wording'],
  ports: ['domain'],
  services: ['domain', 'ports', 'api', 'wording'],
  connectors: ['domain', 'ports'],
  notify: ['domain', 'ports', 'wording'],
  storage: ['domain', 'ports'],
  http: ['domain', 'ports', 'services', 'api'],
  scheduler: ['domain', 'ports', 'services'],
  config: ['domain', 'services'],
  app: ['domain', 'ports', 'services', 'connectors', 'notify', 'storage', 'http', 'scheduler', 'config', 'api'],
  cli: ['domain', 'ports', 'services', 'config', 'app'],
};

/** Packages a folder may use, by folder of src/ or by package of this repository; null where it exists to hold them. */
const PACKAGES = {
  domain: [],
  api: [],
  wording: [],
  'stream-client': ['node:.*', 'socket.io-client'],
  ports: [],
  services: [],
  connectors: [
    ...['node:.*', 'axios', 'rss-parser', 'htmlparser2', 'cheerio', 'domhandler', 'fast-xml-parser', 'zod'],
    ...['fflate', 'unpdf'],
  ],
  notify: ['node:.*', 'axios', 'nodemailer'],
  storage: ['mongoose', 'node:.*'],
  http: ['node:.*', 'express', 'express-rate-limit', 'helmet', 'socket.io', 'zod', 'prom-client', 'htmlparser2'],
  scheduler: ['node:.*', 'node-cron'],
  config: ['node:.*', 'zod', 'chinese-days', 'pinyin-pro', 'cnchar-order'],
  app: ['node:.*', 'pino', '@gov-matrix/.*'],
  cli: ['node:.*', 'zod', '@gov-matrix/embedded-store'],
};

/** Folders of connectors/ that hold a platform each: a platform knows its own files and the neutral folders beside it. */
const PLATFORMS = ['weibo', 'wechat', 'portal', 'policies', 'feed', 'sites'];

/** The packages of this repository and what each may use: they know nothing of the product. */
const WORKSPACES = {
  'embedded-store': ['node:.*', 'lmdb', 'bson'],
  'platform-sandbox': ['node:.*'],
};

/** The clock, randomness and the outside are handed in: a decision that reads them cannot be replayed. */
const CLOCK_RULES = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The clock is handed in.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'The clock is handed in.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Randomness is handed in.' },
  { selector: "MemberExpression[object.name='process']", message: 'The environment is read by config/ alone.' },
  { selector: "MemberExpression[object.name='console']", message: 'Use the log that is handed in.' },
];

module.exports = { LAYERS, PACKAGES, PLATFORMS, WORKSPACES, CLOCK_RULES };
