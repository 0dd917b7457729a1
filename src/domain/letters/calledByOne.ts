import type { PersonId } from '../ids';
import { ADDRESS_MARK, callsSeveral, namesOf } from '../notify/calledTogether';
import type { NotifyChannel } from '../notify/channel';

/** Whoever a letter is for in a channel; `person` null: whoever reads it. */
export interface LetterWay {
  readonly channel: NotifyChannel;
  readonly person: { readonly id: PersonId; readonly name: string; readonly disabled: boolean } | null;
  readonly to: string | null;
}

/** A way with those whom one letter to the group calls; none: it is for the person, or the group. */
export type Called<W extends LetterWay> = W & {
  readonly calls: readonly string[];
  readonly calledIds: readonly PersonId[];
};

/**
 * People of one robot who are told the same are called by one letter to its group, which all of them read. Where it is
 * not delivered each of them is told apart, if that is how a fallback tells them. `sameOf`: what they are told alike.
 */
export function calledByOne<W extends LetterWay>(ways: readonly W[], sameOf: (way: W) => string): readonly Called<W>[] {
  const together = new Map<string, W[]>();
  for (const [at, way] of ways.entries()) {
    const { channel, person, to } = way;
    const isCalled = person?.disabled === false && to !== null && callsSeveral(channel);
    const key = isCalled ? `${channel.id} ${sameOf(way)}` : String(at);
    together.set(key, [...(together.get(key) ?? []), way]);
  }
  return [...together.values()].flatMap((some): readonly Called<W>[] => {
    const [first, ...others] = some;
    if (first === undefined) return [];
    if (others.length === 0) return [{ ...first, calls: [], calledIds: [] }];
    // Somebody with two capacities is called once.
    const people = [
      ...new Map(some.flatMap(({ person, to }) => (person === null ? [] : [[person.id, { person, to }]]))),
    ];
    return [
      {
        ...first,
        person: null,
        to: people.map(([, { to }]) => to).join(ADDRESS_MARK),
        calls: people.map(([, { person }]) => person.name),
        calledIds: people.map(([id]) => id),
      },
    ];
  });
}

/** What a recipient is called where it is shown. */
export function recipientName({ channel, person, calls }: Called<LetterWay>): string {
  return person?.name ?? (calls.length === 0 ? channel.name : namesOf(calls));
}
