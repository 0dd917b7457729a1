import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import type { AppliedRuleView, RuleView } from '../../../api/mandates';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { PageTitle } from '../../components/pageTitle';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { useDisableRule } from '../../data/changes';
import { useMe, useRules } from '../../data/queries';
import { figure } from '../../time/figure';
import { useWords, wordOf } from '../../words/words';
import { MandateTabs } from '../mandates/mandateTabs';
import { RuleEditor } from './ruleEditor';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

function SwitchDialog({ rule, onClose }: { readonly rule: RuleView; readonly onClose: () => void }): ReactNode {
  const {
    publishing: { rules: texts },
  } = useWords();
  const change = useDisableRule();
  const isOn = rule.disabledAt === null;
  return (
    <Suspense fallback={null}>
      <ReasonDialog
        title={isOn ? texts.disableTitle(rule.title) : texts.enableTitle(rule.title)}
        consequence={isOn ? texts.disableConsequence : texts.enableConsequence}
        button={isOn ? texts.disable : texts.enable}
        danger={isOn}
        pending={change.isPending}
        failure={change.error}
        onClose={onClose}
        onSubmit={(reason) => change.mutate({ id: rule.id, disabled: isOn, reason }, { onSuccess: onClose })}
      />
    </Suspense>
  );
}

function RulesTable({
  rules,
  mayManage,
  onEdit,
}: {
  readonly rules: readonly RuleView[];
  readonly mayManage: boolean;
  readonly onEdit: (rule: RuleView) => void;
}): ReactNode {
  const {
    publishing: { rules: texts },
    codes,
    common,
  } = useWords();
  const [switching, setSwitching] = useState<RuleView | null>(null);
  const columns = useMemo<readonly Column<RuleView>[]>(
    () => [
      {
        key: 'title',
        title: texts.columns.title,
        place: 'lead',
        className: 'cell-text',
        render: (rule) => (
          <>
            {rule.title}
            <div className="soft">
              {rule.topicWords.length === 0 ? texts.anyTopic : texts.topics(rule.topicWords.join(common.comma))} ·{' '}
              {rule.binds === 'sector' ? `${texts.bindsSector} · ` : ''}
              {rule.clause}
            </div>
          </>
        ),
      },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state',
        render: (rule) => (
          <>
            <Status
              look={rule.disabledAt === null ? 'fine' : 'closed'}
              word={rule.disabledAt === null ? texts.active : texts.disabled}
            />
            {rule.asksAboutKnown === 0 ? null : (
              <div>
                <Status look="warned" word={texts.asks(figure(rule.asksAboutKnown))} />
              </div>
            )}
          </>
        ),
      },
      {
        key: 'authorities',
        title: texts.columns.authorities,
        render: (rule) => rule.authorities.map((authority) => codes.authority[authority]).join(common.comma),
      },
      {
        key: 'platforms',
        title: texts.columns.platforms,
        render: (rule) => rule.platforms.map((platform) => codes.platform[platform]).join(common.comma),
      },
      {
        key: 'limit',
        title: texts.columns.limit,
        align: 'right',
        render: ({ limit }) =>
          'workingDays' in limit ? texts.days(String(limit.workingDays)) : texts.hours(String(limit.hours)),
      },
      { key: 'review', title: texts.columns.review, render: (rule) => texts.review[rule.review] },
      ...(mayManage
        ? [
            {
              key: 'act',
              title: '',
              align: 'right' as const,
              render: (rule: RuleView) => (
                <span className="row-actions">
                  <Button
                    size="small"
                    type={rule.asksAboutKnown === 0 ? 'default' : 'primary'}
                    onClick={() => onEdit(rule)}
                  >
                    {rule.asksAboutKnown === 0 ? texts.edit : texts.answer}
                  </Button>{' '}
                  <Button size="small" onClick={() => setSwitching(rule)}>
                    {rule.disabledAt === null ? texts.disable : texts.enable}
                  </Button>
                </span>
              ),
            },
          ]
        : []),
    ],
    [texts, codes, common, mayManage, onEdit],
  );
  if (rules.length === 0) return <EmptyNote why={texts.none} />;
  return (
    <>
      <DataTable label={texts.title} columns={columns} items={rules} keyOf={(rule) => rule.id} />
      {switching === null ? null : <SwitchDialog rule={switching} onClose={() => setSwitching(null)} />}
    </>
  );
}

/** What became of the known policies that a rule was applied to. */
function Applied({ applied }: { readonly applied: AppliedRuleView }): ReactNode {
  const {
    publishing: {
      rules: { result: texts },
    },
    codes,
    common,
  } = useWords();
  const left = applied.results.filter(({ outcome }) => outcome !== 'mandated');
  return (
    <p role="status">
      {texts.applied(figure(applied.mandated))}{' '}
      {left.length === 0
        ? null
        : `${texts.notApplied}${common.colon}${left
            .map(({ outcome }) => texts.outcomes[outcome] ?? wordOf(codes.decision, outcome))
            .join(common.comma)}`}
    </p>
  );
}

/** 规则: which policies become mandates, for whom, and until when. */
export default function RulesPage(): ReactNode {
  const {
    publishing: { rules: texts },
  } = useWords();
  const [editing, setEditing] = useState<RuleView | 'new' | null>(null);
  const [applied, setApplied] = useState<AppliedRuleView | null>(null);
  const mayManage = useMe().data?.actions.includes('rules.manage') ?? false;
  const read = useRules();
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {mayManage && editing === null ? (
          <Button className="head-action" onClick={() => setEditing('new')}>
            {texts.add}
          </Button>
        ) : null}
      </div>
      <MandateTabs />
      <p className="soft page-intro">{texts.intro}</p>
      {applied === null ? null : <Applied applied={applied} />}
      {editing === null ? (
        <Reading read={read} what={texts.title} rows={4}>
          {({ items }) => <RulesTable rules={items} mayManage={mayManage} onEdit={setEditing} />}
        </Reading>
      ) : (
        <Panel title={editing === 'new' ? texts.add : editing.title}>
          <RuleEditor
            key={editing === 'new' ? 'new' : editing.id}
            rule={editing === 'new' ? null : editing}
            onClose={(outcome) => {
              setEditing(null);
              setApplied(outcome);
            }}
          />
        </Panel>
      )}
    </>
  );
}
