import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { CourseTotalsView, CourseView } from '../../../api/team';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useCourses, useCourseTotals, useRemoveCourse } from '../../data/team';
import { useNow } from '../../time/clock';
import { useWords } from '../../words/words';

const CourseForm = lazy(() => import('./courseForm'));
const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

/** How many years can be chosen, this one included. */
const YEARS = 6;
const CHINA_MS = 8 * 3_600_000;

function Totals({ year }: { readonly year: string }): ReactNode {
  const {
    team: { courses: texts },
  } = useWords();
  const columns: readonly Column<CourseTotalsView>[] = [
    {
      key: 'unit',
      title: texts.totalColumns.unit,
      place: 'lead',
      render: ({ unitId, unitName }) => <Link to={paths.unit(unitId)}>{unitName}</Link>,
    },
    {
      key: 'held',
      title: texts.totalColumns.held,
      align: 'right',
      render: ({ unitId, held }) =>
        held === 0 ? held : <Link to={paths.courses({ unit: unitId, year })}>{held}</Link>,
    },
    { key: 'heldHours', title: texts.totalColumns.heldHours, align: 'right', render: ({ heldHours }) => heldHours },
    { key: 'attended', title: texts.totalColumns.attended, align: 'right', render: ({ attended }) => attended },
    {
      key: 'attendedHours',
      title: texts.totalColumns.attendedHours,
      align: 'right',
      render: ({ attendedHours }) => attendedHours,
    },
  ];
  return (
    <Panel title={texts.totals} aside={<span className="soft">{texts.totalsHint}</span>}>
      <Reading read={useCourseTotals(year)} what={texts.totals} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.noneFiltered} />
          ) : (
            <DataTable label={texts.totals} columns={columns} items={items} keyOf={({ unitId }) => unitId} />
          )
        }
      </Reading>
    </Panel>
  );
}

/** Takes out what was recorded by mistake. */
function RemoveDialog({
  course,
  onClose,
  onDone,
}: {
  readonly course: CourseView;
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const {
    team: { courses: texts },
  } = useWords();
  const removing = useRemoveCourse();
  return (
    <ReasonDialog
      title={texts.removeTitle(course.topic)}
      consequence={texts.removeConsequence}
      button={texts.remove}
      danger
      pending={removing.isPending}
      failure={removing.error}
      onClose={onClose}
      onSubmit={(reason) =>
        removing.mutate(
          { id: course.id, version: course.version, reason },
          {
            onSuccess: () => {
              onDone();
              onClose();
            },
          },
        )
      }
    />
  );
}

type Act = { readonly form: CourseView | null } | { readonly removing: CourseView };

/** 培训记录: courses that were held, who was there, and what they come to by unit. */
export default function CoursesPage(): ReactNode {
  const {
    team: { courses: texts },
    units: { page },
  } = useWords();
  const nowMs = useNow();
  const thisYear = new Date(nowMs + CHINA_MS).getUTCFullYear();
  const address = useListAddress(['year', 'unit']);
  const { year, unit } = address.filters;
  const read = useCourses({ year, unit, cursor: address.cursor });
  const may = useMe().data?.actions.includes('team.manage') ?? false;
  const [act, setAct] = useState<Act | null>(null);
  const [isDone, setDone] = useState(false);
  const columns = useMemo<readonly Column<CourseView>[]>(
    () => [
      { key: 'when', title: texts.columns.when, render: ({ heldOn }) => <span className="num">{heldOn}</span> },
      { key: 'topic', title: texts.columns.topic, place: 'lead', className: 'cell-text', render: ({ topic }) => topic },
      { key: 'organiser', title: texts.columns.organiser, render: ({ organiser }) => organiser },
      {
        key: 'unit',
        title: texts.columns.unit,
        render: ({ unitId, unitName, isOfOther }) =>
          isOfOther ? unitName : <Link to={paths.unit(unitId)}>{unitName}</Link>,
      },
      { key: 'hours', title: texts.columns.hours, align: 'right', render: ({ hours }) => hours },
      {
        key: 'who',
        title: texts.columns.who,
        render: ({ attendees }) => (
          <details>
            <summary>{texts.people(attendees.length)}</summary>
            {attendees.map(({ name, unitId, unitName }, at) => (
              <div key={`${unitId}-${name}-${at}`}>
                {name} <span className="soft">{unitName}</span>
              </div>
            ))}
          </details>
        ),
      },
      {
        key: 'act',
        title: '',
        align: 'right',
        render: (course) =>
          course.isOfOther ? (
            <span className="soft">{texts.ofOther}</span>
          ) : may ? (
            <span className="row-actions">
              <Button
                size="small"
                aria-label={texts.correctTitle(course.topic)}
                onClick={() => setAct({ form: course })}
              >
                {texts.correct}
              </Button>
              <Button
                size="small"
                aria-label={texts.removeTitle(course.topic)}
                onClick={() => setAct({ removing: course })}
              >
                {texts.remove}
              </Button>
            </span>
          ) : null,
      },
    ],
    [texts, may],
  );
  const years = Array.from({ length: YEARS }, (_, back) => thisYear - back);
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {may ? (
          <Button className="head-action" onClick={() => setAct({ form: null })}>
            {texts.add}
          </Button>
        ) : null}
      </div>
      <p className="soft page-intro">{texts.intro}</p>
      {isDone ? <p role="status">{texts.done}</p> : null}
      <FilterBar
        address={address}
        filters={[
          {
            name: 'year',
            label: texts.year,
            choices: years.map((one) => ({ value: String(one), label: texts.yearOf(one) })),
          },
          {
            name: 'unit',
            label: page.what,
            shown: read.data?.items.find((one) => one.unitId === unit)?.unitName ?? null,
          },
        ]}
      />
      <PagedList
        read={read}
        what={texts.title}
        label={texts.title}
        columns={columns}
        keyOf={({ id }) => id}
        empty={texts.none}
        emptyFiltered={texts.noneFiltered}
        address={address}
      />
      <Totals year={year ?? String(thisYear)} />
      {act === null ? null : (
        <Suspense fallback={null}>
          {'form' in act ? (
            <CourseForm course={act.form} onClose={() => setAct(null)} onDone={() => setDone(true)} />
          ) : (
            <RemoveDialog course={act.removing} onClose={() => setAct(null)} onDone={() => setDone(true)} />
          )}
        </Suspense>
      )}
    </>
  );
}
