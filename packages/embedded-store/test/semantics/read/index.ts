import type { ReadCase } from '../cases';
import { projections } from './projections';
import { sorts } from './sorts';
import { stages } from './stages';

export const readCases: readonly ReadCase[] = [...projections, ...sorts, ...stages];
