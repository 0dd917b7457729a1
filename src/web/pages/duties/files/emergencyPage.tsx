import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { EmergencyAct, EmergencyDetailView } from '../../../../api/unitFiles';
import { DataTable, type Column } from '../../../components/dataTable';
import { EmptyNote } from '../../../components/emptyNote';
import { PageTitle } from '../../../components/pageTitle';
import { Facts, Panel } from '../../../components/panel';
import { Reading } from '../../../components/reading';
import { When } from '../../../components/when';
import { paths } from '../../../data/paths';
import { useEmergency } from '../../../data/unitFiles';
import { useWords } from '../../../words/words';
import { useDutyColumns } from '../dutyColumns';
import { DutyTabs } from '../dutyTabs';
import { FileThread, Outside } from './fileParts';

const EmergencyDialog = lazy(() => import('./emergencyDialogs'));

/** The file of an event, from opening to archive. */
export default function EmergencyPage(): ReactNode {
  const { id = '' } = useParams();
  const { emergencies: texts } = useWords().unitFiles;
  return (
    <>
      <DutyTabs shown="emergencies" />
      <Reading read={useEmergency(id)} what={texts.tab} rows={8}>
        {(emergency) => <Body emergency={emergency} />}
      </Reading>
    </>
  );
}

function Body({ emergency }: { readonly emergency: EmergencyDetailView }): ReactNode {
  const { unitFiles } = useWords();
  const { emergencies: texts } = unitFiles;
  const [act, setAct] = useState<EmergencyAct | null>(null);
  const clocks = useDutyColumns();
  const { accounts, keywords, calls, summary, closedAt } = emergency;
  return (
    <>
      <PageTitle name={emergency.title} />
      <div className="review-step">
        {emergency.acts.map((one) => (
          <Button key={one} type={one === 'state' ? 'primary' : 'default'} onClick={() => setAct(one)}>
            {texts.acts[one]}
          </Button>
        ))}
      </div>
      <Facts
        items={[
          [unitFiles.state, texts.states[emergency.state]],
          [unitFiles.kind, texts.kinds[emergency.kind]],
          [
            unitFiles.unit,
            <Link key="unit" to={paths.unit(emergency.unitId)}>
              {emergency.unitName}
            </Link>,
          ],
          [texts.knownAt, <When key="known" at={emergency.knownAt} />],
          ...(closedAt === null ? [] : ([[texts.states.closed, <When key="closed" at={closedAt} />]] as const)),
          [texts.keywords, keywords.length === 0 ? '—' : keywords.join('、')],
        ]}
      />
      <Panel title={texts.happened}>
        <p className="message-text">{emergency.happened}</p>
      </Panel>
      <Panel title={texts.clocks}>
        <DataTable label={texts.clocks} columns={clocks} items={emergency.duties} keyOf={({ id }) => id} />
      </Panel>
      <Statements statements={emergency.statements} />
      <Panel title={texts.accounts}>
        {accounts.length === 0 ? (
          <EmptyNote why={texts.noAccounts} />
        ) : (
          <ul>
            {accounts.map(({ id, name }) => (
              <li key={id}>
                <Link to={paths.account(id)}>{name}</Link>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={texts.calls}>
        {calls.length === 0 ? <EmptyNote why={texts.noCalls} /> : null}
        <ul>
          {calls.map(({ mandateId, title, at, name }) => (
            <li key={mandateId}>
              <Link to={paths.mandate(mandateId)}>{title}</Link> · {name} · <When at={at} />
            </li>
          ))}
        </ul>
      </Panel>
      {summary === null ? null : (
        <Panel title={texts.summary}>
          <p className="message-text">{summary}</p>
        </Panel>
      )}
      <FileThread thread={emergency.thread} words={texts.events} />
      <Suspense fallback={null}>
        {act === null ? null : <EmergencyDialog emergency={emergency} act={act} onClose={() => setAct(null)} />}
      </Suspense>
    </>
  );
}

type Statement = EmergencyDetailView['statements'][number];

function Statements({ statements }: { readonly statements: readonly Statement[] }): ReactNode {
  const { emergencies: texts } = useWords().unitFiles;
  const columns = useMemo<readonly Column<Statement>[]>(
    () => [
      { key: 'at', title: texts.columns.at, render: ({ at }) => <When at={at} /> },
      {
        key: 'speaker',
        title: texts.columns.speaker,
        place: 'lead',
        render: ({ accountId, speaker }) =>
          accountId === null ? speaker : <Link to={paths.account(accountId)}>{speaker}</Link>,
      },
      {
        key: 'words',
        title: texts.columns.words,
        className: 'cell-text',
        render: ({ words, link }) => (
          <>
            {words}
            {link === null ? null : (
              <>
                {' '}
                <Outside href={link} />
              </>
            )}
          </>
        ),
      },
      { key: 'origin', title: texts.columns.origin, place: 'state', render: ({ origin }) => texts.origins[origin] },
    ],
    [texts],
  );
  return (
    <Panel title={texts.statements}>
      {statements.length === 0 ? (
        <EmptyNote why={texts.noStatements} />
      ) : (
        <DataTable
          label={texts.statements}
          columns={columns}
          items={statements}
          keyOf={({ at, speaker, words }) => `${at} ${speaker} ${words}`}
        />
      )}
    </Panel>
  );
}
