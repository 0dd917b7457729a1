import type { NotifyKind } from '../domain/notify/notifyChannel';
import type { Notifier, NotifierRegistry } from '../ports/notifier';

/** Finds a channel by its kind. */
export function createRegistry(notifiers: readonly Notifier[]): NotifierRegistry {
  const byKind = new Map(notifiers.map((notifier) => [notifier.kind, notifier]));
  return {
    kinds: notifiers.map(({ kind }) => kind),
    of(kind: NotifyKind) {
      const found = byKind.get(kind);
      if (found === undefined) throw new RangeError(`no channel of kind ${kind}`);
      return found;
    },
  };
}
