import type { ReactNode } from 'react';
import type { FillPreviewView } from '../../../../api/oncall';
import { DataTable, type Column } from '../../../components/dataTable';
import { figure } from '../../../time/figure';
import { weekdayOf } from '../../../time/civil';
import { useWords } from '../../../words/words';

type Day = FillPreviewView['days'][number];

/** What filling would do: what is wrong with the table, or the days as they would be. */
export function FillPreview({ preview }: { readonly preview: FillPreviewView }): ReactNode {
  const { rosters, codes, common } = useWords();
  const { fill: texts, days: dayTexts } = rosters;
  const { days, problems, holes, unreachable } = preview;
  if (problems.length > 0)
    return (
      <div role="alert">
        <p>{texts.problems(figure(problems.length))}</p>
        <ul className="plain-list">
          {problems.map(({ code, row, column, value }) => (
            <li key={`${row} ${column} ${code} ${value}`}>
              {row === 0 ? '' : `${texts.at(figure(row), figure(column))} `}
              {value === '' ? '' : `${value}${common.colon}`}
              {codes.tableProblem[code]}
            </li>
          ))}
        </ul>
      </div>
    );
  const count = (change: Day['change']): string => figure(days.filter((day) => day.change === change).length);
  const names = (all: readonly string[]): string => (all.length === 0 ? '—' : all.join(common.comma));
  const columns: readonly Column<Day>[] = [
    {
      key: 'date',
      title: texts.columns.date,
      place: 'lead',
      render: ({ date, kind, working }) => (
        <>
          {date} {common.weekday(weekdayOf(date))} <span className="soft">{dayTexts.kind(kind, working)}</span>
        </>
      ),
    },
    { key: 'people', title: texts.columns.people, render: ({ people }) => names(people) },
    { key: 'leaders', title: texts.columns.leaders, render: ({ leaders }) => names(leaders) },
    {
      key: 'before',
      title: texts.columns.before,
      render: ({ change, before }) =>
        change === 'same'
          ? texts.unchanged
          : before === null
            ? texts.fresh
            : names([...before.people, ...before.leaders]),
    },
  ];
  return (
    <>
      <p>{texts.summary(count('new'), count('changed'), count('same'))}</p>
      {holes.length === 0 ? null : <p className="look-warned">{texts.holes(holes.join(common.comma))}</p>}
      {unreachable.length === 0 ? null : (
        <p className="look-warned">{texts.unreachable(unreachable.join(common.comma))}</p>
      )}
      {days.every(({ certain }) => certain) ? null : <p className="soft">{texts.uncertain}</p>}
      <DataTable label={texts.label} columns={columns} items={days} keyOf={({ date }) => date} />
    </>
  );
}
