import type { ReadCase } from '../cases';
import { arrayPaths } from './arrayPaths';
import { projections } from './projections';
import { sorts } from './sorts';
import { stageRefusals } from './stageRefusals';
import { stages } from './stages';

export const readCases: readonly ReadCase[] = [...projections, ...sorts, ...stages, ...arrayPaths, ...stageRefusals];
