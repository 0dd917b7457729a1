import { Button } from 'antd';
import { useMemo, type ReactNode } from 'react';
import type { TrainingView } from '../../../api/training';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { PageTitle } from '../../components/pageTitle';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { useSetFault } from '../../data/changes';
import { useTraining } from '../../data/queries';
import { useAppearance } from '../../theme/appearance';
import { useWords } from '../../words/words';
import { PublishPolicy } from './publishPolicy';
import { StartFault } from './startFault';

type Active = TrainingView['active'][number];

function ActiveFaults({ view }: { readonly view: TrainingView }): ReactNode {
  const {
    training: { active: texts, failed },
    common,
  } = useWords();
  const { language } = useAppearance();
  const end = useSetFault();
  const columns = useMemo<readonly Column<Active>[]>(
    () => [
      { key: 'target', title: texts.target, place: 'lead', render: (fault) => fault.title },
      {
        key: 'fault',
        title: texts.fault,
        place: 'state',
        render: (fault) => (
          <Status
            look="breached"
            word={view.kinds.find(({ name }) => name === fault.fault)?.title[language] ?? fault.fault}
          />
        ),
      },
      { key: 'since', title: texts.since, align: 'right', render: (fault) => <When at={fault.since} /> },
      {
        key: 'until',
        title: texts.until,
        align: 'right',
        render: (fault) => <When at={fault.until} missing={texts.byHand} />,
      },
      {
        key: 'end',
        title: '',
        align: 'right',
        render: (fault) => (
          <Button
            size="small"
            loading={end.isPending && end.variables.target === fault.target}
            onClick={() => end.mutate({ target: fault.target, fault: null, forMinutes: null })}
          >
            {texts.end}
          </Button>
        ),
      },
    ],
    [texts, view.kinds, language, end],
  );
  if (view.active.length === 0) return <EmptyNote why={texts.none} />;
  return (
    <>
      <DataTable label={texts.title} columns={columns} items={view.active} keyOf={(fault) => fault.target} />
      {end.error === null ? null : (
        <Failure failure={end.error} title={common.failure.actionTitle(failed)} of="change" />
      )}
    </>
  );
}

/** 演练: the switches of the simulated platforms, for whoever may throw them. */
export default function TrainingPage(): ReactNode {
  const { training: texts } = useWords();
  const read = useTraining('');
  return (
    <>
      <PageTitle name={texts.title} />
      <p className="soft page-intro">{texts.intro}</p>
      <Reading read={read} what={texts.page} rows={6}>
        {(view) => (
          <>
            <Panel title={texts.active.title}>
              <ActiveFaults view={view} />
            </Panel>
            <Panel title={texts.start.title}>
              <StartFault kinds={view.kinds} />
            </Panel>
            <Panel title={texts.policy.title}>
              <PublishPolicy issuers={view.issuers} />
            </Panel>
          </>
        )}
      </Reading>
    </>
  );
}
