import type { QueryCase } from '../cases';
import { equality } from './equality';
import { lists } from './lists';
import { logic } from './logic';
import { paths } from './paths';
import { presence } from './presence';
import { ranges } from './ranges';
import { texts } from './texts';

export const queryCases: readonly QueryCase[] = [
  ...equality,
  ...ranges,
  ...lists,
  ...presence,
  ...logic,
  ...texts,
  ...paths,
];
