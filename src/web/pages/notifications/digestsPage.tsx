import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { DigestPlanView } from '../../../api/letters';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { Reading } from '../../components/reading';
import { useDigests, useRemoveDigest } from '../../data/letters';
import { useChannels } from '../../data/notify';
import { paths } from '../../data/paths';
import { useUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { NotifyHead } from './notifyTabs';
import { timeOf } from './timeOfDay';

const DigestForm = lazy(() => import('./digestForm'));
const DigestPreview = lazy(() => import('./digestPreview'));

/** 摘要: who gets a digest on working days, when, and of what. */
export default function DigestsPage(): ReactNode {
  const { notify, letters, common } = useWords();
  const { digests: texts } = letters;
  const read = useDigests();
  const channels = useChannels().data?.items ?? [];
  const units = useUnits().data?.items ?? [];
  const remove = useRemoveDigest();
  const [edited, setEdited] = useState<DigestPlanView | 'new' | null>(null);
  const [previewed, setPreviewed] = useState<DigestPlanView | null>(null);
  const columns: readonly Column<DigestPlanView>[] = [
    {
      key: 'name',
      title: texts.columns.name,
      place: 'lead',
      render: ({ name, kind, disabled }) => (
        <>
          {name} {disabled ? <span className="soft">{texts.off}</span> : null}
          <div className="soft">{texts.kind[kind]}</div>
        </>
      ),
    },
    { key: 'when', title: texts.columns.when, render: ({ atMinute }) => texts.at(timeOf(atMinute)) },
    {
      key: 'to',
      title: texts.columns.to,
      render: ({ audience, channelId, unitId }) => (
        <>
          {notify.routes.through(
            notify.routes.audience[audience.kind],
            channels.find(({ id }) => id === channelId)?.name ?? '—',
          )}
          <div className="soft">{units.find(({ id }) => id === unitId)?.name ?? texts.whole}</div>
        </>
      ),
    },
    {
      key: 'act',
      title: texts.columns.act,
      align: 'right',
      render: (plan) => (
        <span className="row-actions">
          <Button size="small" aria-label={texts.previewOne(plan.name)} onClick={() => setPreviewed(plan)}>
            {texts.preview}
          </Button>
          <Button size="small" aria-label={texts.editOne(plan.name)} onClick={() => setEdited(plan)}>
            {texts.edit}
          </Button>
          <Button size="small" aria-label={texts.removeOne(plan.name)} onClick={() => remove.mutate(plan)}>
            {texts.remove}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <>
      <NotifyHead intro={texts.intro} />
      <p className="row-actions">
        <Button type="primary" disabled={channels.length === 0} onClick={() => setEdited('new')}>
          {texts.add}
        </Button>
        <Link to={paths.reminders()}>{letters.reminders.link}</Link>
      </p>
      {remove.error === null ? null : (
        <Failure failure={remove.error} title={common.failure.actionTitle(notify.tabs.digests)} of="change" />
      )}
      <Reading read={read} what={notify.tabs.digests} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <DataTable label={notify.tabs.digests} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
      <Suspense fallback={null}>
        {edited === null ? null : (
          <DigestForm plan={edited === 'new' ? null : edited} channels={channels} onClose={() => setEdited(null)} />
        )}
        {previewed === null ? null : <DigestPreview plan={previewed} onClose={() => setPreviewed(null)} />}
      </Suspense>
    </>
  );
}
