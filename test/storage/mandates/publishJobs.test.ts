import type { FileId, ObligationId, PolicyId, PublishJobId } from '../../../src/domain/ids';
import type { PublishJob } from '../../../src/domain/mandates/mandate';
import type { JobClaim, JobSettlement, Storage } from '../../../src/ports/storage';
import { jobOf, repostOf } from '../mandateSamples';
import { after, eventOf, NOW, register } from '../samples';
import { ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();

async function stored(given: Partial<PublishJob> = {}): Promise<PublishJob> {
  const account = await register(storage);
  const job = jobOf({ accountId: account.id, ...given });
  expect(await storage.publishJobs.insert(job, eventOf(`job:${job.id}`))).toBe('inserted');
  return job;
}
const claim = (now = NOW, from: Storage = storage): Promise<JobClaim | null> =>
  from.publishJobs.claim({ now, owner: 'worker', leaseMs: 60_000, token: ids.secret() });
const read = (job: PublishJob): Promise<PublishJob | null> => storage.publishJobs.byId(job.id);
const policyOf = ({ subject }: PublishJob): PolicyId =>
  subject.kind === 'repost' ? subject.policyId : ('none' as PolicyId);
const obligationOf = ({ subject }: PublishJob): ObligationId =>
  subject.kind === 'repost' ? subject.obligationId : ('none' as ObligationId);
const submitted: JobSettlement = {
  state: 'submitted',
  dueAt: after(5_000),
  attempt: 1,
  receipt: { platformIds: ['4711'], url: null, acceptedAt: after(10) },
  settledAt: after(10),
  callMayHaveHappened: true,
};
const later: JobSettlement = {
  state: 'waiting',
  dueAt: after(30_000),
  attempt: 1,
  error: { at: after(10), attempt: 1, remedy: 'retry-later', code: 'http-503', message: 'unavailable' },
};

describe('insert', () => {
  test('keeps the job exactly', async () => {
    const job = await stored({ progress: { mediaId: 'm' }, receipt: submitted.receipt ?? null });
    expect(await read(job)).toEqual(job);
    expect(await storage.publishJobs.byObligation(obligationOf(job))).toEqual(job);
    // A repost has none, and an empty list of pictures would say that it leaves out those of its original.
    expect((await read(job))?.draft.own).toBeUndefined();
    const picture = { fileId: ids.id<FileId>(), name: '图.png', alt: '检查点', type: 'png' as const, bytes: 12 };
    const carrying = await stored({ draft: { ...job.draft, own: { pictures: [picture] } } });
    expect(await read(carrying)).toEqual(carrying);
  });

  test('by many at once stores one job per account and policy version, and one per key', async () => {
    const account = await register(storage);
    const first = jobOf({ accountId: account.id });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        storage.publishJobs.insert(
          { ...jobOf(), accountId: first.accountId, subject: repostOf({ policyId: policyOf(first) }) },
          eventOf('job'),
        ),
      ),
    );
    expect(answers.filter((answer) => answer === 'inserted')).toHaveLength(1);
    expect(
      await storage.publishJobs.insert(
        {
          ...jobOf(),
          accountId: first.accountId,
          subject: repostOf({ policyId: policyOf(first), policyVersion: 2 }),
          key: 'second',
        },
        eventOf('job'),
      ),
    ).toBe('inserted');
    expect(await storage.publishJobs.insert(jobOf({ accountId: account.id, key: 'second' }), eventOf('job'))).toBe(
      'exists',
    );
  });
});

describe('claim', () => {
  test('by many claimers in two processes gives every job to exactly one', async () => {
    for (let n = 0; n < 30; n += 1) await stored();
    const processes = [storage, await store.open()];
    const claims: JobClaim[] = [];
    await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        for (
          let next = await claim(NOW, processes[index % 2]);
          next !== null;
          next = await claim(NOW, processes[index % 2])
        )
          claims.push(next);
      }),
    );
    expect(claims).toHaveLength(30);
    expect(new Set(claims.map((one) => one.job.id)).size).toBe(30);
    expect(claims.every((one) => !one.afterLostLease)).toBe(true);
  });

  test('gives the nearest deadline first and nothing before it is due', async () => {
    const far = await stored({ dueBy: after(9_000) });
    const near = await stored({ dueBy: after(5_000) });
    await stored({ dueBy: after(1_000), dueAt: after(1) });
    await stored({ dueBy: after(1), state: 'submitted' });
    expect((await claim())?.job.id).toBe(near.id);
    expect((await claim())?.job.id).toBe(far.id);
    expect(await claim()).toBeNull();
  });

  test('answers the job as it now is: running, with the lease', async () => {
    const job = await stored({ state: 'confirming', callMayHaveHappened: true });
    const held = await claim();
    expect(held).toEqual({
      token: held?.token,
      afterLostLease: false,
      job: { ...job, state: 'running', lease: { token: held?.token, owner: 'worker', untilAt: after(60_000) } },
    });
    expect(await read(job)).toEqual(held?.job);
  });

  test('says so when the lease before ran out, and the one who lost it writes nothing at all', async () => {
    const job = await stored();
    const lost = await claim();
    expect(await claim(after(59_999))).toBeNull();
    const held = await claim(after(60_000));
    expect(held?.afterLostLease).toBe(true);
    await storage.outbox.relay(100);
    expect(await storage.publishJobs.markCall(job.id, lost?.token ?? '')).toBe(false);
    expect(await storage.publishJobs.saveProgress(job.id, lost?.token ?? '', { mediaId: 'x' })).toBe(false);
    expect(await storage.publishJobs.settle(job.id, lost?.token ?? '', submitted, [eventOf('job')])).toBe(false);
    expect(await read(job)).toEqual(held?.job);
    expect(await storage.outbox.relay(100)).toBe(0);
    expect(await storage.publishJobs.settle(job.id, held?.token ?? '', submitted, [eventOf('job')])).toBe(true);
  });
});

describe('the holder of a lease', () => {
  test('marks the call and keeps every step done before', async () => {
    const job = await stored();
    const token = (await claim())?.token ?? '';
    expect(await storage.publishJobs.markCall(job.id, token)).toBe(true);
    expect(await storage.publishJobs.markCall(job.id, token)).toBe(true);
    expect(await storage.publishJobs.saveProgress(job.id, token, { mediaId: 'm' })).toBe(true);
    expect(await storage.publishJobs.saveProgress(job.id, token, { publishId: 'p' })).toBe(true);
    expect(await storage.publishJobs.saveProgress(job.id, token, {})).toBe(true);
    await storage.publishJobs.settle(job.id, token, { ...later, progress: { articleId: 'a' } }, []);
    expect(await read(job)).toEqual({
      ...job,
      state: 'waiting',
      dueAt: later.dueAt,
      attempt: 1,
      callMayHaveHappened: true,
      progress: { mediaId: 'm', publishId: 'p', articleId: 'a' },
      errors: [later.error],
    });
  });

  test('settles once', async () => {
    const job = await stored();
    const token = (await claim())?.token ?? '';
    expect(await storage.publishJobs.settle(job.id, token, submitted, [eventOf('job'), eventOf('job')])).toBe(true);
    expect(await storage.publishJobs.settle(job.id, token, later, [eventOf('job')])).toBe(false);
    expect(await claim(after(1e9))).toBeNull();
    expect(await read(job)).toMatchObject({
      state: 'submitted',
      receipt: submitted.receipt,
      settledAt: after(10),
      lease: null,
      errors: [],
    });
    expect(await storage.outbox.relay(100)).toBe(4);
  });

  test('puts the job back, to be claimed again when it is due', async () => {
    const job = await stored();
    await storage.publishJobs.settle(job.id, (await claim())?.token ?? '', later, []);
    expect(await claim(after(29_999))).toBeNull();
    const again = await claim(after(30_000));
    expect(again).toMatchObject({ afterLostLease: false, job: { id: job.id, errors: [later.error] } });
  });
});

describe('from outside the lease', () => {
  test('a post that was seen makes the job published, whoever holds it, and the holder then writes nothing', async () => {
    const job = await stored();
    const token = (await claim())?.token ?? '';
    await storage.publishJobs.markCall(job.id, token);
    expect(await storage.publishJobs.markPublished(job.id, after(20), eventOf('job'))).toBe(true);
    expect(await storage.publishJobs.markPublished(job.id, after(21), eventOf('job'))).toBe(false);
    expect(await storage.publishJobs.settle(job.id, token, later, [])).toBe(false);
    expect(await read(job)).toMatchObject({ state: 'published', settledAt: after(20), lease: null });
    expect(await claim(after(1e9))).toBeNull();
  });

  test('a job that called nothing is not published by a post somebody else made, and can be cancelled even while it is held', async () => {
    const job = await stored();
    const token = (await claim())?.token ?? '';
    expect(await storage.publishJobs.markPublished(job.id, after(20), eventOf('job'))).toBe(false);
    expect(await storage.publishJobs.cancel(job.id, eventOf('job'))).toBe(true);
    expect(await storage.publishJobs.markCall(job.id, token)).toBe(false);
    expect(await storage.publishJobs.cancel(job.id, eventOf('job'))).toBe(false);
    expect(await storage.publishJobs.markPublished(ids.id<PublishJobId>(), NOW, eventOf('job'))).toBe(false);
    expect(await storage.publishJobs.countByState(null)).toEqual({ cancelled: 1 });
  });

  test('a failed job can be queued again, remembering that a call may have happened', async () => {
    const job = await stored({ state: 'failed', attempt: 8, callMayHaveHappened: true, settledAt: NOW });
    expect(await storage.publishJobs.requeue(job.id, after(5), eventOf('job'))).toBe(true);
    expect(await storage.publishJobs.requeue(job.id, after(5), eventOf('job'))).toBe(false);
    expect(await read(job)).toEqual({ ...job, state: 'queued', attempt: 0, dueAt: after(5), settledAt: null });
    expect((await claim(after(5)))?.job.callMayHaveHappened).toBe(true);
  });
});
