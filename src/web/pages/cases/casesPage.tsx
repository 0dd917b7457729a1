import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { CaseView } from '../../../api/cases';
import type { Column } from '../../components/dataTable';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { pickColumn, RemindPicked, usePicked } from '../../components/picked';
import { Status } from '../../components/status';
import { Due, When } from '../../components/when';
import { PageTitle } from '../../components/pageTitle';
import { paths } from '../../data/paths';
import { useCases } from '../../data/queries';
import { CASE_LOOK } from '../../words/status';
import { useWords, wordOf } from '../../words/words';

/** The next step somebody can see coming: the first one, with who must take it and until when. */
function NextStep({ shutdownCase }: { readonly shutdownCase: CaseView }): ReactNode {
  const { cases, codes } = useWords();
  const step = shutdownCase.nextSteps[0];
  if (step === undefined)
    return (
      <span className="soft">
        {shutdownCase.closeReason === null ? cases.noStep : wordOf(codes.closeReason, shutdownCase.closeReason)}
      </span>
    );
  return (
    <span>
      {codes.caseEvent[step.event]}{' '}
      <span className="soft">{cases.next.taker(step.needs === null ? null : codes.action[step.needs])}</span>
    </span>
  );
}

function DueOrNone({ at }: { readonly at: string | null }): ReactNode {
  return at === null ? '—' : <Due at={at} />;
}

/** As many as the server takes at once. */
const MOST_AT_ONCE = 100;

export default function CasesPage(): ReactNode {
  const { cases: texts, codes, common, letters } = useWords();
  const address = useListAddress(['open', 'state', 'unit']);
  const { filters } = address;
  const picked = usePicked(JSON.stringify(filters));
  const read = useCases({ ...filters, cursor: address.cursor });
  const columns = useMemo<readonly Column<CaseView>[]>(
    () => [
      ...pickColumn<CaseView>(picked, {
        title: letters.reminders.pickColumn,
        label: ({ accountName }) => letters.reminders.pick(accountName),
        canPick: ({ closedAt }) => closedAt === null,
      }),
      {
        key: 'account',
        title: texts.columns.account,
        place: 'lead',
        render: (shutdownCase) => (
          <>
            <Link to={paths.case(shutdownCase.id)}>{shutdownCase.accountName}</Link>{' '}
            <span className="soft">{codes.platform[shutdownCase.platform]}</span>
          </>
        ),
      },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state',
        render: (shutdownCase) => (
          <Status look={CASE_LOOK[shutdownCase.state]} word={codes.caseState[shutdownCase.state]} />
        ),
      },
      {
        key: 'unit',
        title: texts.columns.unit,
        className: 'cell-wide',
        render: (shutdownCase) => (
          <Link className="quiet-link" to={paths.accounts({ unit: shutdownCase.unitId })}>
            {shutdownCase.unitName}
          </Link>
        ),
      },
      {
        key: 'occurred',
        title: texts.columns.occurred,
        align: 'right',
        render: (shutdownCase) => <When at={shutdownCase.occurredAt} />,
      },
      { key: 'next', title: texts.columns.next, render: (shutdownCase) => <NextStep shutdownCase={shutdownCase} /> },
      {
        key: 'due',
        title: texts.columns.due,
        align: 'right',
        render: (shutdownCase) => <DueOrNone at={shutdownCase.nextSteps[0]?.dueBy ?? shutdownCase.rectifyBy} />,
      },
    ],
    [texts, codes, letters, picked],
  );
  return (
    <>
      <PageTitle name={texts.title} />
      <FilterBar
        address={address}
        filters={[
          {
            name: 'open',
            label: texts.filters.open,
            choices: [
              { value: 'true', label: texts.filters.openOnly },
              { value: 'false', label: texts.filters.closedOnly },
            ],
          },
          {
            name: 'state',
            label: texts.filters.state,
            choices: choicesOf(codes.caseState),
          },
        ]}
      />
      <RemindPicked
        picked={picked}
        kind="cases"
        most={MOST_AT_ONCE}
        subject={(caseIds) => ({ kind: 'cases', caseIds })}
      />
      <PagedList
        read={read}
        what={common.pageNames.cases}
        label={texts.title}
        columns={columns}
        keyOf={(shutdownCase) => shutdownCase.id}
        address={address}
        empty={texts.empty.none}
        emptyFiltered={texts.empty.filtered}
      />
    </>
  );
}
