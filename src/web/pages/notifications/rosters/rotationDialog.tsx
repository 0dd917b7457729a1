import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { RosterView } from '../../../../api/oncall';
import { useWords } from '../../../words/words';
import { Field } from '../formDialog';
import { FillDialog } from './fillDialog';
import { PeoplePick } from './peoplePick';

/** Fills days with people taking turns. */
export default function RotationDialog({
  roster,
  onClose,
}: {
  readonly roster: RosterView;
  readonly onClose: () => void;
}): ReactNode {
  const {
    rosters: { fill: texts },
  } = useWords();
  const [draft, setDraft] = useState({
    from: roster.dutyDate,
    to: roster.dutyDate,
    step: 'day' as 'day' | 'week',
    order: [] as readonly string[],
    offOrder: [] as readonly string[],
    leaderOrder: [] as readonly string[],
  });
  const isComplete = draft.from !== '' && draft.to >= draft.from && draft.order.length > 0;
  return (
    <FillDialog
      title={texts.rotateOf(roster.name)}
      rosterId={roster.id}
      way="rotation"
      body={isComplete ? draft : null}
      onClose={onClose}
    >
      {(onChanged) => {
        const set = (part: Partial<typeof draft>): void => {
          onChanged();
          setDraft({ ...draft, ...part });
        };
        return (
          <>
            <Field label={texts.from}>
              <Input type="date" value={draft.from} onChange={(event) => set({ from: event.target.value })} />
            </Field>
            <Field label={texts.to}>
              <Input type="date" value={draft.to} onChange={(event) => set({ to: event.target.value })} />
            </Field>
            <Field label={texts.step}>
              <Select
                aria-label={texts.step}
                className="wide-select"
                virtual={false}
                value={draft.step}
                options={(['day', 'week'] as const).map((value) => ({ value, label: texts.steps[value] }))}
                onChange={(step) => set({ step })}
              />
            </Field>
            <PeoplePick label={texts.order} value={draft.order} onPick={(order) => set({ order })} />
            <PeoplePick label={texts.offOrder} value={draft.offOrder} onPick={(offOrder) => set({ offOrder })} />
            <PeoplePick
              label={texts.leaderOrder}
              value={draft.leaderOrder}
              onPick={(leaderOrder) => set({ leaderOrder })}
            />
          </>
        );
      }}
    </FillDialog>
  );
}
