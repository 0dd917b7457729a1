import { Button, Checkbox } from 'antd';
import { useMemo } from 'react';
import { Link } from 'react-router-dom';
import type { OnboardingRowView } from '../../../api/onboarding';
import type { Column } from '../../components/dataTable';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';

export interface StandingActs {
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
  readonly onTakeBack: (row: OnboardingRowView) => void;
}
export const rowKeyOf = ({ unitId, step }: OnboardingRowView): string => `${unitId} ${step}`;

/** How units stand as a table shows it; `acts` null: for who may only read. */
export function useStandingColumns(acts: StandingActs | null): readonly Column<OnboardingRowView>[] {
  const { onboarding: texts, codes } = useWords();
  return useMemo(
    () => [
      ...(acts === null
        ? []
        : [
            {
              key: 'select',
              title: texts.columns.select,
              className: 'cell-short',
              render: (row: OnboardingRowView) => (
                <Checkbox
                  aria-label={texts.selectOne(row.unitName, texts.step[row.step])}
                  checked={acts.chosen.has(rowKeyOf(row))}
                  onChange={() => acts.onToggle(rowKeyOf(row))}
                />
              ),
            },
          ]),
      {
        key: 'unit',
        title: texts.columns.unit,
        place: 'lead' as const,
        render: ({ unitId, unitName }: OnboardingRowView) => <Link to={paths.unit(unitId)}>{unitName}</Link>,
      },
      {
        key: 'step',
        title: texts.columns.step,
        render: ({ step, dueBy }: OnboardingRowView) => (
          <>
            {texts.step[step]} <span className="soft">{texts.dueBy(dueBy)}</span>
          </>
        ),
      },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state' as const,
        render: ({ state }: OnboardingRowView) => texts.state[state],
      },
      {
        key: 'record',
        title: texts.columns.record,
        className: 'cell-text',
        render: ({ fact, exception }: OnboardingRowView) => (
          <>
            {fact === null ? null : texts.factOf(fact)}
            {exception === null ? null : (
              <div className="soft">
                {texts.exceptionOf({ name: exception.byName, reason: exception.reason, until: exception.untilOn })}
              </div>
            )}
            {fact === null && exception === null ? '—' : null}
          </>
        ),
      },
      {
        key: 'left',
        title: texts.columns.left,
        className: 'cell-text',
        render: ({ unitId, inUse, left }: OnboardingRowView) =>
          inUse === 0 ? (
            <span className="soft">{texts.noAccounts}</span>
          ) : left.length === 0 ? (
            <Link to={paths.accounts({ unit: unitId })}>{texts.noneLeft}</Link>
          ) : (
            left.map(({ id, name, platform }) => (
              <div key={id}>
                <Link to={paths.account(id)}>{name}</Link> <span className="soft">{codes.platform[platform]}</span>
              </div>
            ))
          ),
      },
      ...(acts === null
        ? []
        : [
            {
              key: 'act',
              title: texts.columns.act,
              align: 'right' as const,
              render: (row: OnboardingRowView) =>
                row.fact === null && row.exception === null ? null : (
                  <Button
                    size="small"
                    aria-label={texts.takeBackTitle(row.unitName)}
                    onClick={() => acts.onTakeBack(row)}
                  >
                    {texts.takeBack}
                  </Button>
                ),
            },
          ]),
    ],
    [texts, codes, acts],
  );
}
