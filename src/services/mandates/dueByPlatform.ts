import type { Platform } from '../../domain/accounts/account';
import type { MandateRule } from '../../domain/mandates/mandate';
import type { Limit } from '../../domain/time/limit';
import type { Deadline } from '../../domain/time/deadline';
import type { PublishedAt } from '../../domain/time/instant';

export type DueByPlatform = (platform: Platform) => Deadline;

/** The deadline of each platform: its own limit where the rule gives one, else the rule's. */
export function dueByPlatform(
  publishedAt: PublishedAt,
  rule: MandateRule,
  dueAt: (publishedAt: PublishedAt, limit: Limit) => Deadline,
): DueByPlatform {
  return (platform) => dueAt(publishedAt, rule.limitByPlatform[platform] ?? rule.limit);
}

/** The latest deadline of all platforms of the rule; provisional as soon as one of them is. */
export function latestDue(due: DueByPlatform, rule: MandateRule): Pick<Deadline, 'dueBy' | 'provisional'> {
  const deadlines = rule.platforms.map(due);
  return {
    dueBy: new Date(Math.max(...deadlines.map(({ dueBy }) => dueBy.getTime()))),
    provisional: deadlines.some(({ provisional }) => provisional),
  };
}
