import type { Account } from '../../src/domain/accounts/account';
import type {
  CourseId,
  CredentialId,
  FilingFindingId,
  LiaisonId,
  MandateId,
  OnboardingPlanId,
  PersonId,
  PolicyId,
  SubmissionMonthId,
  UnitId,
} from '../../src/domain/ids';
import { emptyEntry } from '../../src/domain/onboarding/onboardingPlan';
import type { Month } from '../../src/domain/submissions/month';
import type { CivilDate } from '../../src/domain/time/instant';
import type { Storage } from '../../src/ports/storage';
import { jobOf, repostOf, obligationOf } from './mandateSamples';
import {
  caseOf,
  draftOf,
  eventOf,
  findingOf,
  followed,
  lookOf,
  newPostOf,
  NOW,
  register,
  tell,
  siteOf,
  unitOf,
  verdictOf,
} from './samples';
import { handCopyOf, ownPostOf } from './ownPosts/ownPostSamples';
import { reviewOf } from './reviews/reviewSamples';
import { ownWordOf } from './content/ownWordSamples';
import { emergencyOf, meetingOf, surveyPlanOf } from './duties/unitFileSamples';
import { beginCheck } from '../../src/domain/siteChecks/siteCheck';
import { dutyOf } from './duties/dutySamples';
import { submissionOf } from './submissions/submissionSamples';
import { letterOf, reminderOf } from './letters/letterSamples';
import { notificationOf } from './notify/notifySamples';
import { ids } from './testStore';

/** Somebody writes it, and is to take its next stage. */
export const WRITER = { id: ids.id<PersonId>(), name: '李四' };
/** A plan that both have to do with. */
export const PLAN = ids.id<OnboardingPlanId>();
export const MONTH = '2026-09' as Month;
/** Somebody does it by hand. */
export const TAKEN = { by: ids.id<PersonId>(), name: '张三', at: NOW };

export interface TwoUnits {
  readonly inside: Account;
  readonly outside: Account;
  readonly unit: UnitId;
  readonly county: UnitId;
  /** Binds both accounts. */
  readonly mandateId: MandateId;
}

/** One of everything that belongs to an account, in two units of one county; and an alert that belongs to neither. */
export async function fillTwoUnits(storage: Storage): Promise<TwoUnits> {
  const county = await storage.units.upsert(unitOf('county'));
  const own = await storage.units.upsert(unitOf('own', [county]));
  const other = await storage.units.upsert(unitOf('other', [county]));
  const mandateId = ids.id<MandateId>();
  const fill = async (unit: typeof own): Promise<Account> => {
    const account = await register(storage, { unitId: unit.id, unitPath: unit.path });
    await storage.accounts.changeVerdict(account.id, null, verdictOf(), followed());
    const of = { accountId: account.id, unitId: unit.id, unitPath: unit.path };
    const site = await storage.sites.register(siteOf({ unitId: unit.id, unitPath: unit.path }), () => eventOf('site'));
    await storage.siteChecks.begin(site.id, beginCheck(site.id, NOW, 48));
    await storage.posts.record(account, [newPostOf('1')], NOW);
    await storage.looks.insert(lookOf(account.id));
    await storage.findings.open(findingOf(account.id), eventOf('finding'));
    await storage.cases.open(caseOf(account), eventOf('case'));
    await storage.obligations.insertMissing(
      [obligationOf({ ...of, mandateId, state: 'manual', manualReason: 'no-api', taken: TAKEN })],
      () => eventOf('obligation'),
    );
    await storage.publishJobs.insert(
      jobOf({ accountId: account.id, subject: repostOf({ mandateId }) }),
      eventOf('job'),
    );
    await storage.credentials.save(
      {
        id: account.id as string as CredentialId,
        platform: 'weibo',
        kind: 'weibo-user-token',
        applicationId: null,
        label: account.name,
        ...of,
        secrets: { accessToken: 'secret' },
        state: 'untested',
        expiresAt: null,
        grantedBy: { personId: WRITER.id, name: WRITER.name },
        grantedAt: NOW,
        nextCheckAt: NOW,
      },
      null,
      eventOf('credential'),
    );
    const subject = { label: '账号', accountId: account.id, policyId: ids.id<PolicyId>() };
    const draft = draftOf({ unitId: unit.id, unitPath: unit.path, subject });
    await tell(storage, draft.owner, { wanted: [draft] });
    const [alert] = (await storage.alerts.list({ accountId: account.id }, { limit: 1, cursor: null }, null)).items;
    if (alert !== undefined) {
      await storage.notifications.insertMissing([notificationOf(alert)]);
      await storage.letters.insertMissing([letterOf({ unitPath: unit.path, alertIds: [alert.id] })]);
    }
    await storage.reminders.insert(reminderOf({ unitId: unit.id, unitPath: unit.path }), eventOf('reminder'));
    const here = { unitId: unit.id, unitPath: unit.path };
    await storage.ownPosts.insert(ownPostOf({ ...here, author: WRITER, copies: [handCopyOf()] }), eventOf('own-post'));
    await storage.ownWords.insert(ownWordOf(here), eventOf('own-word'));
    await storage.surveyPlans.insert(surveyPlanOf(here), eventOf('survey-plan'));
    await storage.emergencies.insert(emergencyOf(here), eventOf('emergency'));
    await storage.meetings.insert(meetingOf(here), eventOf('meeting'));
    await storage.duties.insert(dutyOf({ ...here, month: MONTH }), eventOf('duty'));
    await storage.submissions.insert(
      submissionOf({ ...here, author: WRITER, state: 'draft', month: MONTH, countsFor: unit.id }),
      eventOf('submission'),
    );
    await storage.submissionMonths.open([
      {
        ...{ id: ids.id<SubmissionMonthId>(), ofUnitId: unit.id, ofUnitName: unit.name, unitPath: unit.path },
        ...{ month: MONTH, settled: null },
      },
    ]);
    const review = reviewOf({ ...here, assigneeId: WRITER.id, author: WRITER });
    const stages = review.flow.stages.map((stage) => ({ ...stage, takers: { ...stage.takers, people: [WRITER.id] } }));
    await storage.reviews.open({ ...review, flow: { ...review.flow, stages } }, eventOf('review'));
    await storage.filingFindings.open(
      {
        ...{
          ...here,
          id: ids.id<FilingFindingId>(),
          key: `unfiled:${account.id}`,
          kind: 'unfiled',
          label: account.name,
        },
        ...{ platform: 'weibo', accountIds: [account.id], facts: {}, basis: '1', occurredAt: null, state: 'open' },
        ...{ noticedAt: NOW, settledAt: null, acceptance: null, version: 1 },
      },
      eventOf('filing-finding'),
    );
    await storage.onboardingEntries.put(emptyEntry(PLAN, unit), eventOf('onboarding'));
    await storage.liaisons.insert(
      {
        ...{ ...here, id: ids.id<LiaisonId>(), duty: 'informant', name: '李四', post: '科员', rank: null },
        ...{ mobile: '13800001234', officePhone: null, personId: null, untilOn: null, version: 1 },
        sinceOn: '2026-01-01' as CivilDate,
      },
      eventOf('liaison'),
    );
    await storage.courses.insert(
      {
        ...{ ...here, id: ids.id<CourseId>(), hours: 6, topic: '业务培训', organiser: '办公室', attendees: [] },
        ...{ heldOn: '2026-05-12' as CivilDate, version: 1 },
      },
      eventOf('course'),
    );
    return account;
  };
  const result = { inside: await fill(own), outside: await fill(other), unit: own.id, county: county.id, mandateId };
  const review = draftOf({ kind: 'mandate-review', subject: { label: '政策' } });
  await tell(storage, review.owner, { wanted: [review] });
  await storage.outbox.relay(100);
  return result;
}
