import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { DutyAct, DutyDetailView } from '../../../api/duties';
import { Facts, Panel } from '../../components/panel';
import { Due, When } from '../../components/when';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { limitText } from './dutyColumns';
import { DutyStatus } from './dutyStatus';

const StepDialog = lazy(() => import('./stepDialog'));

/** What whoever looks at a duty can do with it. */
export function DutyActs({ duty }: { readonly duty: DutyDetailView }): ReactNode {
  const { codes } = useWords();
  const [act, setAct] = useState<DutyAct | null>(null);
  return (
    <div className="review-step">
      {duty.acts.map((one) => (
        <Button
          key={one}
          type={one === 'complete' || one === 'accept' ? 'primary' : 'default'}
          onClick={() => setAct(one)}
        >
          {codes.dutyEvent[one]}
        </Button>
      ))}
      <Suspense fallback={null}>
        {act === null ? null : <StepDialog duty={duty} act={act} onClose={() => setAct(null)} />}
      </Suspense>
    </div>
  );
}

/** Who owes it, by which clause, until when. */
export function DutyFacts({ duty }: { readonly duty: DutyDetailView }): ReactNode {
  const { duties, codes } = useWords();
  const { detail: texts, columns } = duties;
  const { extension, offeredTo, endedAt, began } = duty;
  const decided = extension?.decision === 'granted' ? texts.granted : texts.refused;
  const asked = extension?.askedAt == null ? '' : ` · ${extension.decision === null ? texts.waiting : decided}`;
  return (
    <Facts
      items={[
        [columns.state, <DutyStatus key="state" state={duty.state} isLate={duty.isLate} />],
        [
          columns.unit,
          <Link key="unit" to={paths.unit(duty.unitId)}>
            {duty.unitName}
          </Link>,
        ],
        [
          texts.first,
          <span key="first" {...(duty.isFirstAsked ? { title: texts.firstAsked } : {})}>
            {duty.firstUnitName}
          </span>,
        ],
        ...(offeredTo === null ? [] : ([[texts.offered, offeredTo.name]] as const)),
        [texts.began, began.precision === 'day' ? began.value : <When key="began" at={began.value} />],
        [texts.limit, limitText(duty.limit, duties)],
        [columns.due, <Due key="due" at={duty.dueBy} />],
        ...(endedAt === null ? [] : ([[texts.ended, <When key="ended" at={endedAt} />]] as const)),
        [
          texts.extension,
          extension === null
            ? texts.noExtension
            : texts.upTo(limitText(extension.limit, duties), codes.extensionApprover[extension.approver]) + asked,
        ],
        [texts.transfers, figure(duty.transfers)],
        [texts.clause, duty.clause],
      ]}
    />
  );
}

/** Who answers together, what shows that it is done, and everything that happened. */
export function DutyHistory({ duty }: { readonly duty: DutyDetailView }): ReactNode {
  const { duties, codes } = useWords();
  const { detail: texts } = duties;
  const { shares, evidence, thread } = duty;
  const reasons: Readonly<Record<string, string>> = codes.dutyReason;
  return (
    <>
      <Panel title={texts.shares}>
        {shares.length === 0 ? <p className="soft">{texts.noShares}</p> : null}
        <ul>
          {shares.map(({ unitId, unitName, state, words }) => (
            <li key={unitId}>
              {unitName} · {codes.shareState[state]}
              {words === null ? null : ` · ${words}`}
            </li>
          ))}
        </ul>
      </Panel>
      {evidence === null ? null : (
        <Panel title={texts.evidence}>
          <p>
            {codes.evidenceKind[evidence.kind]} · {evidence.words}
          </p>
          {evidence.link === null ? null : (
            <a href={evidence.link} target="_blank" rel="noreferrer">
              {evidence.link}
            </a>
          )}
        </Panel>
      )}
      <Panel title={texts.thread}>
        <ul>
          {thread.map(({ event, reason, name, at, words, unitName }, place) => (
            <li key={`${String(place)} ${event}`}>
              {codes.dutyEvent[event]} · {name === '' ? texts.product : name} · <When at={at} /> ·{' '}
              {reasons[reason] ?? reason}
              {unitName === null || unitName === '' ? null : ` · ${unitName}`}
              {words === null ? null : ` · ${words}`}
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
