import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { MandateView } from '../../../api/mandates';
import type { Column } from '../../components/dataTable';
import { FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { pickColumn, RemindPicked, usePicked } from '../../components/picked';
import { SegmentBar } from '../../components/segmentBar';
import { Due, Remaining } from '../../components/when';
import { PageTitle } from '../../components/pageTitle';
import { paths } from '../../data/paths';
import { useMandates } from '../../data/queries';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { ForecastLine } from './forecastLine';
import { isComplete, nextActionPath, progressOf } from './progressOf';
import { MandateTabs } from './mandateTabs';

/** As many as the server takes at once. */
const MOST_AT_ONCE = 100;

export default function MandatesPage(): ReactNode {
  const { mandates: texts, codes, common, letters } = useWords();
  const address = useListAddress(['open']);
  const picked = usePicked(JSON.stringify(address.filters));
  const read = useMandates({ ...address.filters, cursor: address.cursor });
  const columns = useMemo<readonly Column<MandateView>[]>(
    () => [
      ...pickColumn<MandateView>(picked, {
        title: letters.reminders.pickColumn,
        label: ({ title }) => letters.reminders.pick(title),
        canPick: (mandate) => !isComplete(mandate),
      }),
      {
        key: 'title',
        title: texts.columns.title,
        place: 'lead',
        className: 'cell-text',
        render: (mandate) => (
          <>
            <Link to={paths.mandate(mandate.id)}>{mandate.title}</Link>
            <div className="soft">
              {[mandate.issuer, mandate.docNumber].filter((part) => part !== null).join(' · ')}
            </div>
          </>
        ),
      },
      {
        key: 'due',
        title: texts.columns.due,
        render: (mandate) => (
          <span className="two-lines">
            <Due at={mandate.deadline.dueBy} />
            {isComplete(mandate) ? null : <Remaining until={mandate.deadline.dueBy} />}
          </span>
        ),
      },
      {
        key: 'progress',
        title: texts.columns.progress,
        className: 'cell-progress',
        render: (mandate) => (
          <>
            <SegmentBar progress={mandate.progress} pathOf={(group) => paths.mandate(mandate.id, { group })} />
            {mandate.total === 0 ? <span className="soft">{texts.noObligations}</span> : null}
          </>
        ),
      },
      {
        key: 'done',
        title: texts.columns.done,
        align: 'right',
        render: (mandate) => (
          <span className="num">
            {common.countOf(figure(progressOf(mandate).done), figure(progressOf(mandate).of))}
          </span>
        ),
      },
      {
        key: 'stage',
        title: texts.columns.stage,
        className: 'cell-short',
        render: (mandate) => codes.stage[mandate.stage],
      },
      {
        key: 'next',
        title: texts.columns.next,
        className: 'cell-short',
        render: (mandate) =>
          isComplete(mandate) ? (
            <span className="soft">{codes.nextAction.none}</span>
          ) : (
            <Link to={nextActionPath(mandate)}>{codes.nextAction[mandate.nextAction]}</Link>
          ),
      },
    ],
    [texts, codes, common, letters, picked],
  );
  return (
    <>
      <PageTitle name={texts.title} />
      <MandateTabs />
      <ForecastLine />
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
        ]}
      />
      <RemindPicked
        picked={picked}
        kind="mandates"
        most={MOST_AT_ONCE}
        subject={(mandateIds) => ({ kind: 'mandates', mandateIds })}
      />
      <PagedList
        read={read}
        what={common.pageNames.mandates}
        label={texts.tabs.mandates}
        columns={columns}
        keyOf={(mandate) => mandate.id}
        empty={texts.empty}
        emptyFiltered={texts.emptyFiltered}
        emptyAction={<Link to={paths.policies()}>{texts.tabs.policies}</Link>}
        address={address}
      />
    </>
  );
}
