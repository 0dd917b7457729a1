import { managesOffice } from '../../domain/people/person';
import type { Person } from '../../ports/storage';
import type { ServiceDeps } from '../settings';

export const LAST_ADMINISTRATOR = '至少要保留一位管理全部单位、未停用的管理员。';

/**
 * Whether somebody still manages the whole office, asked after a change of this person (as they were before). Nobody
 * changes themselves, but two who change each other at once would leave none; each asks after their own change, so that
 * the later of them sees it and puts it back.
 */
export async function isOfficeManaged({ storage }: Pick<ServiceDeps, 'storage'>, before: Person): Promise<boolean> {
  return !managesOffice(before) || (await storage.people.list()).some(managesOffice);
}
