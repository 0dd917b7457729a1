import { useCallback, useMemo, useState } from 'react';
import type { AlertView } from '../../../api/alerts';

/** The alerts that somebody means to do something with, in the order in which they were chosen. */
export interface Selection {
  readonly alerts: readonly AlertView[];
  has(id: string): boolean;
  toggle(alert: AlertView): void;
  /** Chooses all of these, or none. */
  setAll(alerts: readonly AlertView[], chosen: boolean): void;
  clear(): void;
}

/** `of`: what the page shows; what was chosen of something else is chosen no more. */
export function useSelection(of: string): Selection {
  const [kept, setKept] = useState<{ readonly of: string; readonly byId: ReadonlyMap<string, AlertView> }>({
    of,
    byId: new Map(),
  });
  const byId = useMemo(() => (kept.of === of ? kept.byId : new Map<string, AlertView>()), [kept, of]);
  const change = useCallback(
    (edit: (next: Map<string, AlertView>) => void) =>
      setKept((before) => {
        const next = new Map(before.of === of ? before.byId : []);
        edit(next);
        return { of, byId: next };
      }),
    [of],
  );
  return useMemo(
    () => ({
      alerts: [...byId.values()],
      has: (id) => byId.has(id),
      toggle: (alert) =>
        change((next) => {
          if (!next.delete(alert.id)) next.set(alert.id, alert);
        }),
      setAll: (alerts, chosen) =>
        change((next) => {
          for (const alert of alerts) {
            if (chosen) next.set(alert.id, alert);
            else next.delete(alert.id);
          }
        }),
      clear: () => change((next) => next.clear()),
    }),
    [byId, change],
  );
}
