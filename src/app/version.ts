import fs from 'node:fs';
import path from 'node:path';

/** The product's version, from its package file: one place to raise it. */
export const VERSION = (
  JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string }
).version;
