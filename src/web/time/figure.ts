export { figure } from '../../wording/figure';

/** A share in whole percent, cut downwards so that 100 % means all. `—` of nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${Math.floor((part / whole) * 100)}%`;
}
