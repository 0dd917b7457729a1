import type { Schema } from 'mongoose';
import type { Clock, Hasher, Ids, Log } from '../ports/runtime';
import type { LedgerFolder, Storage } from '../ports/storage';
import { accountSchema, type AccountRow } from './accounts/accountRow';
import type { FollowsAccount } from './accounts/followers';
import { createAccounts } from './accounts/accounts';
import { createRegisteredCredentials } from './accounts/registeredCredentials';
import { createLateness, latenessSchema, type LatenessRow } from './accounts/lateness';
import { lookSchema, type LookRow } from './accounts/lookRows';
import { createLooks } from './accounts/looks';
import { createPosts } from './accounts/posts';
import { postSchema, type PostRow } from './accounts/postRow';
import { createSites, siteSchema, type SiteRow } from './accounts/sites';
import { createUnitBelongings } from './accounts/unitBelongings';
import { createUnitMoves, unitMoveSchema, type UnitMoveRow } from './accounts/unitMoves';
import { createUnits, unitSchema, type UnitRow } from './accounts/units';
import { alertChangeSchema, alertSchema, type AlertChangeRow, type AlertRow } from './alerts/alertRow';
import { createAlerts } from './alerts/alerts';
import { endedAlerts } from './alerts/endedAlerts';
import { createIncidents, incidentSchema, type IncidentRow } from './alerts/incidents';
import { createAppendLedger } from './alerts/ledger';
import { openLedger } from './alerts/openLedger';
import { createOutboxRelay, createOutboxSource, type OutboxRow } from './alerts/outboxRelay';
import { caseSchema, createCases, type CaseRow } from './cases/cases';
import { connect, pingStore, storeTime } from './connect';
import {
  authorisationStateSchema,
  createAuthorisationStates,
  type AuthorisationStateRow,
} from './credentials/authorisationStates';
import { callCountSchema, createCallCounts, type CallCountRow } from './credentials/callCounts';
import { credentialSchema, type Cipher, type CredentialRow } from './credentials/credentialRow';
import { createCredentials } from './credentials/credentials';
import { createPlatformInbox, inboxSchema, type InboxRow } from './credentials/platformInbox';
import type { SealedTable } from './credentials/reseal';
import { createTokenStore, tokenSchema, type TokenRow } from './credentials/tokenStore';
import { filingFindingSchema, openFilings, type FilingFindingRow } from './filings/openFilings';
import { openFiles } from './files/openFiles';
import { openImports } from './imports/openImports';
import { createTakingBack } from './imports/takingBack';
import { createFindings, findingSchema, readImproper, type FindingRow } from './judging/findings';
import { letterSchema, type LetterRow } from './letters/letters';
import { openLetters } from './letters/openLetters';
import { reminderSchema, type ReminderRow } from './letters/reminders';
import { createMandates, mandateRuleSchema, mandateSchema } from './mandates/mandates';
import type { MandateRow, MandateRuleRow } from './mandates/mandates';
import { obligationSchema, type ObligationRow } from './mandates/obligationRow';
import { createObligations } from './mandates/obligations';
import { createPostTimes, postTimesSchema, type PostTimesRow } from './mandates/postTimes';
import { publishJobSchema, type PublishJobRow } from './mandates/publishJobRow';
import { createPublishJobs } from './mandates/publishJobs';
import { runMigrations } from './migrations/runMigrations';
import { UNIT_MOVES } from './openMoves';
import { notificationSchema, type NotificationRow } from './notify/notifications';
import { openNotify } from './notify/openNotify';
import { openPeople } from './people/openPeople';
import { openOwnPosts, ownPostSchema, type OwnPostRow } from './ownPosts/openOwnPosts';
import { openOwnWords, ownWordSchema, type OwnWordRow } from './content/ownWords';
import { createPolicies } from './policies/policies';
import { policySchema, type PolicyRow } from './policies/policyRow';
import { createPolicySources, policySourceSchema, type PolicySourceRow } from './policies/policySources';
import type { Rescoped } from './rescoped';
import { openReviews } from './reviews/openReviews';
import { reviewSchema, type ReviewRow } from './reviews/reviewRow';
import { asRows, createCarryOut, type SweptTables } from './retention/carryOut';
import { createExpired } from './retention/expired';
import { createLookDays, lookDaySchema, type LookDayRow } from './retention/lookDays';
import { createRetentionRuns, retentionRunSchema, type RetentionRunRow } from './retention/retentionRuns';
import { openTable, type Row, type Table } from './table';
import { courseSchema, liaisonSchema, openTeam, type CourseRow, type LiaisonRow } from './team/openTeam';
import { openSubmissions, submissionMonthSchema, submissionSchema } from './submissions/openSubmissions';
import type { SubmissionMonthRow, SubmissionRow } from './submissions/openSubmissions';
import { dutySchema, openDuties, type DutyRow } from './duties/openDuties';
import { openSiteChecks } from './siteChecks/openSiteChecks';
import { createHostSharing } from './work/hostSharing';
import { openWebhooks } from './webhooks/openWebhooks';
import { createHasRoom, createSettings, settingSchema, type SettingRow } from './work/settings';
import { createStoreSizes, storeSampleSchema, type StoreSampleRow } from './work/storeSize';
import { createTickRuns, taskSchema, tickRunSchema, type TaskRow, type TickRunRow } from './work/tickRuns';

export type { Cipher } from './credentials/credentialRow';

export interface StorageOptions {
  /** Embedded store or MongoDB; only the address differs. Never shown in errors: it may carry a password. */
  readonly uri: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hasher: Hasher;
  readonly log?: Log;
  /** Seals credentials before they are stored. Without it they are stored as they are. */
  readonly cipher?: Cipher;
  /** Where sealed parts of the ledger are read; absent: nowhere. */
  readonly ledgerFolder?: Pick<LedgerFolder, 'read'>;
  readonly onProgress?: (line: string) => void;
  /** How long to look for a server. */
  readonly connectTimeoutMs?: number;
}

/**
 * Connects, brings the schema up to date and opens all repositories. Rejects within seconds where no store is reached,
 * with `SchemaTooNew` where a newer program has been at work, and with `MoveUnfinished` where a move into it has not
 * ended. `close()` ends the connection; nothing runs on its own in between.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { clock, ids, hasher, log, cipher = null, onProgress = () => undefined } = options;
  const connection = await connect(options.uri, options.connectTimeoutMs);
  try {
    await runMigrations(connection, { clock, ids, onProgress });
  } catch (cause) {
    await connection.destroy(true);
    throw cause;
  }
  log?.info('store-open');
  const open = <D extends Row>(name: string, schema: Schema): Table<D> => openTable<D>(connection, name, schema);

  const accountTable = open<AccountRow>('accounts', accountSchema);
  const siteTable = open<SiteRow>('sites', siteSchema);
  const postTable = open<PostRow>('posts', postSchema);
  const findingTable = open<FindingRow>('findings', findingSchema);
  const caseTable = open<CaseRow>('cases', caseSchema);
  const policyTable = open<PolicyRow>('policies', policySchema);
  const mandateTable = open<MandateRow>('mandates', mandateSchema);
  const ruleTable = open<MandateRuleRow>('mandate-rules', mandateRuleSchema);
  const obligationTable = open<ObligationRow>('obligations', obligationSchema);
  const jobTable = open<PublishJobRow>('publish-jobs', publishJobSchema);
  const incidentTable = open<IncidentRow>('incidents', incidentSchema);
  const alertTable = open<AlertRow>('alerts', alertSchema);
  const alertLogTable = open<AlertChangeRow>('alert-changes', alertChangeSchema);
  const ledger = openLedger(open, { hasher, folder: options.ledgerFolder });
  const people = openPeople(open);
  const credentialTable = open<CredentialRow>('credentials', credentialSchema);
  const settingTable = open<SettingRow>('settings', settingSchema);
  const runTable = open<TickRunRow>('tick-runs', tickRunSchema);
  const stateTable = open<AuthorisationStateRow>('authorisation-states', authorisationStateSchema);
  const callCountTable = open<CallCountRow>('call-counts', callCountSchema);
  const tokenTable = open<TokenRow>('interface-tokens', tokenSchema);
  const inboxTable = open<InboxRow>('platform-inbox', inboxSchema);
  const unitTable = open<UnitRow>('units', unitSchema);
  const sourceTable = open<PolicySourceRow>('policy-sources', policySourceSchema);
  const lookTable = open<LookRow>('looks', lookSchema);
  const lookDayTable = open<LookDayRow>('look-days', lookDaySchema);
  const retentionTable = open<RetentionRunRow>('retention-runs', retentionRunSchema);
  const sampleTable = open<StoreSampleRow>('store-sizes', storeSampleSchema);
  const notificationTable = open<NotificationRow>('notifications', notificationSchema);
  const notify = openNotify(open, { cipher, notifications: notificationTable });
  const letterTable = open<LetterRow>('letters', letterSchema);
  const reminderTable = open<ReminderRow>('reminders', reminderSchema);
  const letters = openLetters(open, { letters: letterTable, reminders: reminderTable });
  const team = openTeam({
    liaisons: open<LiaisonRow>('liaisons', liaisonSchema),
    courses: open<CourseRow>('courses', courseSchema),
  });
  const filings = openFilings(open, open<FilingFindingRow>('filing-findings', filingFindingSchema));
  const webhooks = openWebhooks(open, cipher);
  const reviewTable = open<ReviewRow>('reviews', reviewSchema);
  const reviews = openReviews(open, reviewTable);
  const { files, endings: fileEndings } = openFiles(open, { connection, clock, hasher, ids });
  const submissions = openSubmissions(open, {
    submissions: open<SubmissionRow>('submissions', submissionSchema),
    ...{ months: open<SubmissionMonthRow>('submission-months', submissionMonthSchema), files, clock },
  });
  const duties = openDuties(open, open<DutyRow>('duties', dutySchema));
  const siteChecks = openSiteChecks(open, { sites: siteTable, hasher });
  const ownPosts = openOwnPosts(open<OwnPostRow>('own-posts', ownPostSchema));
  const ownWordTable = open<OwnWordRow>('own-words', ownWordSchema);
  const ownWords = openOwnWords(ownWordTable);
  const swept: SweptTables = {
    looks: lookTable,
    lookDays: lookDayTable,
    posts: postTable,
    hasher,
    endings: {
      'look-days': { table: asRows(lookDayTable), field: 'on' },
      'ended-alerts': endedAlerts({ alerts: alertTable, log: alertLogTable }),
      'told-notifications': { table: asRows(notificationTable), field: 'settledAt' },
      ...notify.endings,
      'told-letters': { table: asRows(letterTable), field: 'settledAt' },
      reminders: { table: asRows(reminderTable), field: 'at' },
      'webhook-deliveries': { table: webhooks.deliveries, field: 'settledAt' },
      'tick-runs': { table: asRows(runTable), field: 'startedAt' },
      sessions: { table: asRows(people.sessions), field: 'expiresAt' },
      'authorisation-states': { table: asRows(stateTable), field: 'expiresAt' },
      'call-counts': { table: asRows(callCountTable), field: 'expiresAt' },
      'platform-inbox': { table: asRows(inboxTable), field: 'forgetAt' },
      'store-sizes': { table: asRows(sampleTable), field: 'at' },
      removals: { table: asRows(retentionTable), field: 'startedAt' },
      ...{ ...fileEndings, ...submissions.endings, ...duties.endings, ...siteChecks.endings },
    },
  };
  const units = createUnits(unitTable);
  const { imports, source: importTable } = openImports(open);
  const moveTable = open<UnitMoveRow>(UNIT_MOVES, unitMoveSchema);
  const rescoped: Readonly<Record<Rescoped, Table<FollowsAccount>>> = {
    accounts: accountTable as unknown as Table<FollowsAccount>,
    sites: siteTable,
    credentials: credentialTable as unknown as Table<FollowsAccount>,
    obligations: obligationTable,
    'publish-jobs': jobTable,
    findings: findingTable,
    cases: caseTable,
    posts: postTable,
    alerts: alertTable,
    'alert-changes': alertLogTable,
    notifications: notificationTable,
    letters: letterTable,
    reminders: reminderTable,
    reviews: reviewTable as unknown as Table<FollowsAccount>,
    ...{ ...team.rescoped, ...filings.rescoped, ...submissions.rescoped, ...duties.rescoped },
    ...{ 'own-posts': ownPosts.rescoped, 'own-words': ownWords.rescoped },
  };
  const named = [...notify.namesUnit, letters.namesUnit, ...webhooks.namesUnit];
  const taking = { rescoped, named, plans: filings.plans, entries: ledger.entries };
  const credentials = createCredentials({
    ...{ table: credentialTable, cipher },
    alsoSealed: [
      ...[tokenTable, inboxTable].map((table) => table as unknown as SealedTable),
      ...[notify.sealed, webhooks.sealed],
    ],
  });
  const relay = createOutboxRelay({
    sources: [
      ...[accountTable, siteTable, postTable, findingTable, caseTable, policyTable],
      ...[mandateTable, ruleTable, obligationTable, jobTable, incidentTable, alertLogTable, ownWordTable],
      credentialTable,
      ...people.sources,
      moveTable,
      ...[retentionTable, importTable, ledger.segments],
      ...[...team.sources, ...filings.sources, ...notify.sources, ...duties.sources],
      ...[...letters.sources, ...webhooks.sources, ...reviews.sources, ...submissions.sources, ownPosts.source],
      unitTable as unknown as Table<OutboxRow>,
      sourceTable as unknown as Table<OutboxRow>,
    ].map((table) => createOutboxSource(table)),
    appendLedger: createAppendLedger(ledger.entries, hasher),
  });
  return {
    ...{ units, imports, files, ownPosts: ownPosts.repository },
    ...{ ownWords: ownWords.repository, ...siteChecks.repositories },
    accounts: createAccounts(
      {
        accounts: accountTable,
        followers: [postTable, findingTable, caseTable, jobTable, credentialTable as unknown as Table<FollowsAccount>],
        ofChannels: [obligationTable],
        told: [alertTable, alertLogTable],
      },
      createRegisteredCredentials(credentials, credentialTable, cipher),
      () => readImproper(findingTable),
    ),
    takingBack: createTakingBack({ accountTable, siteTable, unitTable, people, ...taking }),
    unitMoves: createUnitMoves({
      ...{ moves: moveTable, unitRows: unitTable, units, rescoped },
      belongings: createUnitBelongings({
        ...{ people: people.persons, named },
        ...{ accounts: rescoped.accounts, obligations: obligationTable },
        ...{ submissions: rescoped.submissions, ownPosts: rescoped['own-posts'], duties: rescoped.duties },
      }),
    }),
    ...{ sites: createSites(siteTable, [obligationTable]), posts: createPosts(postTable, ids) },
    looks: createLooks(lookTable, {
      lateness: createLateness(open<LatenessRow>('look-lateness', latenessSchema)),
      hasher,
    }),
    ...{ findings: createFindings(findingTable, accountTable), cases: createCases(caseTable) },
    ...{ policySources: createPolicySources(sourceTable), policies: createPolicies(policyTable) },
    mandates: createMandates(mandateTable, ruleTable),
    obligations: createObligations(obligationTable),
    publishJobs: createPublishJobs(jobTable, accountTable),
    incidents: createIncidents(incidentTable, ids),
    alerts: createAlerts({
      ...{ alerts: alertTable, log: alertLogTable, settings: settingTable, ids },
      confirmedLog: openTable<AlertChangeRow>(connection, 'alert-changes', {
        schema: alertChangeSchema,
        confirmed: true,
      }),
    }),
    ledger: ledger.repository(relay),
    ...notify.repositories,
    ...{ ...letters.repositories, ...webhooks.repositories, ...reviews.repositories },
    ...{ ...team.repositories, ...filings.repositories, ...submissions.repositories, ...duties.repositories },
    ...{ outbox: relay, tickRuns: createTickRuns(runTable, open<TaskRow>('tasks', taskSchema), ids) },
    ...people.repositories,
    ...{ settings: createSettings(settingTable), lookDays: createLookDays(lookDayTable) },
    expired: createExpired({ ...swept, accounts: accountTable, findings: findingTable, obligations: obligationTable }),
    retentionRuns: createRetentionRuns(retentionTable, hasher, createCarryOut(swept)),
    sizes: createStoreSizes(connection, sampleTable),
    ...{ credentials, tokens: createTokenStore(tokenTable, { cipher, hasher }) },
    authorisationStates: createAuthorisationStates(stateTable),
    platformInbox: createPlatformInbox(inboxTable, cipher),
    callCounts: createCallCounts(callCountTable),
    ...{
      postTimes: createPostTimes(open<PostTimesRow>('post-times', postTimesSchema)),
      hostSharing: createHostSharing(open),
    },
    ping: (timeoutMs) => pingStore(connection, timeoutMs),
    time: () => storeTime(connection),
    hasRoom: createHasRoom(settingTable, clock),
    close: () => connection.destroy(),
  };
}
