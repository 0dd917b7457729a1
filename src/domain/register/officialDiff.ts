import type { AccountId } from '../ids';
import { plainWord } from './words';
import { DIFF_KINDS, type DiffCounts, type DiffLine, type HeldAccount, type ListedAccount } from './officialList';

/**
 * What differs between an official list and what is registered, in the order of the list, what is not listed behind.
 * An account is known by its id, else by name and unit, else by a name that only one has. Only platforms that the list has
 * are compared: one of Weibo accounts says nothing of WeChat.
 */
export function officialDiff(
  listed: readonly ListedAccount[],
  held: readonly HeldAccount[],
): { readonly lines: readonly DiffLine[]; readonly inList: readonly AccountId[] } {
  const platforms = new Set(listed.map(({ platform }) => platform));
  const compared = held.filter(({ platform }) => platforms.has(platform));
  const byId = new Map(compared.map((account) => [`${account.platform} ${account.externalId}`, account]));
  const byName = groupBy(compared, ({ platform, name }) => `${platform} ${plainWord(name)}`);
  const matched = new Map<AccountId, ListedAccount>();
  const lines: DiffLine[] = [];
  for (const one of listed) {
    const found = match(one, { byId, byName });
    if (found === 'unclear') lines.push(lineOf('unclear', one, null));
    else if (found === null) lines.push(lineOf('missing', one, null));
    else if (matched.has(found.id)) lines.push(lineOf('duplicate', one, found));
    else {
      matched.set(found.id, one);
      if (plainWord(found.name) !== plainWord(one.name))
        lines.push({ ...lineOf('renamed', one, found), before: found.name, after: one.name });
      if (one.unitId === null ? one.unit !== '' : one.unitId !== found.unitId)
        // A unit that the list names and nobody knows may be the same by another name.
        lines.push({
          ...lineOf(one.unitId === null ? 'unclear' : 'other-sponsor', one, found),
          ...{ before: found.unitName, after: one.unit },
        });
    }
  }
  const unclear = new Set(
    lines.flatMap(({ kind, listed: of }) => (kind === 'unclear' && of !== null ? nameKey(of) : [])),
  );
  for (const account of compared)
    if (!matched.has(account.id) && !unclear.has(nameKey(account)))
      lines.push({
        ...{ kind: 'extra', label: account.name, platform: account.platform, listed: null, accountId: account.id },
        ...{ before: account.unitName, after: '' },
      });
  return { lines, inList: [...matched.keys()] };
}

export function countDiff(lines: readonly DiffLine[]): DiffCounts {
  return Object.fromEntries(
    DIFF_KINDS.map((kind) => [kind, lines.filter((line) => line.kind === kind).length]),
  ) as DiffCounts;
}

/** Null: it is not registered. */
function match(
  one: ListedAccount,
  known: {
    readonly byId: ReadonlyMap<string, HeldAccount>;
    readonly byName: ReadonlyMap<string, readonly HeldAccount[]>;
  },
): HeldAccount | 'unclear' | null {
  // The id decides: another account may have the name.
  if (one.externalId !== '') return known.byId.get(`${one.platform} ${one.externalId}`) ?? null;
  const called = known.byName.get(nameKey(one)) ?? [];
  const own = called.filter(({ unitId }) => unitId === one.unitId);
  const [only] = own.length > 0 ? own : called;
  if (only === undefined) return null;
  return (own.length > 0 ? own : called).length === 1 ? only : 'unclear';
}

const nameKey = ({ platform, name }: Pick<ListedAccount, 'platform' | 'name'>): string =>
  `${platform} ${plainWord(name)}`;

function lineOf(kind: DiffLine['kind'], listed: ListedAccount, found: HeldAccount | null): DiffLine {
  const { name, platform, unit } = listed;
  return { kind, label: name, platform, listed, accountId: found?.id ?? null, before: '', after: unit };
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
