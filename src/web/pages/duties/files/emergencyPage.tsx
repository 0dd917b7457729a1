import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { EmergencyAct, EmergencyDetailView } from '../../../../api/unitFiles';
import { DataTable } from '../../../components/dataTable';
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
import { FileThread } from './fileParts';
import { StatementsPanel } from './statementsPanel';

/** Striking is done where the statement stands. */
const isOfFile = (act: EmergencyAct): act is Exclude<EmergencyAct, 'strike'> => act !== 'strike';

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
  const [act, setAct] = useState<Exclude<EmergencyAct, 'strike'> | null>(null);
  const clocks = useDutyColumns();
  const { accounts, keywords, calls, summary, closedAt } = emergency;
  return (
    <>
      <PageTitle name={emergency.title} />
      <div className="review-step">
        {emergency.acts.filter(isOfFile).map((one) => (
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
      <StatementsPanel emergency={emergency} />
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
