import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { DeliveryView } from '../../../api/notify';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { Reading } from '../../components/reading';
import { Ago } from '../../components/when';
import { useDeliveries, useDryRun } from '../../data/notify';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { shortInstant } from '../../time/civil';
import { useNow } from '../../time/clock';
import { useWords } from '../../words/words';
import { ClimbOfAlert } from '../notifications/climbOfAlert';
import { DeliveryState } from '../notifications/deliveryState';
import { LettersOfAlert } from './lettersOfAlert';

/** Who would be told of the alert now, and why, and who would not. */
function DryRun({ alertId }: { readonly alertId: string }): ReactNode {
  const { notify, codes, common } = useWords();
  const { deliveries: texts } = notify;
  const nowMs = useNow();
  const dryRun = useDryRun();
  const recipients = dryRun.data?.recipients;
  const gaps = dryRun.data?.gaps ?? [];
  return (
    <>
      <p>
        <Button size="small" loading={dryRun.isPending} onClick={() => dryRun.mutate(alertId)}>
          {texts.dryRun}
        </Button>
      </p>
      {dryRun.error === null ? null : (
        <Failure failure={dryRun.error} title={common.failure.actionTitle(texts.dryRun)} of="asking" />
      )}
      {recipients === undefined ? null : recipients.length + gaps.length === 0 ? (
        <EmptyNote why={texts.nobody} />
      ) : (
        <ul className="plain-list">
          {recipients.map(({ outcome, toldAs, routeName, channelName, recipient, waitsUntilAt, fallbackName }) => (
            <li key={`${routeName} ${channelName} ${recipient}`}>
              {codes.tellingOutcome[outcome]}
              {common.colon}
              {recipient === channelName ? channelName : `${recipient} · ${channelName}`}
              <span className="soft">
                {' '}
                {toldAs === 'group' ? '' : `${codes.toldAs[toldAs]} · `}
                {texts.route(routeName)}
                {waitsUntilAt === null ? '' : ` · ${texts.until(shortInstant(waitsUntilAt, nowMs))}`}
                {fallbackName === null ? '' : ` · ${texts.fallback(fallbackName)}`}
              </span>
            </li>
          ))}
          {gaps.map(({ gap, routeName, channelName }) => (
            <li key={`${routeName} ${channelName}`}>
              {texts.gap}
              {common.colon}
              {codes.audienceGap[gap]}
              <span className="soft"> {texts.route(routeName)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** 告知情况 of one alert: who was told when by which channel, and what became of it. */
export default function DeliveriesDialog({
  alertId,
  subject,
  onClose,
}: {
  readonly alertId: string;
  readonly subject: string;
  readonly onClose: () => void;
}): ReactNode {
  const { notify, codes } = useWords();
  const { deliveries: texts } = notify;
  const read = useDeliveries(alertId);
  const me = useMe().data;
  const maySee = me?.unitId === null && me.actions.includes('notify.manage');
  const columns: readonly Column<DeliveryView>[] = [
    {
      key: 'to',
      title: texts.columns.to,
      place: 'lead',
      render: ({ recipient, channelName, routeName }) => (
        <>
          {recipient === channelName ? channelName : `${recipient} · ${channelName}`}
          <div className="soft">{texts.route(routeName)}</div>
        </>
      ),
    },
    {
      key: 'state',
      title: texts.columns.state,
      place: 'state',
      render: ({ state, reason }) => <DeliveryState state={state} reason={reason} />,
    },
    { key: 'what', title: texts.columns.what, render: ({ occasion }) => codes.occasion[occasion] },
    {
      key: 'at',
      title: texts.columns.at,
      align: 'right',
      render: ({ settledAt, queuedAt }) => <Ago at={settledAt ?? queuedAt} />,
    },
  ];
  return (
    <Modal
      open
      width={720}
      title={texts.of(subject)}
      onCancel={onClose}
      destroyOnHidden
      footer={<Button onClick={onClose}>{texts.close}</Button>}
    >
      <Reading read={read} what={texts.button} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={(me?.unitId ?? null) === null ? texts.none : texts.noneOfUnit} />
          ) : (
            <DataTable label={texts.button} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
      <LettersOfAlert alertId={alertId} />
      <ClimbOfAlert alertId={alertId} />
      {maySee ? (
        <p>
          <Link to={paths.notifyMessages({ alertId })} onClick={onClose}>
            {texts.messages}
          </Link>
        </p>
      ) : null}
      {maySee ? <DryRun alertId={alertId} /> : null}
    </Modal>
  );
}
