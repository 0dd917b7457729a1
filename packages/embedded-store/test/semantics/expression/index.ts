import type { ExpressionCase } from '../cases';
import { argumentTypes } from './argumentTypes';
import { arithmetic } from './arithmetic';
import { arrays } from './arrays';
import { dates } from './dates';
import { exactValues } from './exactValues';
import { logic } from './logic';
import { objects } from './objects';
import { texts } from './texts';
import { types } from './types';

export const expressionCases: readonly ExpressionCase[] = [
  ...arithmetic,
  ...arrays,
  ...texts,
  ...types,
  ...dates,
  ...objects,
  ...logic,
  ...exactValues,
  ...argumentTypes,
];
