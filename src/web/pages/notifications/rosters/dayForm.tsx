import { useState, type ReactNode } from 'react';
import type { DutyDayView } from '../../../../api/oncall';
import { useSetDay } from '../../../data/oncall';
import { useWords } from '../../../words/words';
import { FormDialog } from '../formDialog';
import { PeoplePick } from './peoplePick';

/** Who has the duty of one day. */
export default function DayForm({
  rosterId,
  day,
  onClose,
}: {
  readonly rosterId: string;
  readonly day: DutyDayView;
  readonly onClose: () => void;
}): ReactNode {
  const {
    rosters: { days: texts },
  } = useWords();
  const setting = useSetDay();
  const [personIds, setPeople] = useState<readonly string[]>(day.personIds);
  const [leaderIds, setLeaders] = useState<readonly string[]>(day.leaderIds);
  const { date, version } = day;
  return (
    <FormDialog
      title={texts.editOne(date)}
      button={texts.save}
      ready
      pending={setting.isPending}
      failure={setting.error}
      onSubmit={() =>
        setting.mutate({ id: rosterId, body: { date, version, personIds, leaderIds } }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <PeoplePick label={texts.people} value={personIds} onPick={setPeople} />
      <PeoplePick label={texts.leaders} value={leaderIds} onPick={setLeaders} />
    </FormDialog>
  );
}
