import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ChannelFormView } from '../../../api/ownPosts';
import { useAccounts } from '../../data/queries';
import { useWords } from '../../words/words';

interface ChannelsFieldProps {
  readonly unitId: string;
  readonly channels: readonly ChannelFormView[];
  /** What is known of those chosen before, by id. */
  readonly names: Readonly<Record<string, string>>;
  readonly onChange: (channels: readonly ChannelFormView[]) => void;
}

/** The accounts it goes to, looked for by name, and how it reads on each where that is written by hand. */
export function ChannelsField({ unitId, channels, names, onChange }: ChannelsFieldProps): ReactNode {
  const {
    ownPosts: { editor: texts },
    codes,
    common,
  } = useWords();
  const [q, setQ] = useState('');
  const [picked, setPicked] = useState<Readonly<Record<string, string>>>({});
  const found = useAccounts({ unit: unitId, q: q === '' ? null : q }).data?.items ?? [];
  const offered = found.map(({ id, name, platform, unitName }) => ({
    value: id,
    label: [name, codes.platform[platform], unitName].join(' · '),
  }));
  const nameOf = (id: string): string =>
    offered.find(({ value }) => value === id)?.label ?? picked[id] ?? names[id] ?? id;
  const chosen = channels.map(({ accountId }) => accountId);
  const options = [
    ...offered,
    ...chosen
      .filter((id) => !offered.some(({ value }) => value === id))
      .map((id) => ({ value: id, label: nameOf(id) })),
  ];
  const change = (accountId: string, to: Partial<ChannelFormView>): void =>
    onChange(channels.map((form) => (form.accountId === accountId ? { ...form, ...to } : form)));
  return (
    <>
      <label className="field">
        <span>{texts.channels}</span>
        <Select
          mode="multiple"
          aria-label={texts.channels}
          className="wide-select"
          virtual={false}
          showSearch
          filterOption={false}
          onSearch={setQ}
          value={chosen}
          options={options}
          onChange={(ids: string[]) => {
            setPicked((before) => ({ ...before, ...Object.fromEntries(ids.map((id) => [id, nameOf(id)])) }));
            onChange(
              ids.map(
                (accountId) =>
                  channels.find((form) => form.accountId === accountId) ?? { accountId, title: null, text: null },
              ),
            );
          }}
        />
        <span className="soft">{texts.channelsHint}</span>
      </label>
      {channels.length === 0 ? null : (
        <details>
          <summary>
            {texts.form}
            {common.colon}
            {texts.formHint}
          </summary>
          {channels.map(({ accountId, title, text }) => (
            <fieldset key={accountId} className="field">
              <legend>{nameOf(accountId)}</legend>
              <Input
                aria-label={texts.formTitle(nameOf(accountId))}
                placeholder={texts.title}
                maxLength={200}
                value={title ?? ''}
                onChange={({ target }) => change(accountId, { title: target.value === '' ? null : target.value })}
              />
              <Input.TextArea
                aria-label={texts.formText(nameOf(accountId))}
                placeholder={texts.body}
                autoSize={{ minRows: 2, maxRows: 12 }}
                value={text ?? ''}
                onChange={({ target }) => change(accountId, { text: target.value === '' ? null : target.value })}
              />
            </fieldset>
          ))}
        </details>
      )}
    </>
  );
}
