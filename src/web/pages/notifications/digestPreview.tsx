import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import type { DigestPlanView, DigestPreviewView, LetterView } from '../../../api/letters';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Reading } from '../../components/reading';
import { useDigestLetters, useDigestPreview } from '../../data/letters';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { DeliveryState } from './deliveryState';

function Said({ preview: { recipients, more } }: { readonly preview: DigestPreviewView }): ReactNode {
  const {
    letters: { digests: texts },
  } = useWords();
  if (recipients.length === 0) return <EmptyNote why={texts.nobody} />;
  return (
    <>
      {recipients.map(({ recipient, outcome, title, lines }, at) => (
        <section key={`${recipient} ${at}`}>
          <strong>{recipient}</strong> <span className="soft">{texts.outcome[outcome]}</span>
          {title === null ? null : <pre className="message-text">{[title, ...lines].join('\n')}</pre>}
        </section>
      ))}
      {more === 0 ? null : <p className="soft">{texts.more(figure(more))}</p>}
    </>
  );
}

/** What a plan would say now and to whom, and what it has sent lately. */
export default function DigestPreview({
  plan,
  onClose,
}: {
  readonly plan: DigestPlanView;
  readonly onClose: () => void;
}): ReactNode {
  const {
    letters: { digests: texts },
  } = useWords();
  const columns: readonly Column<LetterView>[] = [
    { key: 'to', title: texts.sentColumns.to, place: 'lead', render: ({ recipient }) => recipient },
    {
      key: 'state',
      title: texts.sentColumns.state,
      place: 'state',
      render: ({ state, reason }) => <DeliveryState state={state} reason={reason} />,
    },
    { key: 'title', title: texts.sentColumns.title, className: 'cell-text', render: ({ title }) => title ?? '—' },
    { key: 'on', title: texts.sentColumns.on, align: 'right', render: ({ on }) => on },
  ];
  return (
    <Modal
      open
      width={720}
      title={texts.previewOne(plan.name)}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="close" onClick={onClose}>
          {texts.close}
        </Button>,
      ]}
    >
      <p className="soft">{texts.previewIntro}</p>
      <Reading read={useDigestPreview(plan)} what={texts.preview} rows={3}>
        {(preview) => <Said preview={preview} />}
      </Reading>
      <h3>{texts.sent}</h3>
      <Reading read={useDigestLetters(plan.id)} what={texts.sent} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.noneSent} />
          ) : (
            <DataTable label={texts.sent} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
    </Modal>
  );
}
