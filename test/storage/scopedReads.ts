import type { Alert } from '../../src/domain/alerts/alert';
import type { AlertId, CaseId, CredentialId, ObligationId } from '../../src/domain/ids';
import type { CivilDate } from '../../src/domain/time/instant';
import type { UnitFile, UnitFiles } from '../../src/ports/dutyStorage';
import type { Scope } from '../../src/ports/paging';
import type { Storage } from '../../src/ports/storage';
import { after, eventOf, NOW } from './samples';
import { ids } from './testStore';
import { MONTH, PLAN, TAKEN, WRITER, type TwoUnits } from './twoUnits';

const first = { limit: 50, cursor: null };
const TODAY = '2026-09-18' as CivilDate;

/** How many rows are seen through each function that takes a scope. */
type Read = (scope: Scope, both: TwoUnits) => Promise<number>;

const found = async (reads: readonly Promise<unknown>[]): Promise<number> =>
  (await Promise.all(reads)).filter((one) => one !== null && one !== 'not-found').length;
const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0);
const sumOf = (counts: Readonly<Record<string, number | undefined>>): number =>
  sum(Object.values(counts).map((count) => count ?? 0));

const BY = { personId: ids.id<never>(), name: '张三', at: NOW };

/** How many alerts about the accounts of the two units are found by something that is done to each of them. */
async function handled(
  { inside, outside }: TwoUnits,
  storage: Storage,
  each: (alertIds: readonly AlertId[]) => Promise<ReadonlyMap<AlertId, string>>,
): Promise<number> {
  const { items } = await storage.alerts.list({}, first, null);
  const about = items.filter(({ subject }) => subject.accountId === inside.id || subject.accountId === outside.id);
  return [...(await each(about.map(({ id }) => id))).values()].filter((result) => result !== 'not-found').length;
}

/** The reads of one kind of files of units. */
function filesOf<File extends UnitFile>(name: string, files: () => UnitFiles<File>): Readonly<Record<string, Read>> {
  return {
    [`${name}.byId`]: async (scope) => {
      const all = await files().list({}, first, null);
      return found(all.items.map(({ id }) => files().byId(id, scope)));
    },
    [`${name}.list`]: async (scope) => (await files().list({}, first, scope)).items.length,
  };
}

/** One entry for every function of the storage port with a parameter of the type `Scope`. */
export const scopedReads = (storage: Storage): Readonly<Record<string, Read>> => ({
  'units.byId': (scope, { inside, outside }) =>
    found([storage.units.byId(inside.unitId, scope), storage.units.byId(outside.unitId, scope)]),
  'units.list': async (scope, { county }) => (await storage.units.list(scope)).filter(({ id }) => id !== county).length,
  'accounts.byId': (scope, { inside, outside }) =>
    found([storage.accounts.byId(inside.id, scope), storage.accounts.byId(outside.id, scope)]),
  'accounts.list': async (scope) => (await storage.accounts.list({}, first, scope)).items.length,
  'accounts.activeAfter': async (scope) => (await storage.accounts.activeAfter(null, 50, scope)).length,
  'accounts.countBreaching': (scope) =>
    storage.accounts.countBreaching({ from: after(-1), before: after(60 * 86_400_000) }, scope),
  'accounts.countByVerdict': async (scope) =>
    sum((await storage.accounts.countByVerdict(scope)).map(({ count }) => count)),
  'accounts.sightByPlatform': async (scope) =>
    sum((await storage.accounts.sightByPlatform(scope, after(-1), after(-2))).map(({ accounts }) => accounts)),
  'sites.byId': async (scope) => {
    const all = await storage.sites.list({}, first, null);
    return found(all.items.map(({ id }) => storage.sites.byId(id, scope)));
  },
  'sites.list': async (scope) => (await storage.sites.list({}, first, scope)).items.length,
  'siteChecks.byId': async (scope) => {
    const all = await storage.sites.list({}, first, null);
    return found(all.items.map(({ id }) => storage.siteChecks.byId(id, scope)));
  },
  'siteChecks.list': async (scope) => (await storage.siteChecks.list({}, first, scope)).items.length,
  'siteChecks.counts': async (scope) => sumOf((await storage.siteChecks.counts(scope)).site),
  'posts.countSince': (scope) => storage.posts.countSince(after(-1), scope),
  'findings.byId': async (scope, { inside, outside }) => {
    const open = (await Promise.all([inside, outside].map(({ id }) => storage.findings.openFor(id)))).flat();
    return found(open.map(({ id }) => storage.findings.byId(id, scope)));
  },
  'findings.countAccounts': (scope) => storage.findings.countAccounts('silent', scope),
  'cases.byId': async (scope, { inside, outside }) => {
    const cases = await Promise.all([inside, outside].map(({ id }) => storage.cases.openFor(id)));
    return found(cases.map((one) => storage.cases.byId(one?.id ?? ids.id<CaseId>(), scope)));
  },
  'cases.ofReview': async (scope, { inside, outside }) => {
    const cases = await Promise.all([inside, outside].map(({ id }) => storage.cases.openFor(id)));
    return found(cases.map((one) => storage.cases.ofReview(one?.id ?? ids.id<CaseId>(), scope)));
  },
  'cases.list': async (scope) => (await storage.cases.list({}, first, scope)).items.length,
  'cases.countByState': async (scope) => sumOf(await storage.cases.countByState(scope)),
  'obligations.byId': async (scope, { inside, outside }) => {
    const owed = (await Promise.all([inside, outside].map(({ id }) => storage.obligations.openFor(id)))).flat();
    return found(owed.map(({ id }) => storage.obligations.byId(id satisfies ObligationId, scope)));
  },
  'obligations.list': async (scope) => (await storage.obligations.list({}, first, scope)).items.length,
  'obligations.listed': async (scope) => (await storage.obligations.listed({}, first, scope)).items.length,
  'obligations.progress': async (scope, { mandateId }) =>
    sum([...(await storage.obligations.progress([mandateId], scope)).values()].map(sumOf)),
  'obligations.openByMandate': async (scope) => sum((await storage.obligations.openByMandate(scope)).values()),
  'obligations.takenBy': async (scope) => (await storage.obligations.takenBy(TAKEN.by, null, scope)).length,
  'obligations.owed': async (scope) =>
    sum((await storage.obligations.owed({ from: new Date(0), until: after(1e12) }, scope)).map(({ count }) => count)),
  'ownPosts.byId': async (scope) => {
    const all = await storage.ownPosts.list({}, first, null);
    return found(all.items.map(({ id }) => storage.ownPosts.byId(id, scope)));
  },
  'ownWords.byId': async (scope) => {
    const all = await storage.ownWords.list({ today: TODAY }, first, null);
    return found(all.items.map(({ id }) => storage.ownWords.byId(id, scope)));
  },
  'ownWords.list': async (scope) => (await storage.ownWords.list({ today: TODAY }, first, scope)).items.length,
  'ownPosts.list': async (scope) => (await storage.ownPosts.list({}, first, scope)).items.length,
  'ownPosts.byHand': async (scope) => (await storage.ownPosts.byHand(null, first, scope)).items.length,
  'ownPosts.openOf': async (scope) => (await storage.ownPosts.openOf(WRITER.id, scope)).length,
  'accounts.inUseByUnit': async (scope) => sum((await storage.accounts.inUseByUnit(scope)).map(({ count }) => count)),
  'filingFindings.byId': async (scope) => {
    const all = await storage.filingFindings.list({}, first, null);
    return found(all.items.map(({ id }) => storage.filingFindings.byId(id, scope)));
  },
  'filingFindings.list': async (scope) => (await storage.filingFindings.list({}, first, scope)).items.length,
  'filingFindings.counts': async (scope) =>
    sum((await storage.filingFindings.counts(undefined, scope)).map(({ count }) => count)),
  'reviews.byId': async (scope) => {
    const all = await storage.reviews.list({}, first, null);
    return found(all.items.map(({ id }) => storage.reviews.byId(id, scope)));
  },
  'reviews.list': async (scope) => (await storage.reviews.list({}, first, scope)).items.length,
  'reviews.authoredBy': async (scope) =>
    (await storage.reviews.authoredBy(WRITER.id, ['own-post', 'answer'], scope)).length,
  'reviews.naming': async (scope) => (await storage.reviews.naming(WRITER.id, scope)).length,
  'reviews.assignedTo': async (scope) => (await storage.reviews.assignedTo(WRITER.id, scope)).length,
  ...filesOf('surveyPlans', () => storage.surveyPlans),
  ...filesOf('emergencies', () => storage.emergencies),
  ...filesOf('meetings', () => storage.meetings),
  'duties.byId': async (scope) => {
    const all = await storage.duties.list({}, first, null);
    return found(all.items.map(({ id }) => storage.duties.byId(id, scope)));
  },
  'duties.list': async (scope) => (await storage.duties.list({}, first, scope)).items.length,
  'duties.countsOf': async (scope) => sum((await storage.duties.countsOf([MONTH], scope)).map(({ count }) => count)),
  'submissions.byId': async (scope) => {
    const all = await storage.submissions.list({}, first, null);
    return found(all.items.map(({ id }) => storage.submissions.byId(id, scope)));
  },
  'submissions.list': async (scope) => (await storage.submissions.list({}, first, scope)).items.length,
  'submissions.openOf': async (scope) => (await storage.submissions.openOf(WRITER.id, scope)).length,
  'submissions.countsOf': async (scope) =>
    sum([...(await storage.submissions.countsOf(MONTH, scope)).values()].map(sumOf)),
  'submissionMonths.list': async (scope) => (await storage.submissionMonths.list(MONTH, scope)).length,
  'onboardingEntries.ofPlan': async (scope) => (await storage.onboardingEntries.ofPlan(PLAN, scope)).length,
  'liaisons.byId': async (scope) => {
    const all = await storage.liaisons.list({}, first, null);
    return found(all.items.map(({ id }) => storage.liaisons.byId(id, scope)));
  },
  'liaisons.list': async (scope) => (await storage.liaisons.list({}, first, scope)).items.length,
  'liaisons.ofUnit': async (scope, { inside, outside }) => {
    const of = await Promise.all([inside, outside].map(({ unitId }) => storage.liaisons.ofUnit(unitId, scope)));
    return of.flat().length;
  },
  'liaisons.counts': async (scope) => sum((await storage.liaisons.counts(scope)).map(({ count }) => count)),
  'courses.byId': async (scope) => {
    const all = await storage.courses.list({}, first, null);
    return found(all.items.map(({ id }) => storage.courses.byId(id, scope)));
  },
  'courses.list': async (scope) =>
    (await storage.courses.list({ ...(scope === null ? {} : { attendedBy: [scope] }) }, first, scope)).items.length,
  'reminders.byId': async (scope) => {
    const all = await storage.reminders.list({}, first, null);
    return found(all.items.map(({ id }) => storage.reminders.byId(id, scope)));
  },
  'reminders.byIds': async (scope) => {
    const all = await storage.reminders.list({}, first, null);
    const ids = all.items.map(({ id }) => id);
    return (await storage.reminders.byIds(ids, scope)).length;
  },
  'reminders.list': async (scope) => (await storage.reminders.list({}, first, scope)).items.length,
  'publishJobs.countByState': async (scope) => sumOf(await storage.publishJobs.countByState(scope)),
  'publishJobs.list': async (scope) => (await storage.publishJobs.list({}, first, scope)).items.length,
  // Alerts, not lines: others of these functions write lines of their own.
  'alerts.since': async (scope) => {
    const lines = await storage.alerts.since(0, 50, scope);
    return new Set(lines.flatMap(({ id, subject }) => (subject.accountId === undefined ? [] : [id]))).size;
  },
  'alerts.texts': async (scope) => {
    const told = await storage.alerts.texts(
      0,
      {
        limit: 50,
        shape: [
          { name: 'subject', from: 'subject' },
          { name: 'id', from: 'alertId' },
        ],
      },
      scope,
    );
    const read = told.map((line) =>
      'alert' in line ? line.alert : (JSON.parse(Buffer.from(line.json).toString()) as Alert),
    );
    return new Set(read.flatMap(({ id, subject }) => (subject.accountId === undefined ? [] : [id]))).size;
  },
  'alerts.list': async (scope) =>
    (await storage.alerts.list({}, first, scope)).items.filter(({ subject }) => subject.accountId !== undefined).length,
  'alerts.policiesConcerned': async (scope) => (await storage.alerts.policiesConcerned('any', scope)).length,
  'alerts.groups': async (scope) => {
    const everything = sum((await storage.alerts.groups({}, scope)).map(({ count }) => count));
    return scope === null ? everything - 1 : everything;
  },
  'alerts.linesOf': async (scope, { inside, outside }) => {
    const { items } = await storage.alerts.list({}, first, null);
    const about = items.filter(({ subject }) => subject.accountId === inside.id || subject.accountId === outside.id);
    const whole = { before: null, limit: 50 };
    return found(about.map(({ id }) => storage.alerts.linesOf(id, whole, scope)));
  },
  'alerts.countUnresolved': async (scope) => {
    const everything = sum((await storage.alerts.countUnresolved(scope)).map(({ count }) => count));
    // The alert about a policy belongs to no unit: only those who see everything see it.
    return scope === null ? everything - 1 : everything;
  },
  'notifications.ofAlert': async (scope) => {
    const alerts = await storage.alerts.list({}, first, null);
    return sum(
      (await Promise.all(alerts.items.map(({ id }) => storage.notifications.ofAlert(id, scope)))).map(
        ({ length }) => length,
      ),
    );
  },
  'letters.ofAlert': async (scope) => {
    const alerts = await storage.alerts.list({}, first, null);
    return sum(
      (await Promise.all(alerts.items.map(({ id }) => storage.letters.ofAlert(id, scope)))).map(({ length }) => length),
    );
  },
  'credentials.byId': (scope, { inside, outside }) =>
    found([inside, outside].map(({ id }) => storage.credentials.byId(id as string as CredentialId, scope))),
  'credentials.grantedBy': async (scope) => (await storage.credentials.grantedBy(WRITER.id, scope)).length,
  'credentials.list': async (scope) => (await storage.credentials.list({}, first, scope)).items.length,
  'credentials.countByState': async (scope) => sumOf(await storage.credentials.countByState(scope)),
  'alerts.assignEach': (scope, both) =>
    handled(both, storage, (about) =>
      storage.alerts.assignEach(about, { ...BY, to: null }, scope, () => eventOf('alert')),
    ),
  'alerts.acknowledgeEach': (scope, both) =>
    handled(both, storage, (about) => storage.alerts.acknowledgeEach(about, BY, scope, () => eventOf('alert'))),
  // Last, because it changes what others count.
  'alerts.acknowledge': async (scope, { inside, outside }) => {
    const alerts = await storage.alerts.list({}, first, null);
    const by = { personId: ids.id<never>(), name: '张三', at: NOW };
    const about = alerts.items.filter(({ subject }) =>
      [inside.id, outside.id].includes(subject.accountId ?? inside.id),
    );
    return found(
      about
        .filter(({ subject }) => subject.accountId !== undefined)
        .map(({ id }) => storage.alerts.acknowledge(id, by, scope, eventOf('alert'))),
    );
  },
});
