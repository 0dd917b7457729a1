import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { EmergencyAct, EmergencyDetailView } from '../../../../api/unitFiles';
import { useAccounts, usePolicies, useRules } from '../../../data/queries';
import {
  useCallForVoice,
  useChooseVoices,
  useCloseEmergency,
  useEnterStatement,
  useReopenEmergency,
} from '../../../data/unitFiles';
import { useWords } from '../../../words/words';
import { Field, FormDialog } from '../../notifications/formDialog';
import { instantOfField } from './fileParts';

interface DialogProps {
  readonly emergency: EmergencyDetailView;
  readonly onClose: () => void;
}

const SEARCHED = 20;

/** The dialog of one step of an event. */
export default function EmergencyDialog({
  act,
  ...props
}: DialogProps & { readonly act: Exclude<EmergencyAct, 'strike'> }): ReactNode {
  switch (act) {
    case 'choose':
      return <ChooseDialog {...props} />;
    case 'state':
      return <StatementDialog {...props} />;
    case 'call':
      return <CallDialog {...props} />;
    case 'close':
      return <CloseDialog {...props} />;
    case 'reopen':
      return <ReopenDialog {...props} />;
  }
}

function ChooseDialog({ emergency, onClose }: DialogProps): ReactNode {
  const { emergencies: texts } = useWords().unitFiles;
  const choose = useChooseVoices();
  const { id, version } = emergency;
  const [search, setSearch] = useState('');
  const found = useAccounts({ q: search.trim() === '' ? null : search.trim(), limit: SEARCHED }).data?.items ?? [];
  const [known, setKnown] = useState<readonly { readonly id: string; readonly name: string }[]>(emergency.accounts);
  const [accounts, setAccounts] = useState<string[]>(emergency.accounts.map((one) => one.id));
  const [keywords, setKeywords] = useState<string[]>([...emergency.keywords]);
  const options = [...known, ...found.filter((one) => !known.some((other) => other.id === one.id))];
  return (
    <FormDialog
      title={texts.acts.choose}
      button={texts.acts.choose}
      ready
      pending={choose.isPending}
      failure={choose.error}
      onClose={onClose}
      onSubmit={() => choose.mutate({ id, version, accounts, keywords }, { onSuccess: onClose })}
    >
      <Field label={texts.accounts}>
        <Select
          mode="multiple"
          virtual={false}
          filterOption={false}
          aria-label={texts.accounts}
          value={accounts}
          options={options.map((one) => ({ value: one.id, label: one.name }))}
          onSearch={setSearch}
          onChange={(chosen: string[]) => {
            setKnown(options.filter((one) => chosen.includes(one.id)).map((one) => ({ id: one.id, name: one.name })));
            setAccounts(chosen);
          }}
        />
      </Field>
      <Field label={texts.keywords} hint={texts.keywordsHint}>
        <Select
          mode="tags"
          virtual={false}
          open={false}
          tokenSeparators={['、', '，', ',']}
          aria-label={texts.keywords}
          value={keywords}
          onChange={setKeywords}
        />
      </Field>
    </FormDialog>
  );
}

function StatementDialog({ emergency, onClose }: DialogProps): ReactNode {
  const { unitFiles } = useWords();
  const { emergencies: texts } = unitFiles;
  const enter = useEnterStatement();
  const { id, version } = emergency;
  const [at, setAt] = useState('');
  const [speaker, setSpeaker] = useState('');
  const [link, setLink] = useState('');
  const [words, setWords] = useState('');
  return (
    <FormDialog
      title={texts.acts.state}
      button={texts.acts.state}
      ready={at !== '' && speaker.trim() !== '' && words.trim() !== ''}
      pending={enter.isPending}
      failure={enter.error}
      onClose={onClose}
      onSubmit={() =>
        enter.mutate(
          {
            ...{ id, version, at: instantOfField(at), speaker: speaker.trim(), words: words.trim() },
            link: link.trim() === '' ? null : link.trim(),
          },
          { onSuccess: onClose },
        )
      }
    >
      <Field label={texts.saidAt}>
        <Input
          type="datetime-local"
          aria-label={texts.saidAt}
          value={at}
          onChange={(event) => setAt(event.target.value)}
        />
      </Field>
      <Field label={texts.speaker}>
        <Input value={speaker} maxLength={100} onChange={(event) => setSpeaker(event.target.value)} />
      </Field>
      <Field label={texts.said}>
        <Input.TextArea value={words} rows={3} maxLength={2000} onChange={(event) => setWords(event.target.value)} />
      </Field>
      <Field label={unitFiles.link}>
        <Input value={link} maxLength={2000} onChange={(event) => setLink(event.target.value)} />
      </Field>
    </FormDialog>
  );
}

function CallDialog({ emergency, onClose }: DialogProps): ReactNode {
  const { emergencies: texts } = useWords().unitFiles;
  const call = useCallForVoice();
  const rules = useRules().data?.items ?? [];
  const { id, version } = emergency;
  const [search, setSearch] = useState('');
  const policies = usePolicies({ q: search.trim() === '' ? null : search.trim(), limit: SEARCHED }).data?.items ?? [];
  const [ruleId, setRuleId] = useState<string | null>(null);
  const [policyId, setPolicyId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={texts.acts.call}
      button={texts.acts.call}
      ready={ruleId !== null && policyId !== null && reason.trim() !== ''}
      pending={call.isPending}
      failure={call.error}
      onClose={onClose}
      onSubmit={() => {
        if (ruleId !== null && policyId !== null)
          call.mutate({ id, version, ruleId, policyId, reason: reason.trim() }, { onSuccess: onClose });
      }}
    >
      <Field label={texts.policy} hint={texts.policyHint}>
        <Select
          showSearch
          virtual={false}
          filterOption={false}
          aria-label={texts.policy}
          value={policyId}
          options={policies.map((one) => ({ value: one.id, label: one.title }))}
          onSearch={setSearch}
          onChange={setPolicyId}
        />
      </Field>
      <Field label={texts.rule} hint={texts.ruleHint}>
        <Select
          virtual={false}
          aria-label={texts.rule}
          value={ruleId}
          options={rules.map((one) => ({ value: one.id, label: one.title }))}
          onChange={setRuleId}
        />
      </Field>
      <Field label={texts.reason}>
        <Input.TextArea value={reason} rows={2} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  );
}

function CloseDialog({ emergency, onClose }: DialogProps): ReactNode {
  const { unitFiles } = useWords();
  const { emergencies: texts } = unitFiles;
  const close = useCloseEmergency();
  const { id, version } = emergency;
  const [summary, setSummary] = useState('');
  return (
    <FormDialog
      title={texts.acts.close}
      button={texts.acts.close}
      ready={summary.trim() !== ''}
      pending={close.isPending}
      failure={close.error}
      onClose={onClose}
      onSubmit={() => close.mutate({ id, version, summary: summary.trim() }, { onSuccess: onClose })}
    >
      <p>{texts.closeHint}</p>
      <Field label={texts.summary} hint={unitFiles.wordsHint}>
        <Input.TextArea
          value={summary}
          rows={5}
          maxLength={4000}
          onChange={(event) => setSummary(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}

function ReopenDialog({ emergency, onClose }: DialogProps): ReactNode {
  const { unitFiles } = useWords();
  const { emergencies: texts } = unitFiles;
  const reopen = useReopenEmergency();
  const { id, version } = emergency;
  const [words, setWords] = useState('');
  return (
    <FormDialog
      title={texts.acts.reopen}
      button={texts.acts.reopen}
      ready={words.trim() !== ''}
      pending={reopen.isPending}
      failure={reopen.error}
      onClose={onClose}
      onSubmit={() => reopen.mutate({ id, version, words: words.trim() }, { onSuccess: onClose })}
    >
      <p>{texts.reopenHint}</p>
      <Field label={unitFiles.words} hint={unitFiles.wordsHint}>
        <Input.TextArea value={words} rows={3} maxLength={500} onChange={(event) => setWords(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
