import type { World } from '../world/world';
import type { JournalEntry } from '../world/journal';

interface RightEntry extends JournalEntry {
  readonly kind: 'weibo-native';
  readonly allowed: boolean;
}

/** Whether the application holds native repost and update, as a partner's may. */
export interface NativeRight {
  isAllowed(): boolean;
  set(allowed: boolean): void;
}

export function openNativeRight(world: World): NativeRight {
  let allowed = world.journal.read<RightEntry>('weibo-native').at(-1)?.allowed ?? false;
  return {
    isAllowed: () => allowed,
    set(next) {
      const entry: RightEntry = { kind: 'weibo-native', allowed: next, atMs: world.now().getTime() };
      world.journal.append(entry);
      allowed = next;
    },
  };
}
