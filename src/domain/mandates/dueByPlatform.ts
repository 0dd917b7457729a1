import type { Platform } from '../accounts/account';
import type { MandateRule } from './mandate';
import { dueAt, type Deadline, type DeadlineRules } from '../time/deadline';
import type { PublishedAt } from '../time/instant';

export type DueByPlatform = (platform: Platform) => Deadline;

/** The deadline of each platform: its own limit where the rule gives one, else the rule's. */
export function dueByPlatform(publishedAt: PublishedAt, rule: MandateRule, deadlines: DeadlineRules): DueByPlatform {
  return (platform) => dueAt(publishedAt, rule.limitByPlatform[platform] ?? rule.limit, deadlines);
}

/** The latest deadline of all platforms of the rule; provisional as soon as one of them is. */
export function latestDue(due: DueByPlatform, rule: MandateRule): Pick<Deadline, 'dueBy' | 'provisional'> {
  const deadlines = rule.platforms.map(due);
  return {
    dueBy: new Date(Math.max(...deadlines.map(({ dueBy }) => dueBy.getTime()))),
    provisional: deadlines.some(({ provisional }) => provisional),
  };
}
