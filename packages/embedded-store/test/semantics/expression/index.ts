import type { ExpressionCase } from '../cases';
import { arithmetic } from './arithmetic';
import { arrays } from './arrays';
import { dates } from './dates';
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
];
