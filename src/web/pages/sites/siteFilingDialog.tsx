import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { SiteFilingView } from '../../../api/filing';
import type { SiteDetailView } from '../../../api/sites';
import ReasonDialog from '../../components/reasonDialog';
import { useChangeSite } from '../../data/changes';
import { useWords } from '../../words/words';

type Field = Exclude<keyof SiteFilingView, 'planState'>;
const FIELDS: readonly Field[] = ['icpNumber', 'policeNumber', 'plan', 'planBasis', 'planBy', 'planDoneOn'];
/** Filled in where something is to become of the site; a deadline only where it is to go. */
const OF_PLAN: ReadonlySet<Field> = new Set(['planBasis', 'planBy', 'planDoneOn']);
const DAYS: ReadonlySet<Field> = new Set(['planBy', 'planDoneOn']);
const PLANS = ['keep', 'migrate', 'close'] as const;

/** The numbers a website is filed under, and what is to become of it by when. */
export default function SiteFilingDialog({
  site,
  onClose,
}: {
  readonly site: SiteDetailView;
  readonly onClose: () => void;
}): ReactNode {
  const {
    filings: { site: texts },
  } = useWords();
  const change = useChangeSite();
  const before = Object.fromEntries(FIELDS.map((field) => [field, site.filing[field] ?? ''])) as Record<Field, string>;
  const [form, setForm] = useState(before);
  const set = (field: Field, value: string): void => setForm({ ...form, [field]: value });
  const asked = FIELDS.filter(
    (field) => !OF_PLAN.has(field) || (form.plan !== '' && (!DAYS.has(field) || form.plan !== 'keep')),
  );
  const changed = asked.filter((field) => form[field].trim() !== before[field]);
  return (
    <ReasonDialog
      title={texts.title(site.name)}
      consequence={texts.consequence}
      button={texts.button}
      pending={change.isPending}
      failure={change.error}
      extra={{
        ready: changed.length > 0,
        node: asked.map((field) => (
          <label className="field" key={field}>
            <span>{texts.field[field]}</span>
            {field === 'plan' ? (
              <Select
                aria-label={texts.field.plan}
                virtual={false}
                value={form.plan}
                options={[
                  { value: '', label: texts.noPlan },
                  ...PLANS.map((plan) => ({ value: plan as string, label: texts.plan[plan] })),
                ]}
                onChange={(value: string) => set('plan', value)}
              />
            ) : (
              <Input
                value={form[field]}
                {...(DAYS.has(field) ? { type: 'date' } : { maxLength: field === 'planBasis' ? 500 : 60 })}
                onChange={(event) => set(field, event.target.value)}
              />
            )}
            {field === 'icpNumber' || field === 'policeNumber' ? (
              <span className="soft field-hint">{texts.numberHint[field]}</span>
            ) : null}
            {field === 'planBasis' ? <span className="soft field-hint">{texts.basisHint}</span> : null}
          </label>
        )),
      }}
      onClose={onClose}
      onSubmit={(reason) =>
        change.mutate(
          {
            id: site.id,
            filing: Object.fromEntries(changed.map((field) => [field, form[field].trim() === '' ? null : form[field]])),
            reason,
          },
          { onSuccess: onClose },
        )
      }
    />
  );
}
