import type { Actor } from './actor';
import { LETTERS_AND_DIGITS, spellCode } from './seededDraw';

/** Every fifth WeChat account has authorised the component before the anchor. */
const PERIOD = 5;
const REMAINDER = 3;

export function isComponentPosition(position: number): boolean {
  return position % PERIOD === REMAINDER;
}

/** The refresh token of an authorisation that lies before the anchor. */
export function refreshTokenOf(actor: Pick<Actor, 'index'>, seed: number): string {
  return `refreshtoken@@@${spellCode(`${LETTERS_AND_DIGITS}-_`, 43, seed, 'refresh', actor.index)}`;
}
