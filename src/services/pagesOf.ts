import type { AccountId } from '../domain/ids';
import type { AccountRecord, Page, PageRequest, Scope } from '../ports/storage';
import type { ServiceDeps } from './settings';

/** The pages of a list, one after the other; `maxPages` at most, where a bound is given. */
export async function* pagesOf<Item, Read extends Page<Item>>(
  read: (page: PageRequest) => Promise<Read & Page<Item>>,
  { limit, maxPages = Infinity }: { readonly limit: number; readonly maxPages?: number },
): AsyncGenerator<Read> {
  let cursor: string | null = null;
  for (let count = 0; count < maxPages; count += 1) {
    const page: Read = await read({ limit, cursor });
    yield page;
    cursor = page.nextCursor;
    if (cursor === null) return;
  }
}

/** All accounts within the scope that have a duty to publish, in the order of their ids, a page at a time. */
export async function* activeAccountPages(
  { accounts }: Pick<ServiceDeps['storage'], 'accounts'>,
  {
    limit,
    maxPages = Infinity,
    scope = null,
  }: { readonly limit: number; readonly maxPages?: number; readonly scope?: Scope },
): AsyncGenerator<readonly AccountRecord[]> {
  let after: AccountId | null = null;
  for (let count = 0; count < maxPages; count += 1) {
    const page: readonly AccountRecord[] = await accounts.activeAfter(after, limit, scope);
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return;
    after = last.account.id;
  }
}
