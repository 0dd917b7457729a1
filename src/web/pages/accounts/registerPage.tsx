import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { Failure } from '../../components/failure';
import { PageTitle } from '../../components/pageTitle';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { useProbe, useRegister } from '../../data/changes';
import { paths } from '../../data/paths';
import { useMe, usePlatforms } from '../../data/queries';
import { useOpenUnits } from '../../data/units';
import type { PlatformView, ProbeView } from '../../../api/accounts';
import { useWords } from '../../words/words';
import { applicationBody, EMPTY_FORM, probeBody, registrationBody, type AccountForm } from './accountForm';
import { AccountFields } from './accountFields';
import { ProbeResult } from './probeResult';

function RegisterForm({
  platforms,
  isApplied,
}: {
  readonly platforms: readonly PlatformView[];
  readonly isApplied: boolean;
}): ReactNode {
  const { registration: texts, common } = useWords();
  const [form, setForm] = useState<AccountForm>(EMPTY_FORM);
  const units = useOpenUnits().data?.items ?? [];
  const maySecrets = useMe().data?.actions.includes('credentials.manage') ?? false;
  const probe = useProbe();
  const register = useRegister();
  const navigate = useNavigate();
  const isThere = form.externalId.trim() !== '' && form.homeUrl.trim() !== '';
  const ready = form.platform !== null && (isApplied || isThere);
  const seen = probe.data as ProbeView | undefined;
  return (
    <>
      <AccountFields
        form={form}
        onChange={(change) => {
          setForm({ ...form, ...change });
          probe.reset();
        }}
        platforms={platforms}
        units={units}
        maySecrets={maySecrets}
        isApplied={isApplied}
      />
      <p className="form-actions">
        {isApplied ? null : (
          <Button disabled={!ready} loading={probe.isPending} onClick={() => probe.mutate(probeBody(form))}>
            {texts.probe}
          </Button>
        )}
        <Button
          type="primary"
          disabled={!ready || form.unitId === null || form.name.trim() === ''}
          loading={register.isPending}
          onClick={() =>
            register.mutate(isApplied ? applicationBody(form) : registrationBody(form), {
              onSuccess: (saved) => void navigate(paths.account((saved as { readonly id: string }).id)),
            })
          }
        >
          {isApplied ? texts.apply.save : texts.save}
        </Button>
        {probe.isPending ? (
          <span className="soft" role="status">
            {texts.probing}
          </span>
        ) : null}
      </p>
      {register.error === null ? null : (
        <Failure failure={register.error} title={common.failure.actionTitle(texts.save)} of="change" />
      )}
      {probe.error === null ? null : (
        <Failure failure={probe.error} title={common.failure.actionTitle(texts.probe)} of="asking" />
      )}
      {seen === undefined ? null : (
        <Panel title={texts.result.title}>
          <ProbeResult seen={seen} />
        </Panel>
      )}
    </>
  );
}

/** 登记账号: fill in, look once, save. 申请开设: for one that is not there yet. */
export default function RegisterPage(): ReactNode {
  const { registration: texts, common } = useWords();
  const isApplied = useSearchParams()[0].get('apply') === 'true';
  return (
    <>
      <PageTitle name={isApplied ? texts.apply.title : texts.title} />
      <p className="soft page-intro">{isApplied ? texts.apply.intro : texts.intro}</p>
      {isApplied ? (
        <p>
          <Link to={paths.accounts({ status: 'applied' })}>{texts.apply.pending}</Link>
        </p>
      ) : null}
      <Reading read={usePlatforms()} what={common.pageNames.account} rows={6}>
        {({ items }) => <RegisterForm key={String(isApplied)} platforms={items} isApplied={isApplied} />}
      </Reading>
    </>
  );
}
