import type { ReactNode } from 'react';
import type { DeadlineView } from '../../api/mandates';
import { civilMoment, deadlineMoment, fullInstant, weekdayOf } from '../time/civil';
import { figure } from '../time/figure';
import { useFirstWords } from '../words/words';
import { Remaining } from './when';

/** `09-18 周五 17:20 发布 → 09-20 周日 24:00 到期，跨 2 个休息日 · 剩 5 小时 12 分`. `done`: what remains no longer matters. */
export function DeadlineSentence({
  deadline,
  done = false,
}: {
  readonly deadline: DeadlineView;
  readonly done?: boolean;
}): ReactNode {
  const {
    mandates: { deadline: texts },
    common,
  } = useFirstWords();
  const day = (date: string): string => `${date.slice(5)} ${common.weekday(weekdayOf(date))}`;
  const { published } = deadline;
  const out = published.precision === 'instant' ? civilMoment(published.value) : null;
  const due = deadlineMoment(deadline.dueBy);
  const daysOff = deadline.days.filter((counted) => !counted.working).length;
  return (
    <span className="deadline tabular">
      <span title={published.precision === 'instant' ? fullInstant(published.value) : published.original}>
        {out === null
          ? texts.publishedOn(day(published.value))
          : texts.published(day(out.date), `${out.hour}:${out.minute}`)}
      </span>
      {texts.arrow}
      <span title={fullInstant(deadline.dueBy)}>
        {due === null ? '—' : texts.due(day(due.date), `${due.hour}:${due.minute}`)}
      </span>
      {daysOff === 0 ? null : (
        <>
          {common.comma}
          {texts.spans(figure(daysOff))}
        </>
      )}
      {done ? null : (
        <>
          {' '}
          · <Remaining until={deadline.dueBy} />
        </>
      )}
      {deadline.provisional ? <span className="look-warned"> · {texts.provisional}</span> : null}
    </span>
  );
}

/** Every day that was counted or passed over, so that the deadline can be checked by anybody. */
export function CountedDays({ deadline }: { readonly deadline: DeadlineView }): ReactNode {
  const {
    mandates: { deadline: texts },
    common,
  } = useFirstWords();
  const { published, limit } = deadline;
  const publishedOn = published.precision === 'day' ? published.value : (civilMoment(published.value)?.date ?? '');
  const due = deadlineMoment(deadline.dueBy);
  const nth = new Map(deadline.days.filter((day) => day.working).map((day, index) => [day.date, index + 1]));
  const last = deadline.days.at(-1)?.date;
  return (
    <div>
      <p className="soft">
        {'hours' in limit ? texts.hours(figure(limit.hours)) : texts.workingDays(figure(limit.workingDays))}
      </p>
      {deadline.days.length === 0 ? null : (
        <ol className="counted-days" aria-label={texts.days}>
          <CountedDay
            date={publishedOn}
            name={common.weekday(weekdayOf(publishedOn))}
            note={texts.publishDay}
            kind="start"
          />
          {deadline.days.map((day) => (
            <CountedDay
              key={day.date}
              date={day.date}
              name={`${common.weekday(weekdayOf(day.date))} ${day.name}`}
              kind={day.working ? 'working' : 'off'}
              note={day.working ? texts.nth(figure(nth.get(day.date) ?? 0)) : texts.notCounted}
              {...(day.date === last && due !== null ? { end: texts.lastDay(`${due.hour}:${due.minute}`) } : {})}
            />
          ))}
        </ol>
      )}
    </div>
  );
}

interface CountedDayProps {
  readonly date: string;
  readonly name: string;
  readonly note: string;
  readonly kind: 'start' | 'working' | 'off';
  readonly end?: string;
}

function CountedDay({ date, name, note, kind, end }: CountedDayProps): ReactNode {
  return (
    <li className={`counted-day counted-${kind}`}>
      <strong className="num">{date.slice(5)}</strong>
      <span>{name}</span>
      <span className="soft">{note}</span>
      {end === undefined ? null : <strong className="num">{end}</strong>}
    </li>
  );
}
