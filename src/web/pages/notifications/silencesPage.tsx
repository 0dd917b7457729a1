import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { SilenceView } from '../../../api/notify';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { Reading } from '../../components/reading';
import { useEndSilence, useSilences } from '../../data/notify';
import { useMe } from '../../data/queries';
import { useUnits } from '../../data/units';
import { shortInstant } from '../../time/civil';
import { useNow } from '../../time/clock';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { matchText } from '../../components/matchText';
import { NotifyHead } from './notifyTabs';

const SilenceForm = lazy(() => import('./silenceForm'));

/** Whoever follows the link of a silence finds it among the others. */
function intoView(found: HTMLElement | null): void {
  found?.scrollIntoView({ block: 'center' });
}

/** 静默: of what nobody is told, until when and why. */
export default function SilencesPage(): ReactNode {
  const words = useWords();
  const { notify, common, frame } = words;
  const { silences: texts } = notify;
  const read = useSilences();
  const me = useMe().data;
  const units = useUnits().data?.items ?? [];
  const nowMs = useNow();
  const end = useEndSilence();
  const [adding, setAdding] = useState(false);
  const asked = useSearchParams()[0].get('silence');
  const maySet = me?.unitId === null && me.actions.includes('alert.silence');
  const columns: readonly Column<SilenceView>[] = [
    {
      key: 'reason',
      title: texts.columns.reason,
      place: 'lead',
      render: ({ id, reason }) =>
        id === asked ? (
          <mark ref={intoView} aria-current="true">
            {reason}
          </mark>
        ) : (
          reason
        ),
    },
    {
      key: 'match',
      title: texts.columns.match,
      render: ({ kind, match, siteName }) => {
        const rest = matchText(match, units, words);
        // A site says all there is to say of a window of it.
        const about = siteName === null ? rest : rest === frame.silenced.all ? siteName : `${siteName} · ${rest}`;
        return kind === 'maintenance' ? `${texts.kinds.maintenance} · ${about}` : about;
      },
    },
    { key: 'by', title: texts.columns.by, render: ({ byName }) => byName },
    {
      key: 'ends',
      title: texts.columns.ends,
      render: ({ startsAt, endsAt, active }) =>
        (active ? '' : `${shortInstant(startsAt, nowMs)}–`) + shortInstant(endsAt, nowMs),
    },
    {
      key: 'holds',
      title: texts.columns.holds,
      align: 'right',
      render: ({ holds }) => (holds === null ? '—' : texts.holds(figure(holds))),
    },
    {
      key: 'act',
      title: texts.columns.act,
      align: 'right',
      render: (silence) =>
        !silence.active && Date.parse(silence.endsAt) <= nowMs ? (
          <span className="soft">{texts.ended}</span>
        ) : !maySet ? (
          <span className="soft">{silence.active ? '' : texts.notBegun}</span>
        ) : (
          <Button size="small" aria-label={texts.endOne(silence.reason)} onClick={() => end.mutate(silence)}>
            {silence.active ? texts.end : texts.callOff}
          </Button>
        ),
    },
  ];
  return (
    <>
      <NotifyHead intro={texts.intro} />
      {maySet ? (
        <p>
          <Button type="primary" onClick={() => setAdding(true)}>
            {texts.add}
          </Button>
        </p>
      ) : null}
      {end.error === null ? null : (
        <Failure failure={end.error} title={common.failure.actionTitle(texts.end)} of="change" />
      )}
      <Reading read={read} what={notify.tabs.silences} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <DataTable label={notify.tabs.silences} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
      {adding ? (
        <Suspense fallback={null}>
          <SilenceForm onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
