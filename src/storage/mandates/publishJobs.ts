import type { PublishJobId } from '../../domain/ids';
import { JOB_STATES, type JobState } from '../../domain/mandates/mandate';
import { JOB_TRANSITIONS } from '../../domain/mandates/jobTable';
import type { JobSettlement, PublishJobs } from '../../ports/storage';
import type { DomainEvent } from '../../domain/alerts/alert';
import { leaving, outboxOf } from '../alerts/outbox';
import type { AccountRow } from '../accounts/accountRow';
import { DAY_MS, type Instant } from '../../domain/time/instant';
import { checkChoice, checkId, checkIds, checkText, MAX_BATCH } from '../checkInput';
import { anyOf, atLeast, atMost } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { freeLease, takenLease } from '../lease';
import { scoped } from '../scope';
import type { Fields, Filter, Table, Update } from '../table';
import { isClaimable, readJob, subjectFields, type PublishJobRow } from './publishJobRow';

const NEWEST_FIRST: ListOrder<PublishJobRow> = { by: 'createdAt', direction: -1, kind: 'instant' };

const PUBLISHABLE = statesLeadingTo('published');
const CANCELLABLE = statesLeadingTo('cancelled');

/** Has published, or will unless it is stopped. */
const SPENDING: readonly JobState[] = ['queued', 'running', 'confirming', 'waiting', 'submitted', 'published'];

function statesLeadingTo(state: JobState): readonly JobState[] {
  return JOB_STATES.filter((from) => JOB_TRANSITIONS[from].includes(state));
}

export function createPublishJobs(table: Table<PublishJobRow>, accounts: Table<AccountRow>): PublishJobs {
  const held = (id: PublishJobId, token: string): Filter => ({
    _id: checkId(id, 'jobId'),
    state: 'running',
    'lease.token': checkText(token, 'token'),
  });
  /**
   * Claiming walks the jobs by deadline, past all that wait. While a platform is down thousands wait and none is due:
   * that is found out by one look at the other index. Who has just found a job does not ask before the next one: there
   * a third round trip took a fifth of the time, and where nothing is left it costs one walk in vain a worker.
   */
  let unasked = 0;
  const mayBeDue = async (now: Instant): Promise<boolean> => {
    if (unasked > 0) {
      unasked -= 1;
      return true;
    }
    return (await table.pick(dueBy(now), { sort: { dueAt: 1, _id: 1 }, limit: 1, fields: ['_id'] })).length > 0;
  };
  return {
    insert: async (job, event) => {
      const { id, lease, errors, subject, ...fields } = job;
      const account = await accounts.one({ _id: checkId(job.accountId, 'job.accountId') });
      if (account === null)
        throw new Error(`Publish job ${id} names account ${job.accountId}, which is not registered.`);
      const row: PublishJobRow = {
        _id: checkId(id, 'job.id'),
        ...fields,
        ...subjectFields(subject),
        unitPath: account.unitPath,
        lease: lease ?? freeLease(),
        failures: errors,
        claimable: isClaimable(job.state),
        outbox: outboxOf([event]),
      };
      return (await table.insert(row)) === 'inserted' ? 'inserted' : 'exists';
    },
    byId: async (id) => {
      const row = await table.one({ _id: checkId(id, 'jobId') });
      return row === null ? null : readJob(row);
    },
    byObligation: async (id) => {
      const row = await table.one({ obligationId: checkId(id, 'obligationId') }, { createdAt: -1, _id: -1 });
      return row === null ? null : readJob(row);
    },
    byOwnPost: async (id, accountId) => {
      const row = await table.one({
        ownPostId: checkId(id, 'ownPostId'),
        accountId: checkId(accountId, 'accountId'),
      });
      return row === null ? null : readJob(row);
    },
    ofOwnPosts: async (ids) =>
      ids.length === 0
        ? []
        : (
            await table.many(
              { ownPostId: anyOf(checkIds(ids, 'ownPostId')) },
              { sort: { ownPostId: 1, accountId: 1 }, limit: MAX_BATCH },
            )
          ).map(readJob),
    list: async ({ state, mandateId }, page, scope) =>
      readPage(
        scoped(table, scope),
        {
          filter: {
            ...(state === undefined ? {} : { state: checkChoice(state, JOB_STATES, 'state') }),
            ...(mandateId === undefined ? {} : { mandateId: checkId(mandateId, 'mandateId') }),
          },
          order: NEWEST_FIRST,
          page,
        },
        readJob,
      ),
    claim: async (request) => {
      const lease = takenLease(request);
      if (!(await mayBeDue(request.now))) return null;
      const before = await table.findOneAndUpdate(
        dueBy(request.now),
        { $set: { state: 'running', lease } },
        { answer: 'before', sort: { dueBy: 1, _id: 1 }, through: 'jobs-due' },
      );
      if (before === null) return null;
      unasked += 1;
      return {
        job: readJob({ ...before, state: 'running', lease }),
        token: request.token,
        afterLostLease: before.state === 'running',
      };
    },
    markCall: async (id, token) => table.change(held(id, token), { $set: { callMayHaveHappened: true } }),
    saveProgress: async (id, token, progress) => {
      if (Object.keys(progress).length === 0) return (await table.one(held(id, token))) !== null;
      return table.change(held(id, token), { $set: progressFields(progress) });
    },
    settle: async (id, token, ...[settlement, events]) => table.change(held(id, token), settling(settlement, events)),
    markPublished: async (id, at, event) =>
      table.change(
        // A job that has called nothing has not published what was seen: a person was quicker, and the job is to be
        // cancelled.
        {
          _id: checkId(id, 'jobId'),
          state: anyOf(PUBLISHABLE),
          $or: [{ state: 'submitted' }, { callMayHaveHappened: true }],
        },
        { $set: { state: 'published', settledAt: at, claimable: false, lease: freeLease() }, ...leaving([event]) },
      ),
    cancel: async (id, event) => cancel(table, { _id: checkId(id, 'jobId') }, event),
    cancelUncalled: async (id, event) =>
      cancel(table, { _id: checkId(id, 'jobId'), callMayHaveHappened: false }, event),
    pointAt: async (id, account, event) =>
      table.changeUnlessTaken(
        { _id: checkId(id, 'jobId'), state: 'failed', callMayHaveHappened: false },
        {
          $set: { accountId: checkId(account.id, 'accountId'), unitPath: account.unitPath },
          ...leaving([event]),
        },
      ),
    requeue: async (id, dueAt, event) =>
      table.change(
        { _id: checkId(id, 'jobId'), state: 'failed' },
        {
          $set: { state: 'queued', dueAt, attempt: 0, settledAt: null, claimable: true, lease: freeLease() },
          ...leaving([event]),
        },
      ),
    expediteConfirm: async (accountId, { key, value }, at) =>
      table.changeAll(
        { accountId: checkId(accountId, 'accountId'), state: 'confirming', ...progressFields({ [key]: value }) },
        { $min: { dueAt: at } },
      ),
    callsSince: async (accountIds, from) => {
      if (accountIds.length === 0) return [];
      // A call is made after its job was stored, so that jobs from before the period may have called within it; a day
      // covers every wait.
      const rows = await table.many(
        {
          accountId: anyOf(checkIds(accountIds, 'accountId')),
          createdAt: atLeast(new Date(from.getTime() - DAY_MS)),
          $or: [{ callMayHaveHappened: true }, { state: anyOf(SPENDING) }],
        },
        { sort: { createdAt: 1, _id: 1 }, limit: MAX_BATCH },
      );
      return rows
        .map((row) => ({ accountId: row.accountId, at: row.receipt?.acceptedAt ?? row.settledAt ?? row.dueAt }))
        .filter(({ at }) => at >= from);
    },
    givenToOthers: async ({ accountId, except, from }, platformIds) => {
      const rows = await table.many(
        {
          accountId: checkId(accountId, 'accountId'),
          createdAt: atLeast(from),
          'receipt.platformIds': anyOf(platformIds),
        },
        { sort: { createdAt: 1, _id: 1 }, limit: MAX_BATCH },
      );
      return new Set(rows.flatMap(({ _id, receipt }) => (_id === except ? [] : (receipt?.platformIds ?? []))));
    },
    countByState: async (scope) => {
      const groups = await scoped(table, scope).group<{ readonly _id: string; readonly count: number }>([
        { $match: { state: anyOf(JOB_STATES) } },
        { $group: { _id: '$state', count: { $sum: 1 } } },
      ]);
      return Object.fromEntries(groups.map(({ _id, count }) => [_id, count]));
    },
  };
}

/** May be taken at `now`: waits for nothing, and nobody holds it. */
function dueBy(now: Instant): Filter {
  return { claimable: true, dueAt: atMost(now), 'lease.untilAt': atMost(now) };
}

/** Steps are added one by one: those recorded before stay, whatever a later step names. */
function progressFields(progress: Readonly<Record<string, string>>): Fields<PublishJobRow> {
  return Object.fromEntries(
    Object.entries(progress).map(([step, value]) => {
      if (!/^\w+$/.test(step))
        throw new Error(`A publishing step is named by letters, digits and underscores, not "${step}".`);
      return [`progress.${step}`, value];
    }),
  );
}

function settling(settlement: JobSettlement, events: readonly DomainEvent[]): Update<PublishJobRow> {
  const { state, dueAt, attempt, progress, receipt, error, settledAt, callMayHaveHappened } = settlement;
  const left = leaving(events).$push ?? {};
  const push = error === undefined ? left : { ...left, failures: error };
  return {
    $set: {
      state,
      dueAt,
      attempt,
      lease: freeLease(),
      claimable: isClaimable(state),
      ...(progress === undefined ? {} : progressFields(progress)),
      ...(receipt === undefined ? {} : { receipt }),
      ...(settledAt === undefined ? {} : { settledAt }),
      ...(callMayHaveHappened === undefined ? {} : { callMayHaveHappened }),
    },
    ...(Object.keys(push).length === 0 ? {} : { $push: push }),
  };
}

function cancel(table: Table<PublishJobRow>, which: Filter, event: DomainEvent): Promise<boolean> {
  return table.change(
    { ...which, state: anyOf(CANCELLABLE) },
    {
      $set: { state: 'cancelled', settledAt: event.ledger.recordedAt, claimable: false, lease: freeLease() },
      ...leaving([event]),
    },
  );
}
