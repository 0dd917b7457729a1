import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { JobView } from '../../../api/obligations';
import type { Column } from '../../components/dataTable';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { Status } from '../../components/status';
import { Due, When } from '../../components/when';
import { PageTitle } from '../../components/pageTitle';
import { paths } from '../../data/paths';
import { useJobs } from '../../data/queries';
import { figure } from '../../time/figure';
import { JOB_LOOK } from '../../words/status';
import { SourceTabs } from './sourceTabs';
import { useWords } from '../../words/words';

const ID_SHOWN = 8;

/** What the system publishes by interface, and what stands in its way. Each job leads to its obligation. */
export default function JobsPage(): ReactNode {
  const {
    sources: { jobs: texts },
    codes,
    common,
  } = useWords();
  const address = useListAddress(['state']);
  const { filters } = address;
  const read = useJobs({ ...filters, cursor: address.cursor });
  const columns = useMemo<readonly Column<JobView>[]>(
    () => [
      {
        key: 'open',
        title: texts.open,
        place: 'lead',
        render: ({ platform, obligationId, ownPostId }) => {
          const name = `${codes.platform[platform]} · ${texts.open} ${(obligationId ?? ownPostId ?? '').slice(-ID_SHOWN)}`;
          return obligationId === null ? name : <Link to={paths.obligation(obligationId)}>{name}</Link>;
        },
      },
      {
        key: 'state',
        title: texts.state,
        place: 'state',
        render: (job) => <Status look={JOB_LOOK[job.state]} word={codes.jobState[job.state]} />,
      },
      {
        key: 'attempt',
        title: texts.attempt,
        align: 'right',
        render: (job) => <span className="num">{figure(job.attempt)}</span>,
      },
      {
        key: 'dueAt',
        title: texts.dueAt,
        align: 'right',
        render: (job) => (job.settledAt === null ? <When at={job.dueAt} /> : '—'),
      },
      { key: 'dueBy', title: texts.dueBy, align: 'right', render: (job) => <Due at={job.dueBy} /> },
      {
        key: 'error',
        title: texts.error,
        className: 'cell-text',
        render: (job) => {
          const last = job.errors.at(-1);
          return last === undefined ? (
            ''
          ) : (
            <>
              <code>{last.code}</code> {last.message}
            </>
          );
        },
      },
    ],
    [texts, codes],
  );
  return (
    <>
      <PageTitle name={texts.title} />
      <SourceTabs />
      <FilterBar
        address={address}
        filters={[
          {
            name: 'state',
            label: texts.state,
            choices: choicesOf(codes.jobState),
          },
        ]}
      />
      <PagedList
        read={read}
        what={common.pageNames.jobs}
        label={texts.title}
        columns={columns}
        keyOf={(job) => job.id}
        address={address}
        empty={texts.none}
        emptyFiltered={texts.filtered}
      />
    </>
  );
}
