import type { AccountId } from '../ids';
import { plainWord } from './words';
import { DIFF_KINDS, type DiffCounts, type DiffLine, type HeldAccount, type ListedAccount } from './officialList';

/** The account that a row means. Null: none is registered. `unclear`: the list does not tell which. */
type Match = HeldAccount | 'unclear' | null;

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
  const meant = matches(listed, compared);
  const matched = new Set<AccountId>();
  const lines: DiffLine[] = [];
  for (const one of listed) {
    const found = meant.get(one) ?? null;
    if (found === 'unclear') lines.push(lineOf('unclear', one, null));
    else if (found === null) lines.push(lineOf('missing', one, null));
    else if (matched.has(found.id)) lines.push(lineOf('duplicate', one, found));
    else {
      matched.add(found.id);
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
    if (account.owes && !matched.has(account.id) && !unclear.has(nameKey(account)))
      lines.push({
        ...{ kind: 'extra', label: account.name, platform: account.platform, listed: null, accountId: account.id },
        ...{ before: account.unitName, after: '' },
      });
  return { lines, inList: [...matched] };
}

export function countDiff(lines: readonly DiffLine[]): DiffCounts {
  return Object.fromEntries(
    DIFF_KINDS.map((kind) => [kind, lines.filter((line) => line.kind === kind).length]),
  ) as DiffCounts;
}

/** What each row means. The surest go first, so that the order of the rows decides nothing. */
function matches(
  listed: readonly ListedAccount[],
  compared: readonly HeldAccount[],
): ReadonlyMap<ListedAccount, Match> {
  const byId = new Map(compared.map((account) => [idKey(account), account]));
  const byName = groupBy(compared, nameKey);
  const calledAs = (one: ListedAccount): readonly HeldAccount[] => byName.get(nameKey(one)) ?? [];
  const ownOf = (one: ListedAccount): readonly HeldAccount[] =>
    calledAs(one).filter(({ unitId }) => unitId === one.unitId);
  const found = new Map<ListedAccount, Match>();
  const [byTheirId, claimed] = [new Set<AccountId>(), new Set<AccountId>()];
  const claim = (one: ListedAccount, account: HeldAccount): void => {
    found.set(one, account);
    claimed.add(account.id);
    if (one.externalId !== '') byTheirId.add(account.id);
  };
  for (const one of listed) {
    // The id decides: another account may have the name.
    const [known, own] = [byId.get(idKey(one)), ownOf(one)];
    if (one.externalId !== '') {
      if (known !== undefined) claim(one, known);
    } else if (own.length > 1) found.set(one, 'unclear');
    else if (own[0] !== undefined) claim(one, own[0]);
  }
  for (const one of listed) {
    if (one.externalId === '' || found.has(one)) continue;
    const known = byId.get(idKey(one));
    const mayBe = (one.unitId === null ? calledAs(one) : ownOf(one)).filter(({ id }) => !byTheirId.has(id));
    const [only, ...others] = mayBe;
    if (known !== undefined) claim(one, known);
    else if (only === undefined) found.set(one, null);
    else if (one.unitId !== null && others.length === 0 && only.externalId === '') {
      // Applied for, and its id is not known here yet.
      claim(one, only);
      byId.set(idKey(one), only);
    }
    // The same account may be known here by another form of its id.
    else found.set(one, 'unclear');
  }
  const rest = listed.filter((one) => !found.has(one));
  for (const [, rows] of groupBy(rest, nameKey)) {
    const isOfOne = new Set(rows.map(({ unitId, unit }) => unitId ?? plainWord(unit))).size === 1;
    for (const one of rows) {
      const called = calledAs(one);
      const free = called.filter(({ id, owes }) => owes && !claimed.has(id));
      const isOpen = called.length > 0 && (free.length > 0 || one.unitId === null);
      found.set(one, isOfOne && free.length === 1 ? (free[0] ?? null) : isOpen ? 'unclear' : null);
    }
  }
  return found;
}

const idKey = ({ platform, externalId }: Pick<ListedAccount, 'platform' | 'externalId'>): string =>
  `${platform} ${externalId}`;
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
