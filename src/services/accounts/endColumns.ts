import type { Site } from '../../domain/accounts/site';
import type { SiteStep } from '../../domain/accounts/siteClosing';
import { statusAfter } from '../../domain/accounts/accountTable';
import { NO_FILING } from '../../domain/accounts/filing';
import { makeEvent } from '../../domain/alerts/events';
import { inScope } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import type { AccountRecord } from '../../ports/storage';
import { personActor } from '../actors';
import { conflict } from '../refuse';
import type { ServiceDeps } from '../settings';
import { moveColumns } from './moveColumns';

interface Ending {
  readonly site: Site;
  readonly columns: readonly AccountRecord[];
  /** Who takes them over; null: they are cancelled. */
  readonly successor: Site | null;
  readonly step: SiteStep;
  readonly note: string;
}

/**
 * Ends the columns of a website that is closed, or gives them to the one that takes over. Before any is touched it
 * throws `Refusal` `conflict` where one is not the person's to end, has an open case, or where the website still owes
 * reposts that nobody would be left to publish.
 */
export async function endColumns(deps: ServiceDeps, ending: Ending, principal: Principal): Promise<void> {
  const { storage, ids, clock } = deps;
  const { site, successor, step, note } = ending;
  const columns = ending.columns.filter(({ account }) => statusAfter(account.status, 'cancel') !== null);
  for (const { account } of columns) {
    if (!inScope(principal.unitId, account.unitPath))
      throw conflict('站点还有不在您管辖范围内的栏目。', '请由能看到全部栏目的人员办理。');
    if (successor === null && (await storage.cases.openFor(account.id)) !== null)
      throw conflict(`栏目“${account.name}”有未办结的案件。`, '请先在案件中办结。');
  }
  if (successor !== null) {
    const owed = (await storage.obligations.countOpenOfSites([site.id])).get(site.id) ?? 0;
    if (owed > 0) throw conflict(`站点还有 ${owed} 项未完成的转载，不能移交栏目。`, '请先完成或豁免这些转载。');
    const unit = { id: successor.unitId, path: successor.unitPath };
    const actor = personActor(principal);
    await moveColumns(deps, columns, { unit, siteId: successor.id, reason: 'site-handed-over', note, actor });
    return;
  }
  const { approver, documentNumber, documentTitle, decidedOn } = step;
  for (const { account } of columns) {
    const event = makeEvent(
      { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
      {
        kind: 'account-changed',
        subject: `account:${account.id}`,
        from: account.status,
        to: 'cancelled',
        reason: 'cancel',
        data: {
          ...{ name: account.name, note, approver: approver.trim(), documentNumber, documentTitle, decidedOn },
        },
      },
    );
    if (!(await storage.accounts.takeStep({ account, filing: NO_FILING }, { status: 'cancelled' }, event)))
      throw conflict(`栏目“${account.name}”刚被更新。`);
  }
}
