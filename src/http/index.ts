export { createHttpServer, type Http } from './createHttpServer';
export type { HttpConfig, HttpDeps } from './httpDeps';
