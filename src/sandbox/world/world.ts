import type { SandboxCounty, SandboxPlatform } from '../contract';
import type { Actor } from './actor';
import { dayNumber, instantOfDay } from './civilTime';
import { describeCounty, raiseActors } from './county';
import type { Origins } from './county';
import type { Journal } from './journal';
import { openPolicyShelf } from './policyShelf';
import type { PolicyShelf } from './policyShelf';
import { openPostStore } from './postStore';
import type { PostStore } from './postStore';
import { createWorkCalendar, firstHistoryDay } from './workCalendar';
import type { SandboxOptions } from '../contract';
import type { WorldFile } from './worldFile';

/** Everything the four servers share. */
export interface World {
  readonly seed: number;
  readonly now: () => Date;
  readonly origins: Origins;
  readonly county: SandboxCounty;
  readonly actors: readonly Actor[];
  readonly journal: Journal;
  readonly policies: PolicyShelf;
  readonly posts: PostStore;
}

/** Builds the world from what its folder says; the same folder gives the same world. */
export function buildWorld(about: { options: SandboxOptions; file: WorldFile; origins: Origins; journal: Journal }): World {
  const { options, file, origins, journal } = about;
  const anchorAt = new Date(file.anchorMs);
  const calendar = createWorkCalendar(options.offDays);
  const historyDay = firstHistoryDay(anchorAt, calendar);
  const actors = raiseActors({ ...file, origins });
  const policies = openPolicyShelf({ seed: file.seed, anchorAt, calendar, govcn: origins.govcn, journal });
  const posts = openPostStore(journal, { seed: file.seed, anchorAt, historyDay, calendar, carried: policies.carried });
  const historyFrom = instantOfDay(historyDay, 0);
  const county = describeCounty({ units: file.units, actors, origins, historyFrom, anchorAt });
  return { seed: file.seed, now: options.now, origins, county, actors, journal, policies, posts };
}

/** The accounts of one platform. */
export function actorsOn(world: World, platform: SandboxPlatform): readonly Actor[] {
  return world.actors.filter((actor) => actor.account.platform === platform);
}

/** Today in Asia/Shanghai, as a day number: the day of every daily allowance. */
export function today(world: World): number {
  return dayNumber(world.now());
}
