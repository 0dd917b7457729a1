import { InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import type { SubscriptionView, WebhookDeliveryView } from '../../../api/webhooks';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { Ago } from '../../components/when';
import { useRedeliver, useWebhookDeliveries } from '../../data/webhooks';
import { figure } from '../../time/figure';
import { useWords, wordOf } from '../../words/words';
import { Field, FormDialog } from './formDialog';

const LOOKS = { sending: 'pending', retrying: 'warned', delivered: 'fine', abandoned: 'closed' } as const;

/** What was delivered to a receiver, and from which number on it is to be delivered again. */
export default function RedeliverDialog({
  subscription,
  onClose,
}: {
  readonly subscription: SubscriptionView;
  readonly onClose: () => void;
}): ReactNode {
  const { notify, codes } = useWords();
  const { subscriptions: texts } = notify;
  const read = useWebhookDeliveries(subscription.id);
  const redelivering = useRedeliver();
  const [fromSeq, setFromSeq] = useState<number | null>(null);
  const columns: readonly Column<WebhookDeliveryView>[] = [
    {
      key: 'numbers',
      title: texts.delivery.numbers,
      place: 'lead',
      render: ({ fromSeq: from, toSeq, count }) => (
        <>
          {from === toSeq ? figure(from) : `${figure(from)}–${figure(toSeq)}`}
          <div className="soft">{notify.messages.of(figure(count))}</div>
        </>
      ),
    },
    {
      key: 'state',
      title: texts.columns.state,
      place: 'state',
      render: ({ state, code, attempts }) => (
        <>
          <Status look={LOOKS[state]} word={codes.webhookDeliveryState[state]} />
          {code === null ? null : <div className="soft">{wordOf(codes.deliveryFailure, code)}</div>}
          {attempts > 1 ? <div className="soft">{notify.messages.tries(figure(attempts))}</div> : null}
        </>
      ),
    },
    {
      key: 'at',
      title: notify.messages.columns.at,
      align: 'right',
      render: ({ settledAt, triedAt, createdAt }) => <Ago at={settledAt ?? triedAt ?? createdAt} />,
    },
  ];
  return (
    <FormDialog
      title={texts.deliveriesOf(subscription.name)}
      button={fromSeq === null ? texts.resume : texts.redeliver}
      ready
      pending={redelivering.isPending}
      failure={redelivering.error}
      onSubmit={() => redelivering.mutate({ id: subscription.id, fromSeq }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Reading read={read} what={texts.deliveries} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.noDeliveries} />
          ) : (
            <DataTable label={texts.deliveries} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
      <Field label={texts.fields.fromSeq} hint={texts.hints.fromSeq}>
        <InputNumber className="wide-select" min={1} precision={0} value={fromSeq} onChange={setFromSeq} />
      </Field>
    </FormDialog>
  );
}
