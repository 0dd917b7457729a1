import { useMemo, type ReactNode } from 'react';
import type { RemovalView, RetentionRuleView, StorageView } from '../../../api/storage';
import type { DiskLevel } from '../../../domain/retention/diskEstimate';
import { DataTable, type Column } from '../../components/dataTable';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Facts, Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { useRemovals, useStorage } from '../../data/queries';
import { bytesText } from '../../time/bytes';
import { figure, percent } from '../../time/figure';
import type { Look } from '../../words/status';
import { useWords } from '../../words/words';
import { SourceTabs } from './sourceTabs';

const LEVEL_LOOK: Readonly<Record<DiskLevel, Look>> = { enough: 'fine', low: 'warned', 'very-low': 'breached' };

function Disk({ storage }: { readonly storage: StorageView }): ReactNode {
  const {
    storage: { disk: texts, levels },
  } = useWords();
  const { disk, bytesADay, daysLeft, storedBytes, level, sealedEntries } = storage;
  return (
    <Facts
      items={[
        [texts.stored, bytesText(storedBytes)],
        [
          texts.free,
          disk === null
            ? texts.unknown
            : texts.of(bytesText(disk.freeBytes), bytesText(disk.totalBytes), percent(disk.freeBytes, disk.totalBytes)),
        ],
        [texts.level, <Status key="level" look={LEVEL_LOOK[level]} word={levels[level]} />],
        [texts.growth, bytesADay === null ? texts.notYet : bytesText(bytesADay)],
        [texts.left, daysLeft !== null ? texts.days(figure(daysLeft)) : bytesADay === 0 ? texts.never : '—'],
        [texts.sealed, figure(sealedEntries)],
      ]}
    />
  );
}

/** Where the days are set, by the name that stands in the file. */
function SettingNote({ texts: [before, after] }: { readonly texts: readonly string[] }): ReactNode {
  return (
    <span className="soft">
      {before}
      <code>retention</code>
      {after}
    </span>
  );
}

function Rules({ rules }: { readonly rules: readonly RetentionRuleView[] }): ReactNode {
  const {
    storage: { rules: texts, disk, classes, stays },
  } = useWords();
  const columns = useMemo<readonly Column<RetentionRuleView>[]>(
    () => [
      { key: 'what', title: texts.what, place: 'lead', render: (rule) => classes[rule.class] },
      { key: 'days', title: texts.days, align: 'right', render: (rule) => disk.days(figure(rule.days)) },
      { key: 'least', title: texts.least, align: 'right', render: (rule) => disk.days(figure(rule.leastDays)) },
      { key: 'stays', title: texts.stays, className: 'cell-text', render: (rule) => stays[rule.stays] },
      { key: 'clause', title: texts.clause, className: 'cell-text', render: (rule) => rule.clause },
    ],
    [texts, disk, classes, stays],
  );
  return <DataTable label={texts.title} columns={columns} items={rules} keyOf={(rule) => rule.class} />;
}

function Removals(): ReactNode {
  const {
    storage: { removals: texts, classes },
    common,
  } = useWords();
  const address = useListAddress([]);
  const read = useRemovals({ cursor: address.cursor });
  const columns = useMemo<readonly Column<RemovalView>[]>(
    () => [
      { key: 'what', title: texts.what, place: 'lead', render: (run) => classes[run.class] },
      { key: 'on', title: texts.on, render: (run) => <span className="num">{run.on}</span> },
      { key: 'before', title: texts.before, align: 'right', render: (run) => <When at={run.before} /> },
      {
        key: 'removed',
        title: texts.removed,
        align: 'right',
        render: (run) => <span className="num">{figure(run.removed)}</span>,
      },
      {
        key: 'kept',
        title: texts.kept,
        align: 'right',
        render: (run) => <span className="num">{figure(run.kept)}</span>,
      },
      {
        key: 'ended',
        title: texts.ended,
        align: 'right',
        render: (run) =>
          run.endedAt === null ? <Status quiet look="pending" word={texts.running} /> : <When at={run.endedAt} />,
      },
    ],
    [texts, classes],
  );
  return (
    <PagedList
      read={read}
      what={common.pageNames.removals}
      label={texts.title}
      columns={columns}
      keyOf={(run) => `${run.class} ${run.on}`}
      address={address}
      empty={texts.none}
    />
  );
}

/** 存储: what is kept how long, what was removed when, and how long the disk lasts. */
export default function StoragePage(): ReactNode {
  const { storage: texts, common } = useWords();
  return (
    <>
      <PageTitle name={texts.title} />
      <SourceTabs />
      <p className="soft page-intro">{texts.intro}</p>
      <Reading read={useStorage()} what={common.pageNames.storage} rows={8}>
        {(storage) => (
          <>
            <Panel title={texts.disk.title}>
              <Disk storage={storage} />
            </Panel>
            <Panel title={texts.rules.title} aside={<SettingNote texts={texts.rules.setting} />}>
              <Rules rules={storage.rules} />
            </Panel>
          </>
        )}
      </Reading>
      <Panel title={texts.removals.title}>
        <Removals />
      </Panel>
    </>
  );
}
