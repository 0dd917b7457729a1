import { Button, Checkbox } from 'antd';
import { useMemo } from 'react';
import { Link } from 'react-router-dom';
import type { FilingFindingView } from '../../../api/filingFindings';
import type { Column } from '../../components/dataTable';
import { OutsideLink } from '../../components/links';
import { When } from '../../components/when';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';

export interface FindingActs {
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  readonly onTakeBack: (finding: FilingFindingView) => void;
}

/** Findings about filings as a table shows them; `acts` null: for who may only read. */
export function useFindingColumns(acts: FindingActs | null): readonly Column<FilingFindingView>[] {
  const { filingFindings: texts, codes } = useWords();
  return useMemo(
    () => [
      ...(acts === null
        ? []
        : [
            {
              key: 'select',
              title: texts.columns.select,
              className: 'cell-short',
              render: ({ id, label, kind, state }: FilingFindingView) =>
                state === 'settled' ? null : (
                  <Checkbox
                    aria-label={texts.selectOne(label, texts.kind[kind])}
                    checked={acts.chosen.has(id)}
                    onChange={() => acts.onToggle(id)}
                  />
                ),
            },
          ]),
      {
        key: 'what',
        title: texts.columns.what,
        place: 'lead' as const,
        className: 'cell-text',
        render: ({ kind, label, platform, facts, accounts, state, source, clause, acceptance }: FilingFindingView) => (
          <>
            <strong>{texts.kind[kind]}</strong> {label}
            {platform === null ? null : <span className="soft"> {codes.platform[platform]}</span>}
            <div>{texts.found[kind](facts)}</div>
            {accounts.length === 0 ? null : (
              <div>
                {accounts.map(({ id, name }) => (
                  <span key={id}>
                    <Link to={paths.account(id)}>{name}</Link>{' '}
                  </span>
                ))}
              </div>
            )}
            {(facts['homeUrl'] ?? '') === '' ? null : (
              <div className="breakable">
                <OutsideLink href={facts['homeUrl'] ?? ''}>{facts['homeUrl']}</OutsideLink>
              </div>
            )}
            {acceptance === null ? null : (
              <div>
                {texts.acceptedBy({ name: acceptance.byName, reason: acceptance.reason, until: acceptance.untilOn })}
              </div>
            )}
            {state === 'open' ? <div className="soft">{texts.remedy[kind]}</div> : null}
            <div className="soft">{texts.clause(source, clause)}</div>
          </>
        ),
      },
      {
        key: 'unit',
        title: texts.columns.unit,
        render: ({ unitId, unitName }: FilingFindingView) => <Link to={paths.unit(unitId)}>{unitName}</Link>,
      },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state' as const,
        render: ({ state }: FilingFindingView) => texts.state[state],
      },
      {
        key: 'since',
        title: texts.columns.since,
        align: 'right' as const,
        render: ({ noticedAt }: FilingFindingView) => <When at={noticedAt} />,
      },
      ...(acts === null
        ? []
        : [
            {
              key: 'act',
              title: texts.columns.act,
              align: 'right' as const,
              render: (finding: FilingFindingView) =>
                finding.state === 'accepted' ? (
                  <Button
                    size="small"
                    aria-label={texts.takeBackTitle(finding.label)}
                    onClick={() => acts.onTakeBack(finding)}
                  >
                    {texts.takeBack}
                  </Button>
                ) : null,
            },
          ]),
    ],
    [texts, codes, acts],
  );
}
