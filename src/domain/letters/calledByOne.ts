import { ADDRESS_MARK, callsTogether } from '../notify/calledTogether';
import type { NotifyChannel } from '../notify/channel';

/** Whoever a letter is for in a channel; `person` null: whoever reads it. */
interface LetterWay {
  readonly channel: NotifyChannel;
  readonly person: { readonly name: string; readonly disabled: boolean } | null;
  readonly to: string | null;
}

/** A way with the names of those whom one letter to the group calls; none: it is for the person, or the group. */
export type Called<W extends LetterWay> = W & { readonly calls: readonly string[] };

/**
 * People of one robot who are told the same are called by one letter to its group, which all of them read: as alerts
 * call them. `sameOf`: what they are told alike.
 */
export function calledByOne<W extends LetterWay>(
  ways: readonly W[],
  channels: readonly NotifyChannel[],
  sameOf: (way: W) => string,
): readonly Called<W>[] {
  const together = new Map<string, W[]>();
  for (const [at, way] of ways.entries()) {
    const { channel, person, to } = way;
    const isCalled = person?.disabled === false && to !== null && callsTogether(channel, channels);
    const key = isCalled ? `${channel.id} ${sameOf(way)}` : String(at);
    together.set(key, [...(together.get(key) ?? []), way]);
  }
  return [...together.values()].flatMap((some): readonly Called<W>[] => {
    const [first, ...others] = some;
    if (first === undefined) return [];
    if (others.length === 0) return [{ ...first, calls: [] }];
    const to = some.map((way) => way.to).join(ADDRESS_MARK);
    return [{ ...first, person: null, to, calls: some.flatMap(({ person }) => person?.name ?? []) }];
  });
}

/** What a recipient is called where it is shown. */
export function recipientName({ channel, person, calls }: Called<LetterWay>): string {
  return person?.name ?? (calls.length === 0 ? channel.name : calls.join('、'));
}
