import { Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import type { LadderDryRunView, LadderRehearsalRung } from '../../../api/ladders';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { When } from '../../components/when';
import { useRehearse } from '../../data/ladders';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { AlertPick } from './alertPick';
import { stepReasonText } from './stepReasonText';

function RehearsedRung({ rung }: { readonly rung: LadderRehearsalRung }): ReactNode {
  const words = useWords();
  const { ladders, codes, common } = words;
  const { dryRun: texts } = ladders;
  const { number, at, channelName, recipients, reason } = rung;
  const names = recipients.map(({ recipient, outcome, toldAs }) =>
    outcome === 'told' || outcome === 'waits' || outcome === 'silenced'
      ? recipient === channelName
        ? recipient
        : texts.recipient(recipient, codes.toldAs[toldAs])
      : texts.not(recipient, codes.tellingOutcome[outcome]),
  );
  return (
    <li>
      <strong>{ladders.rung(figure(number))}</strong> <When at={at} />
      {channelName === null ? null : <span className="soft"> {channelName}</span>}
      <div>
        {names.join(common.comma)}
        {reason === null ? null : <span className="soft"> {texts.skipped(stepReasonText(reason, words))}</span>}
      </div>
    </li>
  );
}

function Rehearsal({ found }: { readonly found: LadderDryRunView }): ReactNode {
  const { dryRun: texts } = useWords().ladders;
  const { ladderName, isClimbing, rungs } = found;
  if (ladderName === null) return <EmptyNote why={texts.noLadder} />;
  return (
    <>
      <p>{isClimbing ? texts.climbing(ladderName) : texts.asIfNow(ladderName)}</p>
      {rungs.length === 0 ? <p>{texts.atTop}</p> : null}
      <ol className="plain-list">
        {rungs.map((rung) => (
          <RehearsedRung key={rung.number} rung={rung} />
        ))}
      </ol>
    </>
  );
}

/** Who would be told of an alert when, if nobody acknowledged it. Sends nothing. */
export default function LadderDryRun({ onClose }: { readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const { ladders, notify, common } = words;
  const { dryRun: texts } = ladders;
  const rehearse = useRehearse();
  const [picked, setPicked] = useState<string | null>(null);
  return (
    <Modal
      open
      width={640}
      title={texts.title}
      onCancel={onClose}
      destroyOnHidden
      footer={<Button onClick={onClose}>{notify.deliveries.close}</Button>}
    >
      <p className="soft">{texts.intro}</p>
      <AlertPick picked={picked} onPick={setPicked}>
        {(alertId) => (
          <p>
            <Button type="primary" loading={rehearse.isPending} onClick={() => rehearse.mutate(alertId)}>
              {texts.run}
            </Button>
          </p>
        )}
      </AlertPick>
      {rehearse.error === null ? null : (
        <Failure failure={rehearse.error} title={common.failure.actionTitle(texts.button)} of="asking" />
      )}
      {rehearse.data === undefined ? null : <Rehearsal found={rehearse.data} />}
    </Modal>
  );
}
