import type { SandboxApplications, SandboxCounty, SandboxLimits, SandboxOptions, SandboxPlatform } from '../contract';
import type { Actor } from './actor';
import { inventApplications } from './applications';
import { dayNumber, instantOfDay } from './civilTime';
import { describeCounty, raiseActors } from './county';
import type { Origins } from './county';
import { openHolidays } from './holidays';
import type { Holidays } from './holidays';
import type { Journal } from './journal';
import { chooseLimits } from './limits';
import { openPolicyStore } from './policyStore';
import type { PolicyStore } from './policyStore';
import { openPostStore } from './postStore';
import type { PostStore } from './postStore';
import { openInterpretations } from './interpretations';
import type { Interpretations } from './interpretations';
import { createWorkCalendar, firstHistoryDay } from './workCalendar';
import type { WorkCalendar } from './workCalendar';
import type { WorldFile } from './worldFile';

/** Everything the servers share. */
export interface World {
  readonly seed: number;
  readonly now: () => Date;
  readonly origins: Origins;
  readonly limits: SandboxLimits;
  readonly applications: SandboxApplications;
  readonly county: SandboxCounty;
  readonly actors: readonly Actor[];
  readonly journal: Journal;
  readonly calendar: WorkCalendar;
  readonly holidays: Holidays;
  readonly policies: PolicyStore;
  readonly papers: Interpretations;
  readonly posts: PostStore;
}

/** Builds the world from what its folder says; the same folder gives the same world. */
export function buildWorld(about: {
  options: SandboxOptions;
  file: WorldFile;
  origins: Origins;
  journal: Journal;
}): World {
  const { options, file, origins, journal } = about;
  const anchorAt = new Date(file.anchorMs);
  const calendar = createWorkCalendar(options.offDays);
  const historyDay = firstHistoryDay(anchorAt, calendar);
  const applications = inventApplications(file.seed, options.redirectUris);
  const actors = raiseActors({ ...file, origins });
  const holidays = openHolidays(journal);
  const policies = openPolicyStore({ seed: file.seed, anchorAt, calendar, govcn: origins.govcn, journal });
  const papers = openInterpretations({
    journal,
    govcn: origins.govcn,
    anchorAt,
    isOlder: (policy) => policy.at < anchorAt && !policies.carried.includes(policy),
  });
  const posts = openPostStore(journal, {
    seed: file.seed,
    anchorAt,
    historyDay,
    calendar,
    carried: policies.carried,
    holidays,
  });
  const historyFrom = instantOfDay(historyDay, 0);
  const county = describeCounty({ units: file.units, actors, origins, historyFrom, anchorAt });
  return {
    seed: file.seed,
    now: options.now,
    origins,
    limits: chooseLimits(options.limits),
    applications,
    county,
    actors,
    journal,
    calendar,
    holidays,
    policies,
    papers,
    posts,
  };
}

/** The accounts of one platform. */
export function actorsOn(world: World, platform: SandboxPlatform): readonly Actor[] {
  return world.actors.filter((actor) => actor.account.platform === platform);
}

/** Today in Asia/Shanghai, as a day number: the day of every daily allowance. */
export function today(world: World): number {
  return dayNumber(world.now());
}
