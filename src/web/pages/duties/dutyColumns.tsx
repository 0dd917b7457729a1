import { useMemo } from 'react';
import { Link } from 'react-router-dom';
import type { DutyView } from '../../../api/duties';
import type { Limit } from '../../../domain/time/limit';
import type { Column } from '../../components/dataTable';
import { Due, When } from '../../components/when';
import { paths } from '../../data/paths';
import { useAppearance } from '../../theme/appearance';
import { figure } from '../../time/figure';
import type { Words } from '../../words/zh';
import { useWords } from '../../words/words';
import { DutyStatus } from './dutyStatus';

const DAY_HOURS = 24;
const HOURS_SAID = 72;

/** Where a duty is seen to: of a message beside its text. */
function dutyPath({ id, subject, subjectId }: Pick<DutyView, 'id' | 'subject' | 'subjectId'>): string {
  return subject === 'interaction' && subjectId !== null ? paths.interaction(subjectId) : paths.duty(id);
}

/** A limit in words. */
export function limitText(limit: Limit, texts: Words['duties']): string {
  if ('workingDays' in limit) return texts.limit.workingDays(figure(limit.workingDays));
  // A day that a meeting set lies many hours off.
  return limit.hours > HOURS_SAID && limit.hours % DAY_HOURS === 0
    ? texts.limit.days(figure(limit.hours / DAY_HOURS))
    : texts.limit.hours(figure(limit.hours));
}

/** The columns of every list of duties. */
export function useDutyColumns(): readonly Column<DutyView>[] {
  const { duties: texts } = useWords();
  const { language } = useAppearance();
  return useMemo(
    () => [
      {
        key: 'title',
        title: texts.columns.title,
        place: 'lead',
        className: 'cell-text',
        render: (duty) => <Link to={dutyPath(duty)}>{duty.title}</Link>,
      },
      {
        key: 'unit',
        title: texts.columns.unit,
        render: ({ unitId, unitName }) => <Link to={paths.unit(unitId)}>{unitName}</Link>,
      },
      {
        key: 'rule',
        title: texts.columns.rule,
        className: 'cell-text',
        render: ({ ruleTitle, ruleTitleEn }) => (language === 'zh' ? ruleTitle : ruleTitleEn),
      },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state',
        render: ({ state, isLate }) => <DutyStatus state={state} isLate={isLate} />,
      },
      {
        key: 'due',
        title: texts.columns.due,
        render: ({ dueBy, endedAt, isProvisional }) =>
          endedAt === null ? (
            <span className="two-lines">
              <Due at={dueBy} />
              {isProvisional ? (
                <span className="soft" title={texts.provisionalHint}>
                  {texts.provisional}
                </span>
              ) : null}
            </span>
          ) : (
            <When at={endedAt} />
          ),
      },
    ],
    [texts, language],
  );
}
