import { NO_FILING } from '../../domain/accounts/filing';
import { makeEvent } from '../../domain/alerts/events';
import type { Actor } from '../../domain/cases/case';
import type { SiteId } from '../../domain/ids';
import type { AccountRecord, Unit } from '../../ports/storage';
import { conflict } from '../refuse';
import type { ServiceDeps } from '../settings';

interface Going {
  readonly unit: Pick<Unit, 'id' | 'path'>;
  /** Absent: they stay with their site, which goes there too. */
  readonly siteId?: SiteId;
  readonly reason: 'site-moved' | 'site-handed-over';
  readonly note: string;
  readonly actor: Actor;
}

/**
 * Columns that go with their website: each in one write with its own line of the ledger, so that whatever was killed
 * between two of them is done by asking again. Throws `Refusal` `conflict` where somebody else changes one just now.
 */
export async function moveColumns(
  { storage, ids, clock }: ServiceDeps,
  columns: readonly AccountRecord[],
  { unit, siteId, reason, note, actor }: Going,
): Promise<void> {
  for (const { account } of columns) {
    const isThere = account.unitId === unit.id && account.unitPath.join() === unit.path.join();
    if (isThere && (siteId === undefined || account.siteId === siteId)) continue;
    const event = makeEvent(
      { eventId: ids.eventId(), actor, now: clock.now() },
      {
        kind: 'account-changed',
        subject: `account:${account.id}`,
        from: account.status,
        to: account.status,
        reason,
        data: { name: account.name, note, unitFrom: account.unitId, unitTo: unit.id },
      },
    );
    const place = { unitId: unit.id, unitPath: unit.path, ...(siteId === undefined ? {} : { siteId }) };
    const moved = await storage.accounts.takeStep(
      { account, filing: NO_FILING },
      { status: account.status, ...place },
      event,
    );
    if (!moved) throw conflict(`栏目“${account.name}”刚被更新。`);
  }
}
