import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { ChannelView } from '../../../api/notify';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { useChannelKinds, useChannels, useRemoveChannel, useTestChannel } from '../../data/notify';
import { shortInstant } from '../../time/civil';
import { useNow } from '../../time/clock';
import { useWords, wordOf } from '../../words/words';
import { NotifyHead } from './notifyTabs';
import { timeOf } from './timeOfDay';

const ChannelRehearsal = lazy(() => import('./channelRehearsal'));
const ChannelForm = lazy(() => import('./channelForm'));

/** What the last test of a channel came to, and what its regular trials say. */
function ChannelState({ channel }: { readonly channel: ChannelView }): ReactNode {
  const { channels: texts } = useWords().notify;
  if (channel.place === null) return <Status look="breached" word={texts.unopened} />;
  return (
    <>
      <TestState lastTest={channel.lastTest} />
      <TrialState channel={channel} />
      {channel.disabled ? <div className="soft">{texts.off}</div> : null}
    </>
  );
}

function TestState({ lastTest }: Pick<ChannelView, 'lastTest'>): ReactNode {
  const { notify, codes } = useWords();
  const { channels: texts } = notify;
  const nowMs = useNow();
  if (lastTest === null) return <Status look="unknown" word={texts.untested} />;
  const at = shortInstant(lastTest.at, nowMs);
  if (lastTest.outcome === 'accepted') return <Status look="fine" word={texts.accepted(at)} />;
  return (
    <>
      <Status look="breached" word={texts.failed(at)} />
      <div className="soft">{wordOf(codes.deliveryFailure, lastTest.code)}</div>
    </>
  );
}

function TrialState({ channel: { canary, trials, disabled } }: { readonly channel: ChannelView }): ReactNode {
  const { notify, codes } = useWords();
  const { canary: texts } = notify.channels;
  const nowMs = useNow();
  if (canary === null || disabled) return null;
  const { isFailing, lastGoodAt, lastFailed } = trials;
  const good = lastGoodAt === null ? null : shortInstant(lastGoodAt, nowMs);
  if (isFailing && lastFailed !== null)
    return (
      <div>
        <Status look="breached" word={texts.bad(shortInstant(lastFailed.at, nowMs))} />
        <div className="soft">
          {wordOf(codes.deliveryFailure, lastFailed.code)}
          {good === null ? '' : ` · ${texts.lastGood(good)}`}
        </div>
      </div>
    );
  return (
    <div className="soft">
      {good === null ? texts.planned(texts[canary.rhythm], timeOf(canary.atMinute)) : texts.good(good)}
    </div>
  );
}

/** 渠道: what carries messages, each with what came of its last test. */
export default function ChannelsPage(): ReactNode {
  const { notify, codes, common } = useWords();
  const { channels: texts } = notify;
  const read = useChannels();
  const kinds = useChannelKinds().data?.items ?? [];
  const test = useTestChannel();
  const remove = useRemoveChannel();
  const [edited, setEdited] = useState<ChannelView | 'new' | null>(null);
  const [rehearsed, setRehearsed] = useState<ChannelView | null>(null);
  const channels = read.data?.items ?? [];
  const nameOf = (id: string | null): string => channels.find((one) => one.id === id)?.name ?? '—';
  const columns: readonly Column<ChannelView>[] = [
    {
      key: 'name',
      title: texts.columns.name,
      place: 'lead',
      render: ({ name, kind }) => (
        <>
          {name}
          <div className="soft">{codes.notifyKind[kind]}</div>
        </>
      ),
    },
    {
      key: 'test',
      title: texts.columns.test,
      place: 'state',
      className: 'cell-text',
      render: (channel) => <ChannelState channel={channel} />,
    },
    { key: 'place', title: texts.columns.place, render: ({ place }) => place ?? '—' },
    { key: 'fallback', title: texts.columns.fallback, render: ({ fallbackId }) => nameOf(fallbackId) },
    {
      key: 'act',
      title: texts.columns.act,
      align: 'right',
      render: (channel) => (
        <span className="row-actions">
          <Button
            size="small"
            aria-label={texts.testOne(channel.name)}
            loading={test.isPending && test.variables === channel.id}
            onClick={() => test.mutate(channel.id)}
          >
            {texts.test}
          </Button>
          <Button size="small" aria-label={texts.rehearsal.one(channel.name)} onClick={() => setRehearsed(channel)}>
            {texts.rehearsal.button}
          </Button>
          <Button size="small" aria-label={texts.editOne(channel.name)} onClick={() => setEdited(channel)}>
            {texts.edit}
          </Button>
          <Button size="small" aria-label={texts.removeOne(channel.name)} onClick={() => remove.mutate(channel)}>
            {texts.remove}
          </Button>
        </span>
      ),
    },
  ];
  const failed = test.error ?? remove.error;
  return (
    <>
      <NotifyHead intro={texts.intro} />
      <p>
        <Button type="primary" disabled={kinds.length === 0} onClick={() => setEdited('new')}>
          {texts.add}
        </Button>
      </p>
      {failed === null ? null : (
        <Failure failure={failed} title={common.failure.actionTitle(notify.tabs.channels)} of="change" />
      )}
      <Reading read={read} what={notify.tabs.channels} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <DataTable label={notify.tabs.channels} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
      {rehearsed === null ? null : (
        <Suspense fallback={null}>
          <ChannelRehearsal channel={rehearsed} onClose={() => setRehearsed(null)} />
        </Suspense>
      )}
      {edited === null ? null : (
        <Suspense fallback={null}>
          <ChannelForm
            channel={edited === 'new' ? null : edited}
            kinds={kinds}
            channels={channels}
            onClose={() => setEdited(null)}
          />
        </Suspense>
      )}
    </>
  );
}
