import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { MessageView } from '../../../api/notify';
import type { Column } from '../../components/dataTable';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { Ago } from '../../components/when';
import { useChannels, useMessages } from '../../data/notify';
import { paths } from '../../data/paths';
import { usePeople } from '../../data/queries';
import { shortInstant } from '../../time/civil';
import { useNow } from '../../time/clock';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { RenderedMessage } from './renderedMessage';
import { DeliveryState } from './deliveryState';
import { NotifyHead } from './notifyTabs';

const MailDialog = lazy(() => import('./mailDialog'));
const MessageRecord = lazy(() => import('./messageRecord'));

function MessageBody({ message }: { readonly message: MessageView }): ReactNode {
  const {
    notify: { messages: texts },
    letters,
  } = useWords();
  const [isMailShown, setMailShown] = useState(false);
  return (
    <>
      <RenderedMessage message={message} />
      <div className="soft">
        {message.count === 0 ? (
          letters.inMessage
        ) : (
          <>
            {texts.of(figure(message.count))} ·{' '}
            <Link to={paths.alerts({ messageId: message.id, state: 'all' })}>{texts.about}</Link>
          </>
        )}
        {message.clipped ? ` · ${texts.clipped}` : ''}
        {message.hasHtml ? (
          <>
            {' · '}
            <Button type="link" size="small" className="row-link" onClick={() => setMailShown(true)}>
              {texts.asMail}
            </Button>
          </>
        ) : null}
      </div>
      {isMailShown ? (
        <Suspense fallback={null}>
          <MailDialog id={message.id} subject={message.subject ?? ''} onClose={() => setMailShown(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

function MessageProgress({ message }: { readonly message: MessageView }): ReactNode {
  const {
    notify: { messages: texts },
  } = useWords();
  const nowMs = useNow();
  return (
    <>
      <DeliveryState state={message.state} reason={message.reason} />
      {message.attempts > 1 ? <div className="soft">{texts.tries(figure(message.attempts))}</div> : null}
      {message.nextAt === null || message.attempts === 0 ? null : (
        <div className="soft">{texts.nextAt(shortInstant(message.nextAt, nowMs))}</div>
      )}
    </>
  );
}

/** 已发消息: what was really sent, as its readers see it, and what became of it. */
export default function MessagesPage(): ReactNode {
  const { notify, codes } = useWords();
  const { messages: texts } = notify;
  const address = useListAddress(['state', 'channelId', 'personId', 'alertId']);
  const channels = useChannels().data?.items ?? [];
  const people = usePeople().data?.items ?? [];
  const { filters } = address;
  const read = useMessages({ ...filters, cursor: address.cursor });
  const [shown, setShown] = useState<MessageView | null>(null);
  const columns = useMemo<readonly Column<MessageView>[]>(
    () => [
      {
        key: 'to',
        title: texts.columns.to,
        place: 'lead',
        render: ({ recipient, channelName, channelKind }) => (
          <>
            {recipient}
            <div className="soft">
              {recipient === channelName ? '' : `${channelName} · `}
              {codes.notifyKind[channelKind]}
            </div>
          </>
        ),
      },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state',
        render: (message) => <MessageProgress message={message} />,
      },
      {
        key: 'text',
        title: texts.columns.text,
        className: 'cell-text',
        render: (message) => <MessageBody message={message} />,
      },
      {
        key: 'at',
        title: texts.columns.at,
        align: 'right',
        render: ({ begunAt, createdAt }) => <Ago at={begunAt ?? createdAt} />,
      },
      {
        key: 'act',
        title: texts.act,
        align: 'right',
        render: (message) => (
          <Button size="small" aria-label={texts.recordOf(message.recipient)} onClick={() => setShown(message)}>
            {texts.record}
          </Button>
        ),
      },
    ],
    [texts, codes],
  );
  return (
    <>
      <NotifyHead intro={texts.intro} />
      <FilterBar
        address={address}
        filters={[
          { name: 'state', label: texts.columns.state, choices: choicesOf(codes.messageState) },
          {
            name: 'channelId',
            label: texts.ofChannel,
            choices: channels.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            name: 'personId',
            label: texts.ofPerson,
            choices: people.map(({ id, name, username }) => ({ value: id, label: `${name} ${username}` })),
          },
          { name: 'alertId', label: texts.aboutAlert, shown: texts.ofAlert },
        ]}
      />
      <PagedList
        read={read}
        what={notify.tabs.messages}
        label={notify.tabs.messages}
        columns={columns}
        keyOf={({ id }) => id}
        address={address}
        empty={texts.none}
        emptyFiltered={filters.alertId === null ? texts.noneFiltered : texts.noneOfAlert}
      />
      <Suspense fallback={null}>
        {shown === null ? null : <MessageRecord message={shown} onClose={() => setShown(null)} />}
      </Suspense>
    </>
  );
}
