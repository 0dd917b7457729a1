import { PLATFORMS, type Platform } from '../domain/accounts/platforms';
import type { WordKnowledge } from '../domain/content/wrongCharacters';
import { createInspectContent } from '../domain/content/inspectContent';
import { createKindOfRule } from '../domain/content/ruleKinds';
import type { Config } from './config';
import { coverageRules } from './coverageRules';
import { dutySettings } from './limitRules';
import { siteCheckRules } from './siteCheckRules';
import { submissionRules } from './submissionRules';
import { LONGEST_CALL_IN_TIMEOUTS } from './configFiles';
import { HAND_OVER_LEAD_MS } from '../domain/mandates/handOver';
import type { WorkCalendar } from '../domain/time/workCalendar';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../domain/time/instant';
import { LEAST_LEASE_LEFT, type ServiceSettings } from '../services/index';

const MEGABYTE = 1024 * 1024;
/** A visit takes at most some 16 s; a round of the sites that are due in half a minute is over within its lease. */
const SITES_AT_ONCE = 16;
const SITE_LEASE_MS = 10 * MINUTE_MS;

/** Turns what the configuration says into the figures services work with. Bounds nobody needs to set stand here. */
export function serviceSettings(config: Config, calendar: WorkCalendar): ServiceSettings {
  const { days, thenEveryDays, endAfterDays } = config.ownPosts.watch;
  const { feed, ...own } = config.looks.intervalMinutes;
  const longestCallMs = LONGEST_CALL_IN_TIMEOUTS * config.outbound.timeoutSeconds * SECOND_MS;
  return {
    packs: config.rulePacks,
    content: {
      ...{ inspect: createInspectContent(config.contentPack), kindOf: createKindOfRule(config.contentPack) },
      knowledge: wordsOnce(),
    },
    sectors: config.sectors,
    reviewFlows: config.reviewFlows,
    regions: config.regions,
    calendar,
    looks: {
      intervalMs: Object.fromEntries(
        PLATFORMS.map((platform) => [platform, (ownInterval(own, platform) ?? feed) * MINUTE_MS]),
      ) as Record<Platform, number>,
      concurrency: config.looks.concurrency,
      leaseMs: config.looks.leaseSeconds * SECOND_MS,
    },
    publishing: {
      concurrency: config.publishing.concurrency,
      leaseMs: config.publishing.leaseSeconds * SECOND_MS,
      blindLooksBeforeManual: 3,
      handOverLeadMs: HAND_OVER_LEAD_MS,
      maxAttempts: 12,
      submittedPatienceMs: 6 * HOUR_MS,
    },
    policies: { documentsPerIntake: 20 },
    ownPosts: { watch: { days, thenEveryDays, endAfterDays } },
    submissions: submissionRules(config.submissions),
    duties: dutySettings(config.duties),
    siteChecks: { rules: siteCheckRules(config.siteChecks), concurrency: SITES_AT_ONCE, leaseMs: SITE_LEASE_MS },
    coverage: coverageRules(config.coverage),
    cases: {
      rectificationWorkingDays: config.cases.rectificationWorkingDays,
      watchDays: config.cases.watchDays,
    },
    deadline: { cutOffHour: config.deadline.cutOffHour },
    notify: {
      hours: {
        quietFrom: minutesOf(config.notify.quietFrom),
        quietUntil: minutesOf(config.notify.quietUntil),
        workFrom: minutesOf(config.notify.workFrom),
        workUntil: minutesOf(config.notify.workUntil),
      },
      remindersADay: config.notify.remindersADay,
      concurrency: 4,
      leaseMs: Math.max(2 * MINUTE_MS, longestCallMs / LEAST_LEASE_LEFT),
    },
    incidents: { windowMs: 10 * MINUTE_MS },
    retention: config.retention,
    files: {
      mostBytesADayPerPerson: config.files.megabytesADayPerPerson * MEGABYTE,
      mostBytesADay: config.files.megabytesADay * MEGABYTE,
    },
    signIn: {
      lockAfterFailures: config.signIn.lockAfterFailures,
      lockMs: config.signIn.lockMinutes * MINUTE_MS,
      sessionMs: config.signIn.sessionHours * HOUR_MS,
      linkMs: config.signIn.linkMinutes * MINUTE_MS,
      tokenMs: 365 * DAY_MS,
    },
    views: { summaryCacheMs: SECOND_MS },
  };
}

/** The interval of a platform that has one of its own. */
function ownInterval(own: Readonly<Record<string, number>>, platform: Platform): number | undefined {
  return own[platform];
}

/** `HH:MM` as minutes of the day. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/**
 * Words are read when the first text is checked, and kept: a process that checks none never pays for them. What could
 * not be read is read again with the next text.
 */
function wordsOnce(): () => Promise<WordKnowledge> {
  let known: Promise<WordKnowledge> | null = null;
  const read = async (): Promise<WordKnowledge> => {
    try {
      return (await import('./wordKnowledge.js')).loadWordKnowledge();
    } catch (error) {
      known = null;
      throw error;
    }
  };
  return () => (known ??= read());
}
