import type { AccountId } from '../../src/domain/ids';
import type { AccountRecord, Page, PageRequest } from '../../src/ports/storage';
import { accountsById } from '../../src/services/accountsById';
import { activeAccountPages, pagesOf } from '../../src/services/pagesOf';
import type { ServiceDeps } from '../../src/services/settings';

const NUMBERS = Array.from({ length: 7 }, (_, index) => index);

function listing(asked: PageRequest[]): (page: PageRequest) => Promise<Page<number>> {
  return (page) => {
    asked.push(page);
    const start = Number(page.cursor ?? 0);
    const end = start + page.limit;
    return Promise.resolve({
      items: NUMBERS.slice(start, end),
      nextCursor: end < NUMBERS.length ? String(end) : null,
    });
  };
}
const recordOf = (id: string): AccountRecord => ({ account: { id } }) as unknown as AccountRecord;

describe('pagesOf', () => {
  test('reads page after page until there is no next one', async () => {
    const asked: PageRequest[] = [];
    const read: number[][] = [];
    for await (const { items } of pagesOf(listing(asked), { limit: 3 })) read.push([...items]);
    expect(read).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
    expect(asked.map(({ cursor }) => cursor)).toEqual([null, '3', '6']);
  });

  test('reads no more than it may, and nothing that nobody takes', async () => {
    const asked: PageRequest[] = [];
    let last: Page<number> | null = null;
    for await (const page of pagesOf(listing(asked), { limit: 3, maxPages: 2 })) last = page;
    expect(last).toEqual({ items: [3, 4, 5], nextCursor: '6' });
    expect(asked).toHaveLength(2);
    for await (const { items } of pagesOf(listing(asked), { limit: 3 })) if (items.includes(0)) break;
    expect(asked).toHaveLength(3);
  });
});

describe('activeAccountPages', () => {
  const all = ['a', 'b', 'c', 'd'].map(recordOf);
  const storage = {
    accounts: {
      activeAfter: (after: AccountId | null, limit: number) => {
        const start = after === null ? 0 : all.findIndex(({ account }) => account.id === after) + 1;
        return Promise.resolve(all.slice(start, start + limit));
      },
    },
  } as unknown as ServiceDeps['storage'];
  const read = async (bounds: Parameters<typeof activeAccountPages>[1]): Promise<string[]> => {
    const pages: string[] = [];
    for await (const page of activeAccountPages(storage, bounds))
      pages.push(page.map(({ account }) => account.id).join());
    return pages;
  };

  test.each([
    [{ limit: 3 }, ['a,b,c', 'd']],
    [{ limit: 2 }, ['a,b', 'c,d', '']],
    [{ limit: 1, maxPages: 2 }, ['a', 'b']],
  ])('with %j are %j', async (bounds, pages) => {
    expect(await read(bounds)).toEqual(pages);
  });
});

test('accountsById asks once for each account, five hundred at a time, and leaves out who is gone', async () => {
  const asked: number[] = [];
  const storage = {
    accounts: {
      byIds: (ids: readonly string[]) => {
        asked.push(ids.length);
        return Promise.resolve(ids.filter((id) => id !== '7').map(recordOf));
      },
    },
  } as unknown as ServiceDeps['storage'];
  const about = Array.from({ length: 1_002 }, (_, index) => ({ accountId: String(index % 501) as AccountId }));
  const found = await accountsById(storage, about);
  expect(asked).toEqual([500, 1]);
  expect(found.size).toBe(500);
  expect(found.has('7' as AccountId)).toBe(false);
  expect(found.get('500' as AccountId)?.account.id).toBe('500');
});
