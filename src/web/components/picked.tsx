import { Button, Checkbox } from 'antd';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { ReminderSubjectAsked } from '../data/letters';
import { useMe } from '../data/queries';
import { figure } from '../time/figure';
import { useWords } from '../words/words';
import type { Column } from './dataTable';
import { RemindButton } from './remindButton';

const NOTHING: ReadonlySet<string> = new Set();

/** What is picked from a list to be reminded of. */
export interface Picked {
  readonly ids: ReadonlySet<string>;
  /** Whether whoever reads may remind: else nothing is offered to be picked. */
  readonly isOffered: boolean;
  toggle(id: string): void;
  clear(): void;
}

/** `of`: what the list shows; what was picked of something else is picked no more. */
export function usePicked(of: string): Picked {
  const [kept, setKept] = useState({ of, ids: NOTHING });
  const isOffered = useMe().data?.actions.includes('reminder.send') ?? false;
  const ids = kept.of === of ? kept.ids : NOTHING;
  const toggle = useCallback(
    (id: string): void =>
      setKept((before) => {
        const next = new Set(before.of === of ? before.ids : NOTHING);
        if (!next.delete(id)) next.add(id);
        return { of, ids: next };
      }),
    [of],
  );
  const clear = useCallback(() => setKept({ of, ids: NOTHING }), [of]);
  return useMemo(() => ({ ids, isOffered, toggle, clear }), [ids, isOffered, toggle, clear]);
}

/** The column of boxes; none where nothing is offered. `canPick`: what is over is nothing to be reminded of. */
export function pickColumn<Item extends { readonly id: string }>(
  picked: Picked,
  {
    title,
    label,
    canPick = () => true,
  }: {
    readonly title: string;
    readonly label: (item: Item) => string;
    readonly canPick?: (item: Item) => boolean;
  },
): readonly Column<Item>[] {
  if (!picked.isOffered) return [];
  return [
    {
      key: 'pick',
      title,
      className: 'cell-short',
      render: (item) =>
        canPick(item) ? (
          <Checkbox
            aria-label={label(item)}
            checked={picked.ids.has(item.id)}
            onChange={() => picked.toggle(item.id)}
          />
        ) : null,
    },
  ];
}

/** 催办所选: what becomes of each unit is shown in the dialog, and after that in the record of reminders. */
export function RemindPicked({
  picked,
  kind,
  most,
  subject,
}: {
  readonly picked: Picked;
  readonly kind: 'accounts' | 'mandates' | 'cases';
  /** As many as the server takes at once. */
  readonly most: number;
  readonly subject: (ids: readonly string[]) => ReminderSubjectAsked;
}): ReactNode {
  const { letters, common } = useWords();
  const { reminders: texts } = letters;
  if (picked.ids.size === 0) return null;
  return (
    <p className="row-actions">
      {picked.ids.size > most ? (
        <span className="field-error" role="alert">
          {texts.most(figure(most))}
        </span>
      ) : (
        <RemindButton subject={subject([...picked.ids])} label={texts.buttonOf(kind, figure(picked.ids.size))} />
      )}
      <Button onClick={picked.clear}>{common.cancel}</Button>
    </p>
  );
}
