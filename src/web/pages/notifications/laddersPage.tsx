import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { LadderView, RungView } from '../../../api/ladders';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { Reading } from '../../components/reading';
import { useLadders, useRemoveLadder } from '../../data/ladders';
import { useChannels } from '../../data/notify';
import { useRosters } from '../../data/oncall';
import { usePeople } from '../../data/queries';
import { useUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { afterText } from './afterText';
import { audienceText } from './audienceText';
import { matchText } from '../../components/matchText';
import { NotifyHead } from './notifyTabs';

const LadderForm = lazy(() => import('./ladderForm'));
const LadderDryRun = lazy(() => import('./ladderDryRun'));

/** 升级: who is told, one after the other, of what nobody acknowledges. */
export default function LaddersPage(): ReactNode {
  const words = useWords();
  const { ladders: texts, common } = words;
  const read = useLadders();
  const channels = useChannels().data?.items ?? [];
  const units = useUnits().data?.items ?? [];
  const rosters = useRosters().data?.items ?? [];
  const people = usePeople().data?.items ?? [];
  const remove = useRemoveLadder();
  const [edited, setEdited] = useState<LadderView | 'new' | null>(null);
  const [isTrying, setTrying] = useState(false);
  const rungText = ({ afterMinutes, channelId, audience }: RungView): string =>
    texts.rungLine(
      afterText(afterMinutes, words),
      audienceText(audience, { people, rosters }, words),
      channels.find(({ id }) => id === channelId)?.name ?? '—',
    );
  const columns: readonly Column<LadderView>[] = [
    {
      key: 'name',
      title: texts.columns.name,
      place: 'lead',
      render: ({ name, disabled }) => (
        <>
          {name} {disabled ? <span className="soft">{texts.off}</span> : null}
        </>
      ),
    },
    { key: 'position', title: texts.columns.position, render: ({ position }) => position },
    { key: 'match', title: texts.columns.match, render: ({ match }) => matchText(match, units, words) },
    {
      key: 'rungs',
      title: texts.columns.rungs,
      className: 'cell-text',
      render: ({ rungs, isNight }) => (
        <>
          <ol className="plain-list">
            {rungs.map((rung) => (
              <li key={rung.afterMinutes}>{rungText(rung)}</li>
            ))}
          </ol>
          <span className="soft">{isNight ? texts.night : texts.workingTime}</span>
        </>
      ),
    },
    {
      key: 'act',
      title: texts.columns.act,
      align: 'right',
      render: (ladder) => (
        <span className="row-actions">
          <Button size="small" aria-label={texts.editOne(ladder.name)} onClick={() => setEdited(ladder)}>
            {texts.edit}
          </Button>
          <Button size="small" aria-label={texts.removeOne(ladder.name)} onClick={() => remove.mutate(ladder)}>
            {texts.remove}
          </Button>
        </span>
      ),
    },
  ];
  const items = read.data?.items ?? [];
  const nextPosition = Math.max(0, ...items.map(({ position }) => position)) + 1;
  return (
    <>
      <NotifyHead intro={texts.intro} />
      <p className="row-actions">
        <Button type="primary" disabled={channels.length === 0} onClick={() => setEdited('new')}>
          {texts.add}
        </Button>
        {items.length === 0 ? null : <Button onClick={() => setTrying(true)}>{texts.dryRun.button}</Button>}
      </p>
      {remove.error === null ? null : (
        <Failure failure={remove.error} title={common.failure.actionTitle(texts.tab)} of="change" />
      )}
      <Reading read={read} what={texts.tab} rows={3}>
        {({ items: shown }) =>
          shown.length === 0 ? (
            <EmptyNote why={channels.length === 0 ? `${texts.none}${texts.needsChannel}` : texts.none} />
          ) : (
            <DataTable label={texts.tab} columns={columns} items={shown} keyOf={({ id }) => id} />
          )
        }
      </Reading>
      <Suspense fallback={null}>
        {edited === null ? null : (
          <LadderForm
            ladder={edited === 'new' ? null : edited}
            channels={channels}
            nextPosition={nextPosition}
            onClose={() => setEdited(null)}
          />
        )}
        {isTrying ? <LadderDryRun onClose={() => setTrying(false)} /> : null}
      </Suspense>
    </>
  );
}
