import { PLATFORMS, type Platform } from '../../domain/accounts/account';
import { LOOK_OUTCOMES } from '../../domain/accounts/look';
import { isCredentialFault } from '../../domain/credentials/credentialFault';
import type { UnseenGroup } from '../../domain/alerts/sightAlerts';
import type { UnitId } from '../../domain/ids';
import type { Accounts } from '../../ports/storage';
import { checkChoice } from '../checkInput';
import type { Table } from '../table';
import type { AccountRow } from './accountRow';

interface Group {
  readonly _id: Pick<UnseenGroup, 'platform' | 'reason' | 'unitPath'> &
    Pick<AccountRow, 'hasCredential' | 'noPublishReason'>;
  readonly accounts: number;
  readonly id: UnseenGroup['account']['id'];
  readonly name: string;
  readonly sinceAt: Date;
}

/** As many rows as there are units with such accounts, times the reasons and the ways their credentials stand. */
export async function readUnseen(table: Table<AccountRow>): Promise<readonly UnseenGroup[]> {
  const groups = await table.group<Group>([
    { $match: { verdictKind: 'unknown' } },
    {
      $group: {
        _id: {
          platform: '$platform',
          reason: '$verdict.reason',
          unitPath: '$unitPath',
          hasCredential: '$hasCredential',
          noPublishReason: '$noPublishReason',
        },
        accounts: { $sum: 1 },
        id: { $min: '$_id' },
        name: { $min: '$name' },
        sinceAt: { $min: '$verdict.judgedAt' },
      },
    },
  ]);
  return groups.map(({ _id: { hasCredential, noPublishReason, ...alike }, accounts, id, name, sinceAt }) => ({
    ...alike,
    credentialRefused: hasCredential && isCredentialFault(noPublishReason),
    accounts,
    account: { id, name },
    sinceAt,
  }));
}

export async function readBlind(
  table: Table<AccountRow>,
  platform: Platform | null,
  outcome: string,
): ReturnType<Accounts['blindByUnit']> {
  const groups = await table.group<{
    readonly _id: { readonly unitPath: readonly UnitId[] };
    readonly accounts: number;
  }>([
    {
      $match: {
        'facts.lastLookOutcome': checkChoice<string>(outcome, LOOK_OUTCOMES, 'outcome'),
        ...(platform === null ? {} : { platform: checkChoice(platform, PLATFORMS, 'platform') }),
      },
    },
    { $group: { _id: { unitPath: '$unitPath' }, accounts: { $sum: 1 } } },
  ]);
  return groups.map(({ _id, accounts }) => ({ unitPath: _id.unitPath, accounts }));
}
