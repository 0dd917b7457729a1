import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AccountDetailView } from '../../../api/accounts';
import ReasonDialog from '../../components/reasonDialog';
import { useChangeAccount } from '../../data/changes';
import { usePlatforms } from '../../data/queries';
import { useWords } from '../../words/words';
import { PlatformFields } from './accountFields';
import { filled } from './accountForm';

const COLUMN_CLASSES = ['news', 'notices', 'other'] as const;

/** How an account is read and published to: its home page, the class of a column, what its platform wants to know. */
export default function SettingsDialog({
  account,
  known,
  onClose,
}: {
  readonly account: AccountDetailView;
  readonly known: Readonly<Record<string, string>>;
  readonly onClose: () => void;
}): ReactNode {
  const { registration, codes } = useWords();
  const texts = registration.change;
  const change = useChangeAccount();
  const platform = usePlatforms().data?.items.find((one) => one.platform === account.platform);
  const [homeUrl, setHomeUrl] = useState(account.homeUrl);
  const [columnClass, setColumnClass] = useState<string>(account.columnClass);
  const [settings, setSettings] = useState(known);
  const isColumn = account.platform === 'portal';
  const given = filled(settings);
  const changed = {
    ...(homeUrl.trim() === account.homeUrl ? {} : { homeUrl: homeUrl.trim() }),
    ...(columnClass === account.columnClass ? {} : { columnClass }),
    ...(isSame(given, known) ? {} : { settings: given }),
  };
  return (
    <ReasonDialog
      title={texts.title(account.name)}
      consequence={texts.consequence}
      button={texts.save}
      pending={change.isPending}
      failure={change.error}
      extra={{
        ready: Object.keys(changed).length > 0 && platform !== undefined,
        node: (
          <>
            <label className="field">
              <span>{registration.fields.homeUrl}</span>
              <Input
                type="url"
                value={homeUrl}
                maxLength={2_000}
                onChange={(event) => setHomeUrl(event.target.value)}
              />
            </label>
            {isColumn ? (
              <label className="field">
                <span>{registration.fields.columnClass}</span>
                <Select
                  aria-label={registration.fields.columnClass}
                  value={columnClass}
                  virtual={false}
                  options={COLUMN_CLASSES.map((value) => ({ value: value as string, label: codes.columnClass[value] }))}
                  onChange={setColumnClass}
                />
              </label>
            ) : null}
            {platform === undefined ? null : (
              <PlatformFields
                form={{ settings, credential: {} }}
                onChange={(next) => setSettings(next.settings ?? settings)}
                platform={platform}
                maySecrets={false}
              />
            )}
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) => change.mutate({ id: account.id, ...changed, reason }, { onSuccess: onClose })}
    />
  );
}

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => one[key] === other[key]);
}
