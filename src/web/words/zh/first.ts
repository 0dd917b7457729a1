import { withThinSpaces } from '../thinSpaces';
import { common } from './common';
import { frame } from './frame';
import { today } from './today';
import { accounts } from './accounts';
import { mandates, obligation } from './mandates';
import { policies } from './policies';
import { cases } from './cases';
import { alerts } from './alerts';
import { sources, signIn } from './sources';
import { credentials } from './credentials';
import { codes } from '../../../wording/zh/codes';

/**
 * What is read before any other page than 今日 is opened, in Chinese: it comes with the first load. What the parts of the
 * first load do not use belongs into the whole dictionary.
 */
export const first = withThinSpaces({
  common,
  frame,
  today,
  accounts,
  mandates,
  obligation,
  policies,
  cases,
  alerts,
  sources,
  signIn,
  credentials,
  codes,
});
export type FirstWords = typeof first;
