import { Button } from 'antd';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import type { AppliedRuleView, RulePreviewView, RuleView } from '../../../api/mandates';
import { Failure } from '../../components/failure';
import { usePreviewRule, useSaveRule } from '../../data/changes';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { draftOf, formOf, isComplete, NEW_RULE, type RuleForm } from './ruleDraft';
import { RuleFields } from './ruleFields';
import { RulePreview } from './rulePreview';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

/** Change or add a rule: try it, then save it with a reason. Mandates that were issued are not touched. */
export function RuleEditor({
  rule,
  onClose,
}: {
  readonly rule: RuleView | null;
  /** With what became of the known policies the rule was applied to. */
  readonly onClose: (applied: AppliedRuleView | null) => void;
}): ReactNode {
  const {
    publishing: { rules: texts },
    common,
  } = useWords();
  const [form, setForm] = useState<RuleForm>(rule === null ? NEW_RULE : formOf(rule));
  const [saving, setSaving] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const preview = usePreviewRule();
  const save = useSaveRule();
  const seen = preview.data as RulePreviewView | undefined;
  // Who comes to say whether it holds for known policies sees them at once.
  const { mutate: tryOut } = preview;
  const asks = (rule?.asksAboutKnown ?? 0) > 0;
  useEffect(() => {
    if (asks && rule !== null) tryOut({ draft: draftOf(formOf(rule)), id: rule.id });
  }, [asks, rule, tryOut]);
  return (
    <>
      <RuleFields
        form={form}
        isNew={rule === null}
        onChange={(change) => {
          setForm({ ...form, ...change });
          setChosen([]);
          preview.reset();
        }}
      />
      <p className="form-actions">
        <Button
          disabled={!isComplete(form)}
          loading={preview.isPending}
          onClick={() => preview.mutate({ draft: draftOf(form), id: rule?.id ?? null })}
        >
          {texts.preview}
        </Button>
        <Button type="primary" disabled={!isComplete(form)} onClick={() => setSaving(true)}>
          {texts.save}
        </Button>
        <Button onClick={() => onClose(null)}>{common.cancel}</Button>
      </p>
      {preview.error === null ? null : (
        <Failure failure={preview.error} title={common.failure.actionTitle(texts.preview)} of="asking" />
      )}
      {seen === undefined ? null : <RulePreview seen={seen} binds={form.binds} chosen={chosen} onChoose={setChosen} />}
      {saving ? (
        <Suspense fallback={null}>
          <ReasonDialog
            title={texts.saveTitle(form.title)}
            consequence={texts.saveConsequence}
            button={chosen.length === 0 ? texts.save : texts.result.alsoFor(figure(chosen.length))}
            pending={save.isPending}
            failure={save.error}
            onClose={() => setSaving(false)}
            onSubmit={(reason) =>
              save.mutate(
                {
                  id: rule?.id ?? null,
                  draft: draftOf(form),
                  revision: rule?.revision ?? 0,
                  reason,
                  policyIds: seen === undefined ? null : chosen,
                },
                { onSuccess: (applied) => onClose(applied as AppliedRuleView | null) },
              )
            }
          />
        </Suspense>
      ) : null}
    </>
  );
}
