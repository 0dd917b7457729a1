import type { WriteCase } from '../cases';
import { bulk } from './bulk';
import { findAndModify } from './findAndModify';
import { updatesAndDeletes } from './updatesAndDeletes';

export const writeCases: readonly WriteCase[] = [...bulk, ...findAndModify, ...updatesAndDeletes];
