import { Button, Input, Modal, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { Failure } from '../../components/failure';
import { useReportAccount, type SeenAccountDraft } from '../../data/filingFindings';
import { useOpenUnits } from '../../data/units';
import { PLATFORM_ORDER } from '../../words/status';
import { useWords } from '../../words/words';

type Draft = { readonly [field in keyof SeenAccountDraft]: string };
const EMPTY: Draft = { unitId: '', platform: '', name: '', externalId: '', homeUrl: '', note: '' };
const TYPED = ['name', 'externalId', 'homeUrl', 'note'] as const;

/** Tells of an account that was seen and that is registered nowhere. */
export default function ReportDialog({
  onClose,
  onDone,
}: {
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}): ReactNode {
  const {
    filingFindings: { report: texts },
    registration: { fields, pick },
    codes,
    common,
  } = useWords();
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const units = useOpenUnits().data?.items ?? [];
  const reporting = useReportAccount();
  const isReady = draft.unitId !== '' && draft.platform !== '' && draft.name.trim() !== '';
  const name = draft.name.trim();
  return (
    <Modal
      open
      title={texts.title}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>
          {common.cancel}
        </Button>,
        <Button
          key="submit"
          type="primary"
          disabled={!isReady}
          loading={reporting.isPending}
          onClick={() =>
            reporting.mutate(draft, {
              onSuccess: () => {
                onDone(texts.done(name));
                onClose();
              },
            })
          }
        >
          {texts.submit}
        </Button>,
      ]}
    >
      <p>{texts.intro}</p>
      <div className="form-rows">
        <label className="field">
          <span>{fields.unit}</span>
          <Select
            aria-label={fields.unit}
            value={draft.unitId === '' ? null : draft.unitId}
            placeholder={pick}
            showSearch={{ optionFilterProp: 'label' }}
            options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
            onChange={(unitId: string) => setDraft({ ...draft, unitId })}
          />
        </label>
        <label className="field">
          <span>{fields.platform}</span>
          <Select
            aria-label={fields.platform}
            value={draft.platform === '' ? null : draft.platform}
            placeholder={pick}
            virtual={false}
            options={PLATFORM_ORDER.map((value) => ({ value: value as string, label: codes.platform[value] }))}
            onChange={(platform: string) => setDraft({ ...draft, platform })}
          />
        </label>
        {TYPED.map((field) => (
          <label className="field" key={field}>
            <span>{texts[field]}</span>
            <Input
              value={draft[field]}
              maxLength={field === 'homeUrl' ? 2_000 : field === 'name' ? 120 : 500}
              onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
            />
          </label>
        ))}
      </div>
      {reporting.error === null ? null : (
        <Failure failure={reporting.error} title={common.failure.actionTitle(texts.title)} of="change" />
      )}
    </Modal>
  );
}
