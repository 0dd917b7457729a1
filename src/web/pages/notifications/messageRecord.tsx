import { Button, Checkbox, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import type { MessageRecordView, MessageView } from '../../../api/notify';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { useMessageRecord, useRedeliverMessage } from '../../data/notify';
import { shortInstant } from '../../time/civil';
import { useNow } from '../../time/clock';
import { useWords, wordOf } from '../../words/words';
import { DeliveryState } from './deliveryState';

type Try = MessageRecordView['tries'][number] & { readonly key: string };

function Tries({ tries }: Pick<MessageRecordView, 'tries'>): ReactNode {
  const { notify, codes } = useWords();
  const { messages: texts } = notify;
  const nowMs = useNow();
  const reasons = { ...codes.againObstacle, ...codes.deliveryFailure, ...codes.notificationReason };
  if (tries.length === 0) return <EmptyNote why={texts.noTries} />;
  const columns: readonly Column<Try>[] = [
    { key: 'at', title: texts.triedColumns.at, place: 'lead', render: ({ at }) => shortInstant(at, nowMs) },
    {
      key: 'result',
      title: texts.triedColumns.result,
      place: 'state',
      className: 'cell-text',
      render: ({ code }) =>
        code === null ? (
          <Status look="fine" word={texts.taken} />
        ) : (
          <Status look="breached" word={wordOf(reasons, code)} />
        ),
    },
    { key: 'by', title: texts.triedColumns.by, render: ({ byName }) => byName ?? texts.bySystem },
    {
      key: 'took',
      title: texts.triedColumns.took,
      align: 'right',
      render: ({ endedAt }) => shortInstant(endedAt, nowMs),
    },
  ];
  const items = tries.map((one, at) => ({ ...one, key: `${at} ${one.at}` })).reverse();
  return <DataTable label={texts.tried} columns={columns} items={items} keyOf={({ key }) => key} />;
}

function Again({ record }: { readonly record: MessageRecordView }): ReactNode {
  const { notify, codes, common } = useWords();
  const { messages: texts } = notify;
  const [acceptsSecond, setAccepts] = useState(false);
  const redelivering = useRedeliverMessage();
  const { obstacle, mayHaveArrived } = record;
  const { id, attempts } = record.message;
  if (redelivering.isSuccess) return <p role="status">{texts.asked}</p>;
  if (obstacle !== null) return <p className="soft">{texts.cannot(codes.againObstacle[obstacle])}</p>;
  return (
    <>
      <p className="soft">{texts.againIntro}</p>
      {mayHaveArrived ? (
        <p>
          <Checkbox checked={acceptsSecond} onChange={(event) => setAccepts(event.target.checked)}>
            {texts.second}
          </Checkbox>
        </p>
      ) : null}
      {redelivering.error === null ? null : (
        <Failure failure={redelivering.error} title={common.failure.actionTitle(texts.again)} of="change" />
      )}
      <p>
        <Button
          type="primary"
          disabled={mayHaveArrived && !acceptsSecond}
          loading={redelivering.isPending}
          onClick={() => redelivering.mutate({ id, attempts, acceptsSecond })}
        >
          {texts.again}
        </Button>
      </p>
    </>
  );
}

/** Every try of a message, and sending it again by hand. */
export default function MessageRecord({
  message,
  onClose,
}: {
  readonly message: MessageView;
  readonly onClose: () => void;
}): ReactNode {
  const {
    notify: { messages: texts },
  } = useWords();
  return (
    <Modal
      open
      width={720}
      title={texts.recordOf(message.recipient)}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="close" onClick={onClose}>
          {texts.close}
        </Button>,
      ]}
    >
      <Reading read={useMessageRecord(message.id)} what={texts.record} rows={3}>
        {(record) => (
          <>
            <DeliveryState state={record.message.state} reason={record.message.reason} />
            <Again record={record} />
            <Tries tries={record.tries} />
          </>
        )}
      </Reading>
    </Modal>
  );
}
