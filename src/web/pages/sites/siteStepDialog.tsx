import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { SiteDetailView } from '../../../api/sites';
import ReasonDialog from '../../components/reasonDialog';
import { useSites } from '../../data/queries';
import { useSiteStep } from '../../data/sites';
import { useWords } from '../../words/words';

type Act = SiteDetailView['acts'][number];
const PAPER = ['approver', 'documentNumber', 'documentTitle', 'decidedOn'] as const;
type Extra = 'noticeUrl' | 'announcedOn' | 'successorUrl' | 'closedOn';
type Name = (typeof PAPER)[number] | Extra;
const ASKED: Readonly<Partial<Record<Act, readonly Extra[]>>> = {
  'announce-closing': ['noticeUrl', 'announcedOn'],
  close: ['closedOn'],
};
const DAYS: ReadonlySet<Name> = new Set(['decidedOn', 'announcedOn', 'closedOn']);
/** Stands for a website that is not registered here: its address is asked for. */
const ELSEWHERE = 'elsewhere';

/** A step in the closing of a website: which, by which document, approved by whom and when, and the reason. */
export default function SiteStepDialog({
  site,
  onClose,
}: {
  readonly site: SiteDetailView;
  readonly onClose: () => void;
}): ReactNode {
  const {
    sites: { life: texts },
    filings: { step: paper },
  } = useWords();
  const change = useSiteStep();
  const [act, setAct] = useState<Act | null>(site.acts.length === 1 ? (site.acts[0] ?? null) : null);
  const [form, setForm] = useState<Readonly<Partial<Record<Name, string>>>>({});
  const [successorId, setSuccessorId] = useState<string | null>(null);
  const [columns, setColumns] = useState<'cancel' | 'hand-over'>('cancel');
  const [sought, setSought] = useState('');
  const others = useSites({ closing: 'none', limit: '200', q: sought === '' ? null : sought }).data?.items ?? [];
  const of = (name: Name): string => form[name]?.trim() ?? '';
  const isElsewhere = successorId === ELSEWHERE;
  const asked: readonly Name[] =
    act === null ? [] : [...(ASKED[act] ?? []), ...(isElsewhere ? ['successorUrl' as const] : [])];
  const isReady =
    act !== null &&
    of('approver') !== '' &&
    of('decidedOn') !== '' &&
    (of('documentNumber') !== '' || of('documentTitle') !== '') &&
    asked.every((name) => of(name) !== '') &&
    (act !== 'announce-closing' || successorId !== null);
  const given = (names: readonly Name[]) =>
    Object.fromEntries(names.flatMap((name) => (of(name) === '' ? [] : [[name, of(name)]])));
  const field = (name: Name): ReactNode => (
    <label className="field" key={name}>
      <span>
        {(PAPER as readonly Name[]).includes(name)
          ? paper.field[name as (typeof PAPER)[number]]
          : texts.field[name as Extra]}
      </span>
      <Input
        value={form[name] ?? ''}
        {...(DAYS.has(name) ? { type: 'date' } : { maxLength: 2_000 })}
        onChange={(event) => setForm({ ...form, [name]: event.target.value })}
      />
    </label>
  );
  return (
    <ReasonDialog
      title={texts.title(site.name)}
      consequence={act === null ? texts.consequence : texts.meaning[act]}
      button={act === null ? texts.button : texts.acts[act]}
      danger={act === 'close'}
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
                options={site.acts.map((one) => ({ value: one, label: texts.acts[one] }))}
                onChange={(value: Act) => setAct(value)}
              />
            </label>
            {act === 'announce-closing' ? (
              <label className="field">
                <span>{texts.field.successor}</span>
                <Select
                  showSearch={{ filterOption: false, onSearch: setSought }}
                  aria-label={texts.field.successor}
                  className="wide-select"
                  virtual={false}
                  placeholder={texts.choose}
                  value={successorId}
                  options={[
                    { value: ELSEWHERE, label: texts.elsewhere },
                    ...others.filter(({ id }) => id !== site.id).map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                  onChange={(value: string) => setSuccessorId(value)}
                />
              </label>
            ) : null}
            {asked.map(field)}
            {act === 'close' ? (
              <label className="field">
                <span>{texts.field.columns}</span>
                <Select
                  aria-label={texts.field.columns}
                  className="wide-select"
                  virtual={false}
                  value={columns}
                  options={[
                    { value: 'cancel' as const, label: texts.columnEnds.cancel },
                    ...(site.closing?.successorId == null
                      ? []
                      : [{ value: 'hand-over' as const, label: texts.columnEnds['hand-over'] }]),
                  ]}
                  onChange={(value: 'cancel' | 'hand-over') => setColumns(value)}
                />
              </label>
            ) : null}
            {PAPER.map(field)}
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) =>
        act === null
          ? undefined
          : change.mutate(
              {
                ...{ id: site.id, act, reason },
                ...given([...PAPER, ...asked]),
                ...(act === 'announce-closing' && !isElsewhere ? { successorId } : {}),
                ...(act === 'close' ? { columns } : {}),
              },
              { onSuccess: onClose },
            )
      }
    />
  );
}
