import { Button, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import type { DelegationView } from '../../../api/reviews';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { Reading } from '../../components/reading';
import { useDelegate, useDelegations, useEndDelegation, useReviewers } from '../../data/reviews';
import { useMe } from '../../data/queries';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';
import { ANY, optionsOf, PickMany, PickOne } from '../notifications/picks';
import { REVIEWED_KINDS, reviewedKinds } from './reviewedKinds';

/** 委托代办: who acts for whom, from when to when; a new one for oneself. */
export default function DelegationDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { reviews, common } = useWords();
  const { delegation: texts } = reviews;
  const read = useDelegations();
  const end = useEndDelegation();
  const columns: readonly Column<DelegationView>[] = [
    { key: 'from', title: texts.columns.from, place: 'lead', render: ({ fromName }) => fromName },
    { key: 'to', title: texts.columns.to, render: ({ toName }) => toName },
    {
      key: 'kinds',
      title: texts.columns.kinds,
      render: ({ kinds }) => kinds.map((kind) => reviews.kind[kind]).join(common.comma),
    },
    {
      key: 'span',
      title: texts.columns.span,
      render: ({ fromDate, toDate, current }) => (
        <>
          {texts.span(fromDate, toDate)} {current ? null : <span className="soft">{texts.later}</span>}
        </>
      ),
    },
    { key: 'reason', title: texts.columns.reason, className: 'cell-text', render: ({ reason }) => reason },
    {
      key: 'act',
      title: texts.columns.act,
      align: 'right',
      render: (one) =>
        one.removable ? (
          <Button size="small" aria-label={texts.endOne(one.fromName, one.toName)} onClick={() => end.mutate(one)}>
            {texts.end}
          </Button>
        ) : null,
    },
  ];
  return (
    <Modal open title={texts.title} onCancel={onClose} width={760} footer={null} destroyOnHidden>
      <p className="soft">{texts.intro}</p>
      <Reading read={read} what={texts.title} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <DataTable label={texts.title} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
      {end.error === null ? null : (
        <Failure failure={end.error} title={common.failure.actionTitle(texts.end)} of="change" />
      )}
      <NewDelegation />
    </Modal>
  );
}

function NewDelegation(): ReactNode {
  const { reviews, common } = useWords();
  const { delegation: texts } = reviews;
  const me = useMe().data;
  const people = (useReviewers().data?.items ?? []).filter(({ id }) => id !== me?.id);
  const delegate = useDelegate();
  const [toId, setToId] = useState(ANY);
  const [kinds, setKinds] = useState<readonly string[]>(REVIEWED_KINDS);
  const [fromDate, setFromDate] = useState('');
  const [toDate, setToDate] = useState('');
  const [reason, setReason] = useState('');
  const ready = toId !== ANY && kinds.length > 0 && fromDate !== '' && toDate !== '' && reason.trim() !== '';
  const clear = (): void => {
    setToId(ANY);
    setReason('');
  };
  return (
    <section aria-label={texts.add}>
      <h3>{texts.add}</h3>
      <PickOne
        label={texts.to}
        value={toId}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
        onPick={setToId}
      />
      <PickMany label={texts.kinds} value={kinds} options={optionsOf(reviewedKinds(reviews.kind))} onPick={setKinds} />
      <Field label={texts.from}>
        <Input type="date" value={fromDate} onChange={(event) => setFromDate(event.target.value)} />
      </Field>
      <Field label={texts.until}>
        <Input type="date" value={toDate} onChange={(event) => setToDate(event.target.value)} />
      </Field>
      <Field label={common.reason}>
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Button
        type="primary"
        disabled={!ready}
        loading={delegate.isPending}
        onClick={() => delegate.mutate({ toId, kinds, fromDate, toDate, reason }, { onSuccess: clear })}
      >
        {texts.add}
      </Button>
      {delegate.error === null ? null : (
        <Failure failure={delegate.error} title={common.failure.actionTitle(texts.add)} of="change" />
      )}
    </section>
  );
}
