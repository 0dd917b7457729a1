import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { SubscriptionView } from '../../../api/webhooks';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { useUnits } from '../../data/units';
import { usePingSubscription, useRemoveSubscription, useSubscriptions } from '../../data/webhooks';
import { shortInstant } from '../../time/civil';
import { useNow } from '../../time/clock';
import { figure } from '../../time/figure';
import { useWords, wordOf } from '../../words/words';
import { matchText } from '../../components/matchText';
import { NotifyHead } from './notifyTabs';

const SubscriptionForm = lazy(() => import('./subscriptionForm'));
const RedeliverDialog = lazy(() => import('./redeliverDialog'));

const LOOKS = { live: 'fine', retrying: 'warned', stopped: 'breached' } as const;

function SubscriptionHealth({ subscription }: { readonly subscription: SubscriptionView }): ReactNode {
  const { notify, codes } = useWords();
  const { subscriptions: texts, channels } = notify;
  const nowMs = useNow();
  const { place, disabled, state, code, nextAt, behind, lastTest } = subscription;
  if (place === null) return <Status look="breached" word={channels.unopened} />;
  const of = (at: string): string => shortInstant(at, nowMs);
  return (
    <>
      {disabled ? (
        <Status look="unknown" word={channels.off} />
      ) : (
        <Status look={LOOKS[state]} word={codes.subscriptionState[state]} />
      )}
      {code === null ? null : <div className="soft">{wordOf(codes.deliveryFailure, code)}</div>}
      {nextAt === null ? null : <div className="soft">{notify.messages.nextAt(of(nextAt))}</div>}
      {behind === 0 ? null : <div className="soft">{texts.behind(figure(behind))}</div>}
      {lastTest === null ? null : (
        <div className="soft">
          {texts.lastTest(
            lastTest.outcome === 'accepted' ? channels.accepted(of(lastTest.at)) : channels.failed(of(lastTest.at)),
          )}
          {lastTest.code === null ? '' : ` · ${wordOf(codes.deliveryFailure, lastTest.code)}`}
        </div>
      )}
    </>
  );
}

/** 订阅: other systems that are sent the alert log, how far each has got and how it goes with it. */
export default function SubscriptionsPage(): ReactNode {
  const words = useWords();
  const { notify, common } = words;
  const { subscriptions: texts, channels } = notify;
  const read = useSubscriptions();
  const units = useUnits().data?.items ?? [];
  const ping = usePingSubscription();
  const remove = useRemoveSubscription();
  const [edited, setEdited] = useState<SubscriptionView | 'new' | null>(null);
  const [shown, setShown] = useState<SubscriptionView | null>(null);
  const columns: readonly Column<SubscriptionView>[] = [
    {
      key: 'name',
      title: channels.columns.name,
      place: 'lead',
      render: ({ name, place }) => (
        <>
          {name}
          <div className="soft">{place ?? '—'}</div>
        </>
      ),
    },
    {
      key: 'state',
      title: texts.columns.state,
      place: 'state',
      className: 'cell-text',
      render: (subscription) => <SubscriptionHealth subscription={subscription} />,
    },
    {
      key: 'match',
      title: notify.routes.columns.match,
      className: 'cell-text',
      render: ({ match, unitId }) => (
        <>
          {matchText(match, units, words)}
          {unitId === null ? null : (
            <div className="soft">{texts.asSeenBy(units.find(({ id }) => id === unitId)?.name ?? '—')}</div>
          )}
        </>
      ),
    },
    {
      key: 'seq',
      title: texts.columns.seq,
      align: 'right',
      render: ({ deliveredSeq }) => figure(deliveredSeq),
    },
    {
      key: 'act',
      title: channels.columns.act,
      align: 'right',
      render: (subscription) => (
        <span className="row-actions">
          <Button
            size="small"
            aria-label={texts.testOne(subscription.name)}
            loading={ping.isPending && ping.variables === subscription.id}
            onClick={() => ping.mutate(subscription.id)}
          >
            {texts.test}
          </Button>
          <Button
            size="small"
            aria-label={texts.deliveriesOf(subscription.name)}
            onClick={() => setShown(subscription)}
          >
            {texts.deliveries}
          </Button>
          <Button size="small" aria-label={texts.editOne(subscription.name)} onClick={() => setEdited(subscription)}>
            {channels.edit}
          </Button>
          <Button
            size="small"
            aria-label={texts.removeOne(subscription.name)}
            onClick={() => remove.mutate(subscription)}
          >
            {channels.remove}
          </Button>
        </span>
      ),
    },
  ];
  const failed = ping.error ?? remove.error;
  return (
    <>
      <NotifyHead intro={texts.intro} />
      <p>
        <Button type="primary" onClick={() => setEdited('new')}>
          {texts.add}
        </Button>
      </p>
      {failed === null ? null : (
        <Failure failure={failed} title={common.failure.actionTitle(notify.tabs.subscriptions)} of="change" />
      )}
      <Reading read={read} what={notify.tabs.subscriptions} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <DataTable label={notify.tabs.subscriptions} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
      <Suspense fallback={null}>
        {edited === null ? null : (
          <SubscriptionForm subscription={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
        )}
        {shown === null ? null : <RedeliverDialog subscription={shown} onClose={() => setShown(null)} />}
      </Suspense>
    </>
  );
}
