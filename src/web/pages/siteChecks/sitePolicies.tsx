import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import type { InterpretedPolicyView } from '../../../api/siteChecks';
import type { PolicyAct } from '../../../domain/siteChecks/policyDecisions';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { OutsideLink } from '../../components/links';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { Due } from '../../components/when';
import { useMe } from '../../data/queries';
import { useInterpretations } from '../../data/siteChecks';
import { INTERPRETATION_LOOK } from '../../words/status';
import { useWords } from '../../words/words';

const PolicyDialog = lazy(() => import('./policyDialog'));

/** What a person may do about a policy: what nobody explains can be excused or named, a decision taken back. */
function actsOf({ state, decision }: InterpretedPolicyView): readonly PolicyAct[] {
  if (decision !== null) return ['revoke'];
  return state === 'paired' ? [] : ['name', 'excuse'];
}

interface Asked {
  readonly policy: InterpretedPolicyView;
  readonly act: PolicyAct;
}

function useColumns(ask: ((asked: Asked) => void) | null): readonly Column<InterpretedPolicyView>[] {
  const { siteChecks, codes } = useWords();
  const { policy: texts } = siteChecks.detail;
  return useMemo(
    () => [
      {
        key: 'title',
        title: texts.title,
        place: 'lead',
        className: 'cell-text',
        render: ({ url, title, docNumber, publishedOn }) => (
          <span className="two-lines">
            <OutsideLink href={url}>{title}</OutsideLink>
            <span className="soft num">{docNumber === null ? publishedOn : `${docNumber} · ${publishedOn}`}</span>
          </span>
        ),
      },
      {
        key: 'state',
        title: texts.state,
        place: 'state',
        render: ({ state, unsure, dueBy, decision }) => (
          <span className="two-lines">
            <Status quiet look={INTERPRETATION_LOOK[state]} word={codes.interpretationState[state]} />
            {unsure === null ? null : <span className="soft">{codes.unsureReason[unsure]}</span>}
            {state === 'waiting' || state === 'missing' ? (
              <span className="soft">
                {texts.due}
                <Due at={dueBy} />
              </span>
            ) : null}
            {decision === null ? null : (
              <span className="soft">{texts.decidedBy(decision.byName, decision.reason)}</span>
            )}
          </span>
        ),
      },
      {
        key: 'interpretation',
        title: texts.interpretation,
        className: 'cell-text',
        render: ({ interpretation: found }) =>
          found === null ? (
            siteChecks.none1
          ) : (
            <span className="two-lines">
              <OutsideLink href={found.url}>{found.title === '' ? found.url : found.title}</OutsideLink>
              <span className="soft">{`${codes.interpretationForm[found.form]} · ${codes.pairedBy[found.by]}`}</span>
            </span>
          ),
      },
      ...(ask === null
        ? []
        : [
            {
              key: 'acts',
              title: texts.acts,
              render: (policy) =>
                actsOf(policy).map((act) => (
                  <Button key={act} size="small" type="link" onClick={() => ask({ policy, act })}>
                    {codes.policyAct[act]}
                  </Button>
                )),
            } satisfies Column<InterpretedPolicyView>,
          ]),
    ],
    [siteChecks, texts, codes, ask],
  );
}

/** The own policies of a site, each with what explains it or the day by which that is due; what is to be done first. */
export function SitePolicies({ id }: { readonly id: string }): ReactNode {
  const { detail: texts } = useWords().siteChecks;
  const mayDecide = useMe().data?.actions.includes('account.write') ?? false;
  const [asked, setAsked] = useState<Asked | null>(null);
  const columns = useColumns(mayDecide ? setAsked : null);
  return (
    <Reading read={useInterpretations(id)} what={texts.policies} rows={4}>
      {({ items }) => (
        <Panel title={texts.policies} aside={texts.policiesAside}>
          {items.length === 0 ? (
            <EmptyNote why={texts.noPolicies} />
          ) : (
            <DataTable label={texts.policies} columns={columns} items={items} keyOf={({ url }) => url} />
          )}
          {asked === null ? null : (
            <Suspense fallback={null}>
              <PolicyDialog id={id} {...asked} onClose={() => setAsked(null)} />
            </Suspense>
          )}
        </Panel>
      )}
    </Reading>
  );
}
