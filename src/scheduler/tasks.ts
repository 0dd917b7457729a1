import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../domain/time/instant';
import type { Counts, Services } from '../services/index';

/** How much one tick of each kind takes on at most. */
export interface Batch {
  readonly looks: number;
  readonly jobs: number;
  readonly sweep: number;
}

export interface Task {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (signal: AbortSignal) => Promise<Counts>;
  /**
   * Runs may overlap up to this number: the work bounds itself, and one slow piece must not hold up the rest. Default
   * 1.
   */
  readonly overlap?: number;
}

/** In one run: the looks of ten thousand accounts in a day come to a million and a half. */
const REMOVED_A_RUN = 50_000;
/** All accounts of a large office: after a change of rules they are judged in one run, which a stop ends early. */
const JUDGED_A_RUN = 10_000;
/** Looks that hang are cut off within their run; so many runs cover that time. */
const COLLECT_RUNS = 30;

/** Visits that hang hold up their run; the next takes what is due meanwhile. */
const SITE_RUNS = 4;

/**
 * The table of tasks: name, period, what it runs. The names are stored with each recorded tick and shown to operators
 * (`task` in the words of the dashboard): one that changes begins a new history.
 */
export function taskList(
  services: Services,
  {
    batch,
    intakeEverySeconds,
    owner,
  }: { readonly batch: Batch; readonly intakeEverySeconds: number; readonly owner: string },
): Task[] {
  const { accounts, policies, mandates, cases, alerts, credentials, upkeep, notify, oncall, webhooks } = services;
  const { letters, people, reviews, imports, officialLists, filings, submissions, ownPosts, ownWords } = services;
  const { duties, interactions, siteChecks } = services;
  const { surveys, emergencies, meetings } = services;
  return [
    {
      name: 'collect',
      everyMs: 2 * SECOND_MS,
      overlap: COLLECT_RUNS,
      run: (signal) => accounts.collectDue({ owner, max: batch.looks, signal }),
    },
    { name: 'judge', everyMs: 5 * SECOND_MS, run: (signal) => accounts.judgeDue(JUDGED_A_RUN, signal) },
    { name: 'intake', everyMs: intakeEverySeconds * SECOND_MS, run: (signal) => policies.intakeAll(signal) },
    { name: 'issue', everyMs: 3 * SECOND_MS, run: () => mandates.issueMandates(batch.sweep) },
    { name: 'reviews', everyMs: 30 * SECOND_MS, run: () => reviews.followReviews(batch.sweep) },
    { name: 'submissions', everyMs: 30 * SECOND_MS, run: () => submissions.resumeHandIns(batch.sweep) },
    { name: 'submission-months', everyMs: 5 * MINUTE_MS, run: () => submissions.keepMonths(batch.sweep) },
    { name: 'duty-deadlines', everyMs: 10 * SECOND_MS, run: () => duties.passDeadlines(batch.sweep) },
    { name: 'interactions', everyMs: 30 * SECOND_MS, run: () => interactions.resumeInteractions(batch.sweep) },
    { name: 'surveys', everyMs: 5 * MINUTE_MS, run: () => surveys.followSurveys(batch.sweep) },
    { name: 'emergencies', everyMs: MINUTE_MS, run: () => emergencies.followEmergencies(batch.sweep) },
    { name: 'meetings', everyMs: MINUTE_MS, run: () => meetings.followMeetings(batch.sweep) },
    { name: 'duty-calendar', everyMs: 24 * HOUR_MS, run: () => duties.recomputeDeadlines() },
    {
      name: 'site-visits',
      everyMs: 30 * SECOND_MS,
      overlap: SITE_RUNS,
      run: (signal) => siteChecks.visitDue({ owner, max: batch.looks, signal }),
    },
    { name: 'site-links', everyMs: MINUTE_MS, run: (signal) => siteChecks.crawlDue({ owner, signal }) },
    { name: 'queue', everyMs: 3 * SECOND_MS, run: () => mandates.queueReady(batch.sweep) },
    { name: 'own-posts', everyMs: 3 * SECOND_MS, run: () => ownPosts.publishOwnPosts(batch.sweep) },
    { name: 'own-words', everyMs: 30 * SECOND_MS, run: () => ownWords.dismissExcused(batch.sweep) },
    { name: 'own-posts-mend', everyMs: 30 * SECOND_MS, run: () => ownPosts.mendOwnPosts(batch.sweep) },
    { name: 'resume', everyMs: 5 * SECOND_MS, run: () => mandates.resumeManual(batch.sweep) },
    {
      name: 'publish',
      everyMs: 2 * SECOND_MS,
      run: (signal) => mandates.publishDue({ owner, max: batch.jobs, signal }),
    },
    { name: 'mend', everyMs: 30 * SECOND_MS, run: () => mandates.recoverInterrupted(batch.sweep) },
    { name: 'duties', everyMs: 10 * SECOND_MS, run: () => mandates.endDuties(batch.sweep) },
    { name: 'completions', everyMs: 30 * SECOND_MS, run: () => mandates.announceComplete() },
    { name: 'reminders', everyMs: MINUTE_MS, run: () => mandates.remindManual(batch.sweep) },
    { name: 'overdue', everyMs: MINUTE_MS, run: () => mandates.noticeOverdue(batch.sweep) },
    { name: 'provisional', everyMs: 24 * HOUR_MS, run: () => mandates.recomputeProvisional() },
    { name: 'cases', everyMs: 10 * SECOND_MS, run: () => cases.actDue(batch.sweep) },
    {
      name: 'messages',
      everyMs: 2 * SECOND_MS,
      run: (signal) => credentials.workMessages({ owner, max: batch.jobs, signal }),
    },
    {
      name: 'credential-checks',
      everyMs: 10 * SECOND_MS,
      run: (signal) => credentials.testDue({ owner, max: batch.jobs, signal }),
    },
    { name: 'expiries', everyMs: MINUTE_MS, run: () => credentials.warnExpiring(batch.sweep) },
    { name: 'incidents', everyMs: 15 * SECOND_MS, run: () => alerts.incidents() },
    { name: 'relay', everyMs: SECOND_MS, run: () => alerts.relay(batch.sweep) },
    { name: 'announce', everyMs: SECOND_MS, run: () => notify.announce(batch.sweep) },
    { name: 'digests', everyMs: MINUTE_MS, run: (signal) => letters.makeDigests(signal) },
    { name: 'reminder-letters', everyMs: MINUTE_MS, run: () => letters.carryReminders(batch.sweep) },
    { name: 'escalations', everyMs: SECOND_MS, run: () => oncall.beginClimbs(batch.sweep) },
    {
      name: 'climb',
      everyMs: SECOND_MS,
      run: (signal) => oncall.climbDue({ owner, max: batch.sweep, signal }),
    },
    {
      name: 'deliver',
      everyMs: SECOND_MS,
      run: (signal) => notify.deliverDue({ owner, max: batch.jobs, signal }),
    },
    {
      name: 'canaries',
      everyMs: MINUTE_MS,
      run: (signal) => notify.tryChannels({ owner, max: batch.jobs, signal }),
    },
    {
      name: 'webhooks',
      everyMs: SECOND_MS,
      run: (signal) => webhooks.deliverDue({ owner, max: batch.jobs, signal }),
    },
    { name: 'imports', everyMs: SECOND_MS, run: () => imports.carryOut({ owner }) },
    { name: 'official-lists', everyMs: SECOND_MS, run: () => officialLists.compareDue({ owner }) },
    { name: 'filings', everyMs: 10 * SECOND_MS, run: () => filings.followFilings(batch.sweep) },
    { name: 'unit-moves', everyMs: 10 * SECOND_MS, run: () => accounts.resumeMoves() },
    { name: 'handovers', everyMs: MINUTE_MS, run: () => people.resumeHandovers() },
    { name: 'alerts', everyMs: 10 * MINUTE_MS, run: () => alerts.sweep() },
    {
      name: 'retention',
      everyMs: 10 * MINUTE_MS,
      run: (signal) => upkeep.removeExpired({ max: REMOVED_A_RUN, signal }),
    },
  ];
}
