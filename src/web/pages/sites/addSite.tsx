import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import ReasonDialog from '../../components/reasonDialog';
import { useAddSite } from '../../data/sites';
import { useOpenUnits } from '../../data/units';
import { useWords } from '../../words/words';

const FIELDS = ['name', 'homeUrl', 'identifierCode', 'icpNumber', 'policeNumber'] as const;
type Field = (typeof FIELDS)[number];

/** A website that is not registered yet: whose it is, where it is, and the numbers it is filed under. */
export default function AddSite({
  onClose,
  onAdded,
}: {
  readonly onClose: () => void;
  readonly onAdded: (id: string) => void;
}): ReactNode {
  const {
    sites: { add: texts, change },
    filings: { site: filed },
  } = useWords();
  const units = useOpenUnits().data?.items ?? [];
  const add = useAddSite();
  const [unitId, setUnitId] = useState<string | null>(null);
  const [form, setForm] = useState<Readonly<Partial<Record<Field, string>>>>({});
  const of = (field: Field): string => form[field]?.trim() ?? '';
  const label: Readonly<Record<Field, string>> = {
    name: change.name,
    homeUrl: change.homeUrl,
    identifierCode: change.identifierCode,
    icpNumber: texts.icpNumber,
    policeNumber: texts.policeNumber,
  };
  const hint: Readonly<Partial<Record<Field, string>>> = {
    identifierCode: change.identifierHint,
    ...filed.numberHint,
  };
  const filing = Object.fromEntries(
    (['icpNumber', 'policeNumber'] as const).flatMap((field) => (of(field) === '' ? [] : [[field, of(field)]])),
  );
  return (
    <ReasonDialog
      title={texts.title}
      consequence={texts.consequence}
      button={texts.button}
      pending={add.isPending}
      failure={add.error}
      extra={{
        ready: unitId !== null && of('name') !== '' && of('homeUrl') !== '',
        node: (
          <>
            <label className="field">
              <span>{texts.unit}</span>
              <Select
                showSearch
                optionFilterProp="label"
                aria-label={texts.unit}
                className="wide-select"
                placeholder={texts.chooseUnit}
                virtual={false}
                options={units.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(value: string) => setUnitId(value)}
              />
            </label>
            {FIELDS.map((field) => (
              <label className="field" key={field}>
                <span>{label[field]}</span>
                <Input
                  value={form[field] ?? ''}
                  maxLength={field === 'homeUrl' ? 2_000 : 200}
                  onChange={(event) => setForm({ ...form, [field]: event.target.value })}
                />
                {hint[field] === undefined ? null : <span className="soft field-hint">{hint[field]}</span>}
              </label>
            ))}
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) =>
        add.mutate(
          {
            ...{ unitId: unitId ?? '', name: of('name'), homeUrl: of('homeUrl'), reason },
            identifierCode: of('identifierCode') === '' ? null : of('identifierCode'),
            ...(Object.keys(filing).length === 0 ? {} : { filing }),
          },
          { onSuccess: ({ id }) => onAdded(id) },
        )
      }
    />
  );
}
