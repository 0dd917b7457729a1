import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { MeetingView } from '../../../../api/unitFiles';
import type { Column } from '../../../components/dataTable';
import { choicesOf, FilterBar } from '../../../components/filterBar';
import { useListAddress } from '../../../components/listAddress';
import { PagedList } from '../../../components/pagedList';
import { PageTitle } from '../../../components/pageTitle';
import { paths } from '../../../data/paths';
import { useMe } from '../../../data/queries';
import { useMeetings } from '../../../data/unitFiles';
import { useNow } from '../../../time/clock';
import { figure } from '../../../time/figure';
import { useWords } from '../../../words/words';
import { DutyTabs } from '../dutyTabs';
import { yearsAround } from './fileParts';

const MeetingForm = lazy(() => import('./meetingForm'));

/** 会议记录: meetings, self-inspections and incidents, the latest first. */
export default function MeetingsPage(): ReactNode {
  const { unitFiles } = useWords();
  const { meetings: texts } = unitFiles;
  const years = yearsAround(useNow()).slice(1);
  const may = useMe().data?.actions.includes('duty.write') ?? false;
  const address = useListAddress(['kind', 'year', 'unitId']);
  const read = useMeetings({ ...address.filters, cursor: address.cursor });
  const [isRecording, setRecording] = useState(false);
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {may ? (
          <Button className="head-action" onClick={() => setRecording(true)}>
            {texts.record}
          </Button>
        ) : null}
      </div>
      <DutyTabs shown="meetings" />
      <p className="soft page-intro">
        {texts.intro} <Link to={paths.courses()}>{texts.courses}</Link>
      </p>
      <FilterBar
        address={address}
        filters={[
          { name: 'kind', label: unitFiles.kind, choices: choicesOf(texts.kinds) },
          {
            name: 'year',
            label: unitFiles.year,
            choices: years.map((year) => ({ value: String(year), label: unitFiles.yearOf(year) })),
          },
          { name: 'unitId', label: unitFiles.unit },
        ]}
      />
      <PagedList
        read={read}
        what={texts.tab}
        label={texts.tab}
        columns={useColumns()}
        keyOf={({ id }) => id}
        empty={texts.none}
        emptyFiltered={texts.noneFiltered}
        address={address}
      />
      <Suspense fallback={null}>{isRecording ? <MeetingForm onClose={() => setRecording(false)} /> : null}</Suspense>
    </>
  );
}

function useColumns(): readonly Column<MeetingView>[] {
  const { unitFiles } = useWords();
  const { meetings: texts } = unitFiles;
  return useMemo(
    () => [
      { key: 'held', title: texts.heldOn, render: ({ heldOn }) => <span className="num">{heldOn}</span> },
      {
        key: 'title',
        title: texts.name,
        place: 'lead',
        className: 'cell-text',
        render: ({ id, title }) => <Link to={paths.meeting(id)}>{title}</Link>,
      },
      { key: 'kind', title: unitFiles.kind, place: 'state', render: ({ kind }) => texts.kinds[kind] },
      {
        key: 'unit',
        title: unitFiles.unit,
        render: ({ unitId, unitName }) => <Link to={paths.unit(unitId)}>{unitName}</Link>,
      },
      {
        key: 'decisions',
        title: texts.decisions,
        align: 'right',
        render: ({ id, decisions }) => <Link to={paths.meeting(id)}>{figure(decisions)}</Link>,
      },
    ],
    [unitFiles, texts],
  );
}
