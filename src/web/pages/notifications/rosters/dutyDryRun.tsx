import { Button, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import type { DutyDryRunView } from '../../../../api/dryRuns';
import type { RosterView } from '../../../../api/oncall';
import { Facts } from '../../../components/panel';
import { Reading } from '../../../components/reading';
import { Status } from '../../../components/status';
import { useDutyDryRun } from '../../../data/dryRuns';
import { figure } from '../../../time/figure';
import { useWords } from '../../../words/words';
import { Field } from '../formDialog';
import { dateRanges } from './dateRanges';
import { OnDutyNames } from './onDutyNames';

function Found({ found }: { readonly found: DutyDryRunView }): ReactNode {
  const { rosters: texts, codes, common } = useWords();
  const { dryRun } = texts;
  const { dutyDate, kind, onDuty, leaders, hole, told, holes, aheadDays } = found;
  const names = told.map(({ name, toldAs, reachable }) => {
    const shown = dryRun.recipient(name, codes.toldAs[toldAs]);
    return reachable ? shown : texts.unreachable(shown);
  });
  return (
    <Facts
      items={[
        [dryRun.date, `${dutyDate} · ${kind}`],
        [
          dryRun.onDuty,
          hole === null ? <OnDutyNames of={onDuty} /> : <Status look="warned" word={codes.holeReason[hole]} />,
        ],
        [dryRun.leaders, leaders.length === 0 ? texts.nobody : <OnDutyNames of={leaders} />],
        [
          dryRun.told,
          names.length === 0 ? <Status look="breached" word={dryRun.toldNobody} /> : names.join(common.comma),
        ],
        [
          dryRun.holes(figure(aheadDays)),
          holes.length === 0 ? (
            <Status look="fine" word={texts.noHoles} />
          ) : (
            <Status
              look="warned"
              word={texts.holes(
                figure(holes.length),
                dateRanges(holes)
                  .map(([from, to]) => texts.substitutions.span(from.slice(5), to.slice(5)))
                  .join(common.comma),
              )}
            />
          ),
        ],
      ]}
    />
  );
}

/** Who is on duty at a day and an hour, who would be told, and where nobody will be. Sends nothing. */
export default function DutyDryRun({
  roster,
  onClose,
}: {
  readonly roster: RosterView;
  readonly onClose: () => void;
}): ReactNode {
  const { rosters: texts, notify } = useWords();
  const { dryRun } = texts;
  const [typed, setTyped] = useState('');
  const at = new Date(`${typed}:00+08:00`);
  const read = useDutyDryRun(roster.id, typed === '' || Number.isNaN(at.getTime()) ? null : at.toISOString());
  return (
    <Modal
      open
      width={640}
      title={dryRun.of(roster.name)}
      onCancel={onClose}
      destroyOnHidden
      footer={<Button onClick={onClose}>{notify.deliveries.close}</Button>}
    >
      <Field label={dryRun.at} hint={dryRun.atHint}>
        <Input type="datetime-local" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <Reading read={read} what={dryRun.button} rows={4}>
        {(found) => <Found found={found} />}
      </Reading>
    </Modal>
  );
}
