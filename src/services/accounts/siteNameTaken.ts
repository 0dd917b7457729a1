import type { Refusal } from '../../domain/errors';
import { invalidInput } from '../refuse';

/** The name of another site, whoever's it is: people tell sites apart by their names. */
export function siteNameTaken(name: string): Refusal {
  return invalidInput('name', `已有另一个站点叫“${name}”。`, '请用能区分两个站点的名称。');
}
