export type { Services } from './contract';
export type * from './contract';
export type * from './views/contract';
export type { ServiceDeps, ServiceSettings } from './settings';

import type { Services } from './contract';
import type { ServiceDeps } from './settings';

export declare function createServices(deps: ServiceDeps): Services;
