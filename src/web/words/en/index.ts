import type { Words } from '../zh';
import { accounts } from './accounts';
import { alerts } from './alerts';
import { cases } from './cases';
import { codes } from '../../../wording/en/codes';
import { credentials } from './credentials';
import { common } from './common';
import { registration } from './registration';
import { filingFindings } from './filingFindings';
import { duties } from './duties';
import { filings } from './filings';
import { frame } from './frame';
import { imports } from './imports';
import { handover } from './handover';
import { ladders } from './ladders';
import { mandates, obligation } from './mandates';
import { letters } from './letters';
import { notify } from './notify';
import { officialLists } from './officialLists';
import { onboarding } from './onboarding';
import { ownPosts } from './ownPosts';
import { ownWords } from './ownWords';
import { people } from './people';
import { policies } from './policies';
import { publishing } from './publishing';
import { reviews } from './reviews';
import { rosters } from './rosters';
import { sessions } from './sessions';
import { settings } from './settings';
import { siteChecks } from './siteChecks';
import { sites } from './sites';
import { signIn, sources } from './sources';
import { storage } from './storage';
import { submissions } from './submissions';
import { team } from './team';
import { training } from './training';
import { today } from './today';
import { unitFiles } from './unitFiles';
import { units } from './units';

export const en: Words = {
  common,
  frame,
  today,
  accounts,
  duties,
  filings,
  filingFindings,
  siteChecks,
  sites,
  mandates,
  obligation,
  policies,
  cases,
  alerts,
  sources,
  storage,
  signIn,
  training,
  credentials,
  registration,
  publishing,
  letters,
  notify,
  imports,
  ladders,
  officialLists,
  onboarding,
  ownPosts,
  ownWords,
  people,
  reviews,
  rosters,
  handover,
  sessions,
  settings,
  submissions,
  team,
  unitFiles,
  units,
  codes,
};
