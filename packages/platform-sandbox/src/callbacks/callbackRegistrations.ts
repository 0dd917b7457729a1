import type { Journal, JournalEntry } from '../world/journal';

interface CallbackEntry extends JournalEntry {
  readonly kind: 'callback';
  readonly target: string;
  readonly url: string | null;
}

/** Where the platforms call the product, by target; kept over a restart. */
export interface CallbackRegistrations {
  set(target: string, url: string | null, at: Date): void;
  get(target: string): string | null;
  list(): readonly { readonly target: string; readonly url: string }[];
}

export function openCallbackRegistrations(journal: Journal): CallbackRegistrations {
  const urls = new Map<string, string>();
  const apply = ({ target, url }: { target: string; url: string | null }): void => {
    if (url === null) urls.delete(target);
    else urls.set(target, url);
  };
  for (const entry of journal.read<CallbackEntry>('callback')) apply(entry);
  return {
    set(target, url, at) {
      const entry: CallbackEntry = { kind: 'callback', target, url, atMs: at.getTime() };
      journal.append(entry);
      apply(entry);
    },
    get: (target) => urls.get(target) ?? null,
    list: () => [...urls].map(([target, url]) => ({ target, url })),
  };
}
