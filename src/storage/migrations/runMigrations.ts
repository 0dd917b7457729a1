import type { Connection } from 'mongoose';
import { MINUTE_MS } from '../../domain/time/instant';
import type { Clock, Ids } from '../../ports/runtime';
import { atMost } from '../conditions';
import { leasePart, freeLease, takenLease, type StoredLease } from '../lease';
import { count, documentSchema, instant, text } from '../schemaParts';
import { openTable, type Row, type Table } from '../table';
import { refuseUnfinished } from '../moving/moveMark';
import { m0001Indexes } from './m0001Indexes';
import { m0002Policies } from './m0002Policies';
import { m0003Credentials } from './m0003Credentials';
import { m0004CredentialChecks } from './m0004CredentialChecks';
import { m0005Authorities } from './m0005Authorities';
import { m0006PostsSeenAgain } from './m0006PostsSeenAgain';
import { m0007People } from './m0007People';
import { m0008UnitNature } from './m0008UnitNature';
import { m0009OwnExpiry } from './m0009OwnExpiry';
import { m0010MaskedExcerpts } from './m0010MaskedExcerpts';
import { m0011Sites } from './m0011Sites';
import { m0012DismissedFindings } from './m0012DismissedFindings';
import { m0013EndedAccounts } from './m0013EndedAccounts';
import { m0014AwaitedPersons } from './m0014AwaitedPersons';
import { m0015UnitMoves } from './m0015UnitMoves';
import { m0016AlertStates } from './m0016AlertStates';
import { m0017Interpretations } from './m0017Interpretations';
import { m0018SiteNames } from './m0018SiteNames';
import { m0019Retention } from './m0019Retention';
import { m0020StoreSizes } from './m0020StoreSizes';
import { m0021LedgerSegments } from './m0021LedgerSegments';
import { m0022EndedAlerts } from './m0022EndedAlerts';
import { m0023Counting } from './m0023Counting';
import { m0024Searching } from './m0024Searching';
import { m0025Notifications } from './m0025Notifications';
import { m0026EndedNotifications } from './m0026EndedNotifications';
import { m0027Letters } from './m0027Letters';
import { m0028Webhooks } from './m0028Webhooks';
import { m0029DutyRosters } from './m0029DutyRosters';
import { m0030AlertCauses } from './m0030AlertCauses';
import { m0031Escalations } from './m0031Escalations';
import { m0032UncarriedReminders } from './m0032UncarriedReminders';
import { m0033PersonSessions } from './m0033PersonSessions';
import { m0034Reviews } from './m0034Reviews';
import { m0035Team } from './m0035Team';
import { m0036DutiesOfPeople } from './m0036DutiesOfPeople';
import { m0037Imports } from './m0037Imports';
import { m0038Handovers } from './m0038Handovers';
import { m0039WaitingReviews } from './m0039WaitingReviews';
import { m0040HandoversHeld } from './m0040HandoversHeld';
import { m0041JobSubjects } from './m0041JobSubjects';
import { m0042FilingFindings } from './m0042FilingFindings';
import { m0043Files } from './m0043Files';
import { m0044Submissions } from './m0044Submissions';
import { m0045OwnPosts } from './m0045OwnPosts';
import { m0046AlertsOfPolicy } from './m0046AlertsOfPolicy';
import { m0047WatchedOwnPosts } from './m0047WatchedOwnPosts';
import { m0048SentAgain } from './m0048SentAgain';
import { m0049Onboarding } from './m0049Onboarding';
import { m0050OfficialLists } from './m0050OfficialLists';
import { m0051DelegationSlots } from './m0051DelegationSlots';
import { m0052CopiesByHand } from './m0052CopiesByHand';
import { m0053AccountsInUse } from './m0053AccountsInUse';
import { m0054LettersOfAlerts } from './m0054LettersOfAlerts';
import { m0055Roles } from './m0055Roles';
import { m0056QuotaChanges } from './m0056QuotaChanges';
import { m0057FoundByMore } from './m0057FoundByMore';
import { m0058SubmissionTexts } from './m0058SubmissionTexts';
import { m0059Duties } from './m0059Duties';
import { m0060FoundByPeople } from './m0060FoundByPeople';
import { m0061FoundSites } from './m0061FoundSites';
import { m0062ReviewedCases } from './m0062ReviewedCases';
import { m0063OwnWords } from './m0063OwnWords';
import { m0064ComparedLists } from './m0064ComparedLists';
import { m0065UnitFiles } from './m0065UnitFiles';
import { m0066SiteChecks } from './m0066SiteChecks';
import { m0067SiteCrawls } from './m0067SiteCrawls';
import { m0068RegisterReads } from './m0068RegisterReads';
import { m0069SiteInterpretations } from './m0069SiteInterpretations';
import type { Migration } from './migration';

/** In order, without gaps. A released one is never changed; what comes later gets the next number. */
export const MIGRATIONS: readonly Migration[] = [
  m0001Indexes,
  m0002Policies,
  m0003Credentials,
  m0004CredentialChecks,
  m0005Authorities,
  m0006PostsSeenAgain,
  m0007People,
  m0008UnitNature,
  m0009OwnExpiry,
  m0010MaskedExcerpts,
  m0011Sites,
  m0012DismissedFindings,
  m0013EndedAccounts,
  m0014AwaitedPersons,
  m0015UnitMoves,
  m0016AlertStates,
  m0017Interpretations,
  m0018SiteNames,
  m0019Retention,
  m0020StoreSizes,
  m0021LedgerSegments,
  m0022EndedAlerts,
  m0023Counting,
  m0024Searching,
  m0025Notifications,
  m0026EndedNotifications,
  m0027Letters,
  m0028Webhooks,
  m0029DutyRosters,
  m0030AlertCauses,
  m0031Escalations,
  m0032UncarriedReminders,
  m0033PersonSessions,
  m0034Reviews,
  m0035Team,
  m0036DutiesOfPeople,
  m0037Imports,
  m0038Handovers,
  m0039WaitingReviews,
  m0040HandoversHeld,
  m0041JobSubjects,
  m0042FilingFindings,
  m0043Files,
  m0044Submissions,
  m0045OwnPosts,
  m0046AlertsOfPolicy,
  m0047WatchedOwnPosts,
  m0048SentAgain,
  m0049Onboarding,
  m0050OfficialLists,
  m0051DelegationSlots,
  m0052CopiesByHand,
  m0053AccountsInUse,
  m0054LettersOfAlerts,
  m0055Roles,
  m0056QuotaChanges,
  m0057FoundByMore,
  m0058SubmissionTexts,
  m0059Duties,
  m0060FoundByPeople,
  m0061FoundSites,
  m0062ReviewedCases,
  m0063OwnWords,
  m0064ComparedLists,
  m0065UnitFiles,
  m0066SiteChecks,
  m0067SiteCrawls,
  m0068RegisterReads,
  m0069SiteInterpretations,
];

interface AppliedRow extends Row {
  readonly _id: number;
  readonly title: string;
  readonly appliedAt: Date;
}
interface LockRow extends Row {
  readonly _id: string;
  readonly lease: StoredLease;
}

const appliedSchema = documentSchema({ _id: count, title: text, appliedAt: instant });
const lockSchema = documentSchema({ _id: text, lease: leasePart });
const LOCK_ID = 'schema';
/**
 * Longer than any one migration should take. One that takes longer may run twice at once, which it must bear anyway.
 */
const LOCK_MS = 10 * MINUTE_MS;
const POLL_MS = 100;
/** Waiting for another process that migrates: counted in polls, so that it ends whatever the clock says. */
const MAX_POLLS = 6_000;

/** The store was written by a newer version of the product than this one. */
export class SchemaTooNew extends Error {
  constructor(
    readonly found: number,
    readonly known: number,
  ) {
    super(
      `数据库结构版本为 ${found}，本程序只认识到 ${known}：请使用较新的程序版本，或恢复较早的备份。(The store has schema ${found}; this program knows up to ${known}. Run a newer program or restore an older backup.)`,
    );
    this.name = 'SchemaTooNew';
  }
}

export interface MigrationRun {
  readonly clock: Clock;
  readonly ids: Ids;
  /** Told what is being done, a line at a time. */
  readonly onProgress: (line: string) => void;
  /** Defaults to the product's own. */
  readonly migrations?: readonly Migration[];
}

/**
 * Brings the store to the schema this program knows. One process at a time does the work, the others wait for it; every
 * step is recorded when it is done, and repeated if it was interrupted before that. Throws `SchemaTooNew` before
 * touching anything, and `MoveUnfinished` where a move into this store has not ended.
 */
export async function runMigrations(connection: Connection, run: MigrationRun): Promise<void> {
  const migrations = run.migrations ?? MIGRATIONS;
  await refuseUnfinished(connection.getClient().db(connection.name));
  const applied = openTable<AppliedRow>(connection, 'migrations', appliedSchema);
  if ((await pending(applied, migrations)).length === 0) return;
  const locks = openTable<LockRow>(connection, 'migration-locks', lockSchema);
  const token = await lock(locks, run);
  try {
    // Read again: whoever held the lock before may have done it all.
    for (const migration of await pending(applied, migrations)) {
      run.onProgress(`数据库结构升级 ${migration.version}：${migration.title}`);
      await migration.up(connection);
      await applied.insert({ _id: migration.version, title: migration.title, appliedAt: run.clock.now() });
    }
  } finally {
    await locks.change({ _id: LOCK_ID, 'lease.token': token }, { $set: { lease: freeLease() } });
  }
}

async function pending(applied: Table<AppliedRow>, migrations: readonly Migration[]): Promise<readonly Migration[]> {
  const known = migrations.at(-1)?.version ?? 0;
  const newest = (await applied.one({}, { _id: -1 }))?._id ?? 0;
  if (newest > known) throw new SchemaTooNew(newest, known);
  return migrations.filter(({ version }) => version > newest);
}

async function lock(locks: Table<LockRow>, { clock, ids }: MigrationRun): Promise<string> {
  const token = ids.secret();
  await locks.insert({ _id: LOCK_ID, lease: freeLease() });
  for (let poll = 0; poll < MAX_POLLS; poll += 1) {
    const now = clock.now();
    const lease = takenLease({ now, owner: 'migration', leaseMs: LOCK_MS, token });
    if (await locks.change({ _id: LOCK_ID, 'lease.untilAt': atMost(now) }, { $set: { lease } })) return token;
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MS);
    });
  }
  throw new Error(
    'Another process has been migrating the store for too long. If none is running, start again in ten minutes.',
  );
}
