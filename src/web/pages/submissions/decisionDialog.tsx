import { Checkbox, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { SubmissionView } from '../../../api/submissions';
import type { DeclineReason, ReturnReason } from '../../../domain/submissions/submission';
import type { OfficeDecision } from '../../../domain/submissions/submissionTable';
import { useDecide, useSubmissionRules } from '../../data/submissions';
import { useAppearance } from '../../theme/appearance';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { Field, FormDialog } from '../notifications/formDialog';

const RETURNS: readonly ReturnReason[] = [
  'incomplete',
  'unclear',
  'wording',
  'policy',
  'legal',
  'secrecy',
  'inconsistent',
  'other',
];
const DECLINES: readonly DeclineReason[] = ['duplicate', 'out-of-date', 'not-public', 'out-of-remit', 'other'];

/** What the office decides: with where it was used and by which criteria, or with a reason and words. */
export default function DecisionDialog({
  submission,
  decision,
  onClose,
}: {
  readonly submission: SubmissionView;
  readonly decision: OfficeDecision;
  readonly onClose: () => void;
}): ReactNode {
  const { submissions, codes } = useWords();
  const { decision: texts } = submissions;
  const decide = useDecide();
  const before = submission.adoption;
  const [reason, setReason] = useState<ReturnReason | DeclineReason | null>(null);
  const [words, setWords] = useState('');
  const [where, setWhere] = useState(before?.uses[0]?.where ?? '');
  const [link, setLink] = useState(before?.uses[0]?.link ?? '');
  const [criteria, setCriteria] = useState<readonly string[]>(before?.criteria.map(({ key }) => key) ?? []);
  const isUse = decision === 'adopt' || decision === 'assess';
  const reasons = decision === 'return' ? RETURNS : decision === 'decline' ? DECLINES : [];
  const others = before?.uses.slice(1) ?? [];
  const first = where.trim() === '' ? [] : [{ where: where.trim(), link: link.trim() === '' ? null : link.trim() }];
  const isReady = isUse || (words.trim() !== '' && (reasons.length === 0 || reason !== null));
  const { id, version } = submission;
  return (
    <FormDialog
      title={texts.title(texts[decision], submission.title)}
      button={texts[decision]}
      ready={isReady}
      pending={decide.isPending}
      failure={decide.error}
      onClose={onClose}
      onSubmit={() =>
        decide.mutate(
          isUse
            ? { id, version, decision, words, uses: [...first, ...others], criteria }
            : { id, version, decision, reason, words },
          { onSuccess: onClose },
        )
      }
    >
      {isUse ? (
        <>
          <Field label={texts.where} hint={texts.whereHint}>
            <Input value={where} maxLength={100} onChange={(event) => setWhere(event.target.value)} />
          </Field>
          <Field label={texts.link} hint={texts.linkHint}>
            <Input value={link} maxLength={2000} onChange={(event) => setLink(event.target.value)} />
          </Field>
          <Criteria chosen={criteria} onChoose={setCriteria} />
        </>
      ) : null}
      {reasons.length === 0 ? null : (
        <Field label={texts.reason}>
          <Select
            virtual={false}
            aria-label={texts.reason}
            placeholder={texts.chooseReason}
            value={reason}
            options={reasons.map((value) => ({ value, label: codes.submissionReason[value] }))}
            onChange={setReason}
          />
        </Field>
      )}
      <Field label={texts.words} hint={texts.wordsHint}>
        <Input.TextArea value={words} rows={3} maxLength={1000} onChange={(event) => setWords(event.target.value)} />
      </Field>
    </FormDialog>
  );
}

function Criteria({
  chosen,
  onChoose,
}: {
  readonly chosen: readonly string[];
  readonly onChoose: (keys: readonly string[]) => void;
}): ReactNode {
  const { decision: texts } = useWords().submissions;
  const { language } = useAppearance();
  const criteria = useSubmissionRules().data?.criteria ?? [];
  if (criteria.length === 0) return null;
  return (
    <fieldset className="field">
      <legend>{texts.criteria}</legend>
      {criteria.some(({ own }) => own) ? <p className="soft">{texts.own}</p> : null}
      {criteria.map(({ key, title, titleEn, points }) => (
        <div key={key}>
          <Checkbox
            checked={chosen.includes(key)}
            onChange={({ target }) => onChoose(target.checked ? [...chosen, key] : chosen.filter((one) => one !== key))}
          >
            {language === 'zh' ? title : titleEn} · {texts.points(figure(points))}
          </Checkbox>
        </div>
      ))}
    </fieldset>
  );
}
