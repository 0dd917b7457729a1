import { withThinSpaces } from '../thinSpaces';
import { first } from './first';
import { duties } from './duties';
import { filings } from './filings';
import { filingFindings } from './filingFindings';
import { siteChecks } from './siteChecks';
import { sites } from './sites';
import { storage } from './storage';
import { training } from './training';
import { registration } from './registration';
import { publishing } from './publishing';
import { letters } from './letters';
import { notify } from './notify';
import { imports } from './imports';
import { ladders } from './ladders';
import { officialLists } from './officialLists';
import { onboarding } from './onboarding';
import { ownPosts } from './ownPosts';
import { ownWords } from './ownWords';
import { people } from './people';
import { reviews } from './reviews';
import { rosters } from './rosters';
import { handover } from './handover';
import { sessions } from './sessions';
import { settings } from './settings';
import { submissions } from './submissions';
import { team } from './team';
import { unitFiles } from './unitFiles';
import { units } from './units';

/** Every text of the dashboard in Chinese. The English one has the same type, so neither can lack a text. */
export const zh = {
  ...first,
  ...withThinSpaces({
    duties,
    filings,
    filingFindings,
    siteChecks,
    sites,
    storage,
    training,
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
  }),
};
export type Words = typeof zh;
