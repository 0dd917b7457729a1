import { Button, Select } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Failure } from '../../components/failure';
import { RemindButton } from '../../components/remindButton';
import { useAcknowledgeMany, useAssignees, useAssignMany, type HandledView } from '../../data/alerts';
import type { ReminderSubjectAsked } from '../../data/letters';
import { useMe } from '../../data/queries';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { useAlertKeys } from './alertKeys';
import { silenceOf } from './silenceOf';
import type { Selection } from './selection';

const SilenceForm = lazy(() => import('../notifications/silenceForm'));

/** As many as the server takes at once. */
const MOST_AT_ONCE = 500;
const NOBODY = 'nobody';

/** One is reminded of by itself, several as one thing. */
function remindedOf(ids: readonly string[]): ReminderSubjectAsked {
  const [only, ...others] = ids;
  return only !== undefined && others.length === 0 ? { kind: 'alert', id: only } : { kind: 'alerts', alertIds: ids };
}

/** How many came to what, in words. */
function useResultText(): (handled: HandledView | undefined) => string {
  const { alerts: texts, common } = useWords();
  return (handled) => {
    const counts = new Map<string, number>();
    for (const { result } of handled?.results ?? []) counts.set(result, (counts.get(result) ?? 0) + 1);
    return [...counts].map(([result, count]) => texts.results[result]?.(figure(count)) ?? result).join(common.comma);
  };
}

/** What can be done with the alerts that are selected, and what came of it. */
export function BulkBar({ selection }: { readonly selection: Selection }): ReactNode {
  const { alerts: texts, common } = useWords();
  const me = useMe().data;
  const may = me?.actions.includes('alert.acknowledge') === true;
  const maySilence = me?.unitId === null && me.actions.includes('alert.silence');
  const mayAny = may || maySilence || me?.actions.includes('reminder.send') === true;
  const assignees = useAssignees(may && selection.alerts.length > 0).data?.items ?? [];
  const acknowledging = useAcknowledgeMany();
  const assigning = useAssignMany();
  const [isSilencing, setSilencing] = useState(false);
  const resultText = useResultText();
  const ids = selection.alerts.map(({ id }) => id);
  const isTooMany = ids.length > MOST_AT_ONCE;
  const acknowledge = (): void => {
    if (ids.length === 0 || isTooMany || !may) return;
    assigning.reset();
    acknowledging.mutate(ids, { onSuccess: selection.clear });
  };
  useAlertKeys(acknowledge);
  const failed = acknowledging.error ?? assigning.error;
  const failedAct = acknowledging.error === null ? texts.select.assign : texts.select.acknowledge;
  const said = resultText(assigning.data ?? acknowledging.data);
  return (
    <>
      <p className="bulk-result" role="status">
        {said}
      </p>
      {failed === null ? null : <Failure failure={failed} title={common.failure.actionTitle(failedAct)} of="change" />}
      {ids.length === 0 || !mayAny ? null : (
        <div className="bulk-bar" role="group" aria-label={texts.select.selected(figure(ids.length))}>
          <strong className="num">{texts.select.selected(figure(ids.length))}</strong>
          {isTooMany ? <span className="field-error">{texts.select.most}</span> : null}
          {may ? (
            <>
              <Button type="primary" disabled={isTooMany} loading={acknowledging.isPending} onClick={acknowledge}>
                {texts.select.acknowledge}
              </Button>
              <Select
                showSearch
                className="filter-select"
                aria-label={texts.select.assign}
                placeholder={texts.select.assign}
                optionFilterProp="label"
                popupMatchSelectWidth={false}
                virtual={false}
                disabled={isTooMany}
                loading={assigning.isPending}
                value={null}
                options={[
                  ...assignees.map(({ id, name }) => ({ value: id, label: name })),
                  { value: NOBODY, label: texts.select.nobody },
                ]}
                onChange={(to: string | null) => {
                  acknowledging.reset();
                  const personId = to === NOBODY ? null : to;
                  assigning.mutate({ ids, personId }, { onSuccess: selection.clear });
                }}
              />
            </>
          ) : null}
          {isTooMany ? null : <RemindButton subject={remindedOf(ids)} />}
          {maySilence && !isTooMany ? <Button onClick={() => setSilencing(true)}>{texts.select.silence}</Button> : null}
          <Button type="text" onClick={selection.clear}>
            {texts.select.clear}
          </Button>
        </div>
      )}
      {isSilencing ? (
        <Suspense fallback={null}>
          <SilenceForm from={silenceOf(selection.alerts)} onClose={() => setSilencing(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
