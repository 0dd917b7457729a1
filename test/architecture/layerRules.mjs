/**
 * Folder → folders it may import besides itself. One direction: main → app → {http, scheduler} → services → ports →
 * domain.
 */
export const LAYERS = {
  domain: [],
  ports: ['domain'],
  services: ['domain', 'ports'],
  connectors: ['domain', 'ports'],
  notify: ['domain', 'ports'],
  storage: ['domain', 'ports'],
  embedded: [],
  sandbox: [],
  http: ['domain', 'ports', 'services'],
};

/** Packages a layer may use; `any` where the layer exists to hold them. */
export const PACKAGES = {
  domain: [],
  ports: [],
  services: [],
  connectors: ['node:.*', 'axios', 'rss-parser', 'htmlparser2', 'cheerio', 'domhandler', 'fast-xml-parser', 'zod'],
  notify: ['node:.*', 'axios', 'nodemailer'],
  storage: ['mongoose', 'node:.*'],
  embedded: ['node:.*', 'lmdb', 'bson', 'mongoose'],
  sandbox: ['node:.*'],
  http: ['node:.*', 'express', 'express-rate-limit', 'helmet', 'socket.io', 'zod', 'prom-client'],
};

/** The clock, randomness and the outside are handed in: a decision that reads them cannot be replayed. */
export const clockRules = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The clock is handed in.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'The clock is handed in.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Randomness is handed in.' },
  { selector: "MemberExpression[object.name='process']", message: 'The environment is read by config.ts alone.' },
  { selector: "MemberExpression[object.name='console']", message: 'Use the log that is handed in.' },
];
