export { createHttp, type Http } from './createHttp';
export type { HttpConfig, HttpDeps } from './httpDeps';
