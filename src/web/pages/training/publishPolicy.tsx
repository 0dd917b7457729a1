import { Button, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Failure } from '../../components/failure';
import { usePublishSimulated } from '../../data/changes';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';

/** Sets the whole way in motion: policy, mandate, publishing, observation. */
export function PublishPolicy({ issuers }: { readonly issuers: readonly string[] }): ReactNode {
  const {
    training: { policy: texts, failed },
    common,
  } = useWords();
  const [title, setTitle] = useState('');
  const [issuer, setIssuer] = useState<string | null>(null);
  const publish = usePublishSimulated();
  const published = publish.data as { readonly title: string } | undefined;
  return (
    <div className="form-rows">
      <p className="soft">{texts.how}</p>
      <label className="field">
        <span>{texts.issuer}</span>
        <Select
          aria-label={texts.issuer}
          value={issuer ?? issuers[0] ?? ''}
          virtual={false}
          options={issuers.map((name) => ({ value: name, label: name }))}
          onChange={(name: string) => setIssuer(name)}
        />
      </label>
      <label className="field">
        <span>{texts.heading}</span>
        <Input value={title} maxLength={120} onChange={(event) => setTitle(event.target.value)} />
      </label>
      <div>
        <Button
          loading={publish.isPending}
          onClick={() =>
            publish.mutate(
              { title: title.trim() === '' ? null : title.trim(), issuer },
              { onSuccess: () => setTitle('') },
            )
          }
        >
          {texts.submit}
        </Button>
      </div>
      {published === undefined ? null : (
        <p role="status">
          {texts.done(published.title)} <Link to={paths.mandates()}>{texts.see}</Link> ·{' '}
          <Link to={paths.policies()}>{texts.seePolicies}</Link>
        </p>
      )}
      {publish.error === null ? null : (
        <Failure failure={publish.error} title={common.failure.actionTitle(failed)} of="change" />
      )}
    </div>
  );
}
