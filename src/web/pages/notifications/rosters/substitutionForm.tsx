import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { RosterView } from '../../../../api/oncall';
import ReasonDialog from '../../../components/reasonDialog';
import { useAddSubstitution } from '../../../data/oncall';
import { useWords } from '../../../words/words';
import { Field } from '../formDialog';
import { PersonPick } from './peoplePick';

/** Somebody stands in for somebody else, with a reason. */
export default function SubstitutionForm({
  roster,
  onClose,
}: {
  readonly roster: RosterView;
  readonly onClose: () => void;
}): ReactNode {
  const {
    rosters: { substitutions: texts },
  } = useWords();
  const adding = useAddSubstitution();
  const [draft, setDraft] = useState({
    fromDate: roster.dutyDate,
    toDate: roster.dutyDate,
    personId: '',
    insteadOf: '',
  });
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  return (
    <ReasonDialog
      title={texts.add}
      consequence={texts.consequence}
      button={texts.add}
      pending={adding.isPending}
      failure={adding.error}
      extra={{
        ready: draft.personId !== '' && draft.insteadOf !== '' && draft.fromDate !== '' && draft.toDate !== '',
        node: (
          <>
            <PersonPick label={texts.insteadOf} value={draft.insteadOf} onPick={(insteadOf) => set({ insteadOf })} />
            <PersonPick label={texts.who} value={draft.personId} onPick={(personId) => set({ personId })} />
            <Field label={texts.from}>
              <Input type="date" value={draft.fromDate} onChange={(event) => set({ fromDate: event.target.value })} />
            </Field>
            <Field label={texts.to}>
              <Input type="date" value={draft.toDate} onChange={(event) => set({ toDate: event.target.value })} />
            </Field>
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) => adding.mutate({ id: roster.id, body: { ...draft, reason } }, { onSuccess: onClose })}
    />
  );
}
