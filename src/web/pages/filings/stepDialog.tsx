import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { FilingView } from '../../../api/filing';
import type { AccountDetailView } from '../../../api/accounts';
import ReasonDialog from '../../components/reasonDialog';
import { useAccountStep } from '../../data/filings';
import { useOpenUnits } from '../../data/units';
import { useWords } from '../../words/words';

type Act = FilingView['acts'][number];
const PAPER = ['approver', 'documentNumber', 'documentTitle', 'decidedOn'] as const;
/** What an act asks for beside its document. */
const ASKED: Readonly<Partial<Record<Act, readonly Extra[]>>> = {
  file: ['externalId', 'homeUrl', 'filingNumber', 'filedOn'],
  refile: ['filingNumber', 'filedOn'],
  rename: ['name'],
  'change-sponsor': ['unitId', 'noticeUrl'],
};
type Extra = 'externalId' | 'homeUrl' | 'filingNumber' | 'filedOn' | 'name' | 'unitId' | 'noticeUrl';
type Name = (typeof PAPER)[number] | Extra;
const DAYS: ReadonlySet<Name> = new Set(['decidedOn', 'filedOn']);
const FILED: ReadonlySet<Name> = new Set(['filingNumber', 'filedOn']);

/** A step in the life of an account: which, by which document, approved by whom and when, and the reason. */
export default function StepDialog({
  account,
  acts,
  onClose,
  onDone,
}: {
  readonly account: AccountDetailView;
  readonly acts: readonly Act[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const {
    filings: { step: texts },
  } = useWords();
  const change = useAccountStep();
  const units = useOpenUnits().data?.items ?? [];
  const [act, setAct] = useState<Act | null>(acts.length === 1 ? (acts[0] ?? null) : null);
  const [form, setForm] = useState<Readonly<Partial<Record<Name, string>>>>({});
  const of = (name: Name): string => form[name]?.trim() ?? '';
  // What the platform knows of the account is asked for where it is not known yet.
  const asked = (act === null ? [] : (ASKED[act] ?? [])).filter(
    (name) => account.externalId === '' || (name !== 'externalId' && name !== 'homeUrl'),
  );
  const required = asked.filter((name) => !FILED.has(name));
  const isReady =
    act !== null &&
    of('approver') !== '' &&
    of('decidedOn') !== '' &&
    (of('documentNumber') !== '' || of('documentTitle') !== '') &&
    required.every((name) => of(name) !== '');
  const given = (names: readonly Name[]) =>
    Object.fromEntries(names.flatMap((name) => (of(name) === '' ? [] : [[name, of(name)]])));
  const filing = given(asked.filter((name) => FILED.has(name)));
  return (
    <ReasonDialog
      title={texts.title(account.name)}
      consequence={act === null ? texts.consequence : texts.meaning[act]}
      button={texts.button}
      danger={act === 'cancel'}
      pending={change.isPending}
      failure={change.error}
      extra={{
        ready: isReady,
        node: (
          <>
            <label className="field">
              <span>{texts.act}</span>
              <Select
                aria-label={texts.act}
                className="wide-select"
                virtual={false}
                value={act}
                placeholder={texts.choose}
                options={acts.map((one) => ({ value: one, label: texts.acts[one] }))}
                onChange={(value: Act) => setAct(value)}
              />
            </label>
            {[...asked, ...PAPER].map((name) => (
              <label className="field" key={name}>
                <span>{texts.field[name]}</span>
                {name === 'unitId' ? (
                  <Select
                    aria-label={texts.field.unitId}
                    className="wide-select"
                    showSearch={{ optionFilterProp: 'label' }}
                    {...(form.unitId === undefined ? {} : { value: form.unitId })}
                    options={units.map(({ id, name: label }) => ({ value: id, label }))}
                    onChange={(value: string) => setForm({ ...form, unitId: value })}
                  />
                ) : (
                  <Input
                    value={form[name] ?? ''}
                    {...(DAYS.has(name) ? { type: 'date' } : { maxLength: 500 })}
                    onChange={(event) => setForm({ ...form, [name]: event.target.value })}
                  />
                )}
              </label>
            ))}
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) =>
        act === null
          ? undefined
          : change.mutate(
              {
                id: account.id,
                act,
                reason,
                ...given([...PAPER, ...required]),
                ...(Object.keys(filing).length === 0 ? {} : { filing }),
              },
              { onSuccess: onDone },
            )
      }
    />
  );
}
