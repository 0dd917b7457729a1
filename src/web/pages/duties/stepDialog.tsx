import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { DutyAct, DutyDetailView } from '../../../api/duties';
import type { DutyReason } from '../../../domain/duties/dutyReasons';
import { useDutyRules, useDutyStep, useDutyUnits } from '../../data/duties';
import { useAppearance } from '../../theme/appearance';
import { useWords } from '../../words/words';
import { Field, FormDialog } from '../notifications/formDialog';
import { UnitField } from './unitField';

/** Why each step can be taken; the server refuses any other reason. */
const REASONS: Readonly<Record<DutyAct, readonly DutyReason[]>> = {
  'ask-extension': ['complicated', 'needs-verification', 'several-units', 'other'],
  'grant-extension': ['justified'],
  'refuse-extension': ['not-justified', 'asked-too-late', 'other'],
  offer: ['out-of-remit', 'other-region', 'by-superior', 'other'],
  accept: ['taken'],
  decline: ['out-of-remit', 'other-region', 'by-superior', 'other'],
  'take-back': ['not-needed', 'mistaken', 'other'],
  assign: ['out-of-remit', 'other-region', 'by-superior', 'other'],
  join: ['several-units'],
  contribute: ['contributed', 'not-concerned'],
  release: ['not-needed', 'mistaken', 'other'],
  reclassify: ['other-kind'],
  complete: ['answered', 'published', 'explained', 'held', 'other'],
  reopen: ['inadequate', 'done-by-mistake', 'other'],
  withdraw: ['duplicate', 'no-valid-message', 'asker-withdrew', 'out-of-remit', 'opened-by-mistake', 'other'],
};
const NO_WORDS: ReadonlySet<DutyAct> = new Set<DutyAct>([
  'grant-extension',
  'accept',
  'join',
  'reclassify',
  'take-back',
]);

/** One step of a duty with its reason, its words and whatever else it takes. */
export default function StepDialog({
  duty,
  act,
  onClose,
}: {
  readonly duty: DutyDetailView;
  readonly act: DutyAct;
  readonly onClose: () => void;
}): ReactNode {
  const { duties, codes } = useWords();
  const { step: texts } = duties;
  const take = useDutyStep();
  const reasons = REASONS[act];
  const [reason, setReason] = useState<DutyReason | null>(reasons.length === 1 ? (reasons[0] ?? null) : null);
  const [words, setWords] = useState('');
  const [unitId, setUnitId] = useState<string | null>(null);
  const [link, setLink] = useState('');
  const [ruleKey, setRuleKey] = useState<string | null>(null);
  const takesUnit = act === 'offer' || act === 'assign' || act === 'join' || act === 'release';
  const needsWords = !NO_WORDS.has(act) || reason === 'other';
  const isReady =
    reason !== null &&
    (!needsWords || words.trim() !== '') &&
    (!takesUnit || unitId !== null) &&
    (act !== 'reclassify' || ruleKey !== null);
  return (
    <FormDialog
      title={texts.title(codes.dutyEvent[act], duty.title)}
      button={codes.dutyEvent[act]}
      ready={isReady}
      pending={take.isPending}
      failure={take.error}
      onClose={onClose}
      onSubmit={() => {
        if (reason === null) return;
        take.mutate(
          {
            ...{ id: duty.id, version: duty.version, step: act, reason, words: words.trim() },
            ...(unitId === null ? {} : { unitId }),
            ...(act === 'complete' && link.trim() !== '' ? { link: link.trim() } : {}),
            ...(ruleKey === null ? {} : { ruleKey }),
          },
          { onSuccess: onClose },
        );
      }}
    >
      {takesUnit ? <OtherUnit duty={duty} act={act} unitId={unitId} onPick={setUnitId} /> : null}
      {act === 'reclassify' ? <OtherRule duty={duty} ruleKey={ruleKey} onPick={setRuleKey} /> : null}
      <Field label={texts.reason}>
        <Select
          virtual={false}
          aria-label={texts.reason}
          value={reason}
          options={reasons.map((value) => ({ value, label: codes.dutyReason[value] }))}
          onChange={setReason}
        />
      </Field>
      {act === 'complete' ? (
        <Field label={texts.link} hint={texts.linkHint}>
          <Input value={link} maxLength={2000} onChange={(event) => setLink(event.target.value)} />
        </Field>
      ) : null}
      <Field label={texts.words} hint={texts.wordsHint}>
        <Input.TextArea value={words} rows={3} maxLength={1000} onChange={(event) => setWords(event.target.value)} />
      </Field>
    </FormDialog>
  );
}

function OtherUnit({
  duty,
  act,
  unitId,
  onPick,
}: {
  readonly duty: DutyDetailView;
  readonly act: DutyAct;
  readonly unitId: string | null;
  readonly onPick: (id: string) => void;
}): ReactNode {
  const { step: texts } = useWords().duties;
  const all = useDutyUnits().data?.items ?? [];
  const asked = duty.shares.filter(({ state }) => state === 'asked');
  const from =
    act === 'release'
      ? asked.map((share) => ({ id: share.unitId, name: share.unitName }))
      : all.filter(({ id }) => id !== duty.unitId);
  // Whom it is assigned to is somebody's who sees both.
  return act === 'assign' ? (
    <UnitField label={texts.unit} unitId={unitId} onPick={onPick} />
  ) : (
    <UnitField label={texts.unit} unitId={unitId} from={from} onPick={onPick} />
  );
}

function OtherRule({
  duty,
  ruleKey,
  onPick,
}: {
  readonly duty: DutyDetailView;
  readonly ruleKey: string | null;
  readonly onPick: (key: string) => void;
}): ReactNode {
  const { step: texts } = useWords().duties;
  const { language } = useAppearance();
  const rules = (useDutyRules().data?.items ?? []).filter(
    ({ key, subject }) => subject === duty.subject && key !== duty.ruleKey,
  );
  return (
    <Field label={texts.rule}>
      <Select
        virtual={false}
        aria-label={texts.rule}
        value={ruleKey}
        options={rules.map(({ key, title, titleEn }) => ({ value: key, label: language === 'zh' ? title : titleEn }))}
        onChange={onPick}
      />
    </Field>
  );
}
