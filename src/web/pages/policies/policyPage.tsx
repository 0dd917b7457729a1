import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { PolicyView } from '../../../api/policies';
import { OutsideLink } from '../../components/links';
import { PageTitle } from '../../components/pageTitle';
import { Facts, Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { Shape } from '../../components/status';
import { Due, Published, When } from '../../components/when';
import { paths } from '../../data/paths';
import { useMe, usePolicy } from '../../data/queries';
import { useWords, wordOf } from '../../words/words';
import { PolicySources } from './policySources';
import { useSectorNames } from './sectorNames';

const DecidePolicy = lazy(() => import('./decidePolicy'));

/** Who decided what, and the button to decide; where nothing tells whose the policy is, it says so first. */
function ByHand({ policy }: { readonly policy: PolicyView }): ReactNode {
  const { policies: texts, codes, common } = useWords();
  const { nameOf } = useSectorNames();
  const [isOpen, setOpen] = useState(false);
  const me = useMe().data;
  const may = me !== undefined && me.unitId === null && me.actions.includes('mandate.review');
  const { byHand } = policy;
  const mayDecide = may && policy.decision !== 'mandated' && (policy.awaitsPerson || byHand !== null);
  if (!policy.awaitsPerson && byHand === null) return null;
  return (
    <Panel title={texts.byHand}>
      {byHand === null ? (
        <p className="look-warned">
          <Shape look="warned" /> {texts.why}
          {policy.awaitedDueBy === null ? null : (
            <>
              {' '}
              {texts.dueFromPublication}
              {common.colon}
              <Due at={policy.awaitedDueBy} />
            </>
          )}
        </p>
      ) : (
        <p>
          {byHand.bindsNobody
            ? texts.bindsNobody
            : [codes.authority[byHand.authority], ...byHand.sectors.map(nameOf)].join(' · ')}
          {common.comma}
          {texts.byHandOf(byHand.name)} <When at={byHand.at} />
          {common.stop}
          <span className="soft">
            {common.reason}
            {common.colon}
            {byHand.reason}
          </span>
        </p>
      )}
      {mayDecide ? (
        <Button type={byHand === null ? 'primary' : 'default'} onClick={() => setOpen(true)}>
          {byHand === null ? texts.decide : texts.decideAgain}
        </Button>
      ) : null}
      {isOpen ? (
        <Suspense fallback={null}>
          <DecidePolicy policy={policy} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </Panel>
  );
}

function PolicyBody({ policy }: { readonly policy: PolicyView }): ReactNode {
  const { policies: texts, mandates, codes } = useWords();
  const { nameOf } = useSectorNames();
  return (
    <>
      <header className="page-head">
        <p className="page-sub">
          <Link to={paths.policies()}>{texts.back}</Link>
        </p>
        <div className="page-title">
          <PageTitle name={policy.title} />
        </div>
        <p className="page-sub">
          {[policy.issuer, policy.docNumber].filter((part) => part !== null).join(' · ')}{' '}
          {policy.url === null ? null : <OutsideLink href={policy.url}>{texts.original}</OutsideLink>}
        </p>
        {policy.withdrawal === null ? null : (
          <p className="look-breached">
            <Shape look="breached" /> {mandates.policies.withdrawn[policy.withdrawal.reason]}{' '}
            <When at={policy.withdrawal.noticedAt} />
          </p>
        )}
      </header>
      <ByHand policy={policy} />
      <Panel title={texts.decision}>
        <Facts
          items={[
            [
              texts.decision,
              policy.decision === null ? mandates.policies.undecided : wordOf(codes.decision, policy.decision),
            ],
            [texts.authority, codes.authority[policy.authority]],
            [texts.sectors, policy.sectors.length === 0 ? texts.noSectors : policy.sectors.map(nameOf).join(' · ')],
            [
              texts.published,
              policy.published === null ? (
                codes.decision['no-date']
              ) : (
                <Published key="published" published={policy.published} />
              ),
            ],
            [texts.firstSeen, <When key="seen" at={policy.firstSeenAt} />],
            [texts.sources, <PolicySources key="sources" policy={policy} />],
          ]}
        />
      </Panel>
    </>
  );
}

/** One policy: whose it is, where it stands, why it is a mandate or is none, and deciding it by hand. */
export default function PolicyPage(): ReactNode {
  const { id = '' } = useParams();
  const { common } = useWords();
  return (
    <Reading read={usePolicy(id)} what={common.pageNames.policy} rows={8}>
      {(policy) => <PolicyBody policy={policy} />}
    </Reading>
  );
}
