import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { MandateView } from '../../../api/mandates';
import { PROGRESS_GROUP_ORDER } from '../../words/status';
import { CountedDays, DeadlineSentence } from '../../components/deadlineSentence';
import { InterpretationOffers } from '../../components/interpretationOffers';
import { OutsideLink } from '../../components/links';
import { useListAddress } from '../../components/listAddress';
import { Facts, Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { RemindButton } from '../../components/remindButton';
import { SegmentBar } from '../../components/segmentBar';
import { When, Published } from '../../components/when';
import { PageTitle } from '../../components/pageTitle';
import { SilenceBanner } from '../../components/silenceBanner';
import { paths } from '../../data/paths';
import { useMandate } from '../../data/queries';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { ObligationsTable } from './obligationsTable';
import { ReviewPart, ReviewThread } from './reviewPart';
import { MandatePreview } from './mandatePreview';
import { isComplete, progressOf } from './progressOf';

function MandateBody({ mandate }: { readonly mandate: MandateView }): ReactNode {
  const { mandates: texts, codes, publishing, letters } = useWords();
  const address = useListAddress(['group', 'obligation'], '');
  const group = PROGRESS_GROUP_ORDER.find((name) => name === address.filters.group) ?? null;
  const { done, of } = progressOf(mandate);
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          <PageTitle name={mandate.title} />
        </div>
        <p className="page-sub">
          {[mandate.issuer, mandate.docNumber].filter((part) => part !== null).join(' · ')}
          {mandate.sourceUrl === null ? null : (
            <>
              {' '}
              · <OutsideLink href={mandate.sourceUrl}>{texts.detail.original}</OutsideLink>
            </>
          )}
        </p>
        <p className="mandate-due">
          <DeadlineSentence deadline={mandate.deadline} done={isComplete(mandate)} />
        </p>
        <ReviewPart mandate={mandate} />
        {isComplete(mandate) || mandate.stage !== 'issued' ? null : (
          <p className="row-actions">
            <RemindButton subject={{ kind: 'mandate', id: mandate.id }} />
            <Link to={paths.reminders({ mandateId: mandate.id })}>{letters.reminders.link}</Link>
          </p>
        )}
      </header>
      <SilenceBanner of={{ mandateId: mandate.id }} />
      <div className="two-columns">
        <Panel title={texts.deadline.countedTitle}>
          <CountedDays deadline={mandate.deadline} />
        </Panel>
        <Panel title={texts.detail.rule}>
          <Facts
            items={[
              [texts.detail.rule, mandate.ruleTitle],
              [texts.detail.published, <Published key="published" published={mandate.deadline.published} />],
              [texts.detail.issued, <When key="issued" at={mandate.issuedAt} />],
              [texts.detail.stage, codes.stage[mandate.stage]],
            ]}
          />
          <ReviewThread mandate={mandate} />
        </Panel>
      </div>
      <Panel
        title={texts.detail.obligations}
        aside={<span className="num">{texts.done(figure(done), figure(of))}</span>}
      >
        <SegmentBar
          progress={mandate.progress}
          chosen={group}
          pathOf={(name) => paths.mandate(mandate.id, { group: name })}
        />
        <ObligationsTable mandateId={mandate.id} group={group} address={address} />
      </Panel>
      <InterpretationOffers offers={mandate.interpretations} />
      <MandatePreview mandateId={mandate.id} />
      <Panel title={publishing.evidence.title}>
        <p className="soft">{publishing.evidence.how}</p>
        <p>
          <a href={`/api/v1/mandates/${mandate.id}/evidence/export`} download>
            {publishing.evidence.download}
          </a>
        </p>
      </Panel>
    </>
  );
}

/** One mandate: until when and why until then, how far it is, and every account's obligation. */
export default function MandatePage(): ReactNode {
  const { id = '' } = useParams();
  const { common } = useWords();
  return (
    <Reading read={useMandate(id)} what={common.pageNames.mandate} rows={10}>
      {(mandate) => <MandateBody mandate={mandate} />}
    </Reading>
  );
}
