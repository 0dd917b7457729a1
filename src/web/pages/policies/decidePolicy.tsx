import { Checkbox, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { PolicyView } from '../../../api/policies';
import ReasonDialog from '../../components/reasonDialog';
import { useDecidePolicy } from '../../data/changes';
import { useWords } from '../../words/words';
import { useSectorNames } from './sectorNames';

/** Whose a policy is and of which fields, by a person who read it; or that it binds nobody. */
export default function DecidePolicy({
  policy,
  onClose,
}: {
  readonly policy: PolicyView;
  readonly onClose: () => void;
}): ReactNode {
  const { policies: texts, codes } = useWords();
  const { options } = useSectorNames();
  const decide = useDecidePolicy();
  const known = policy.byHand ?? policy;
  const [authority, setAuthority] = useState<string>(known.authority);
  const [sectors, setSectors] = useState<readonly string[]>(known.sectors);
  const [bindsNobody, setBindsNobody] = useState(policy.byHand?.bindsNobody ?? false);
  const levels = Object.entries(codes.authority).filter(([value]) => value !== 'unknown');
  const fields = (
    <>
      <Checkbox checked={bindsNobody} onChange={(event) => setBindsNobody(event.target.checked)}>
        {texts.bindsNobody}
      </Checkbox>
      {bindsNobody ? null : (
        <>
          <label className="field">
            <span>{texts.level}</span>
            <Select
              aria-label={texts.level}
              placeholder={texts.pickLevel}
              {...(authority === 'unknown' ? {} : { value: authority })}
              className="wide-select"
              virtual={false}
              options={levels.map(([value, label]) => ({ value, label }))}
              onChange={(value: string) => setAuthority(value)}
            />
          </label>
          <label className="field">
            <span>{texts.pickSectors}</span>
            <Select
              mode="multiple"
              aria-label={texts.pickSectors}
              value={[...sectors]}
              className="wide-select"
              virtual={false}
              optionFilterProp="label"
              options={[...options]}
              onChange={(value: string[]) => setSectors(value)}
            />
          </label>
        </>
      )}
    </>
  );
  return (
    <ReasonDialog
      title={texts.decide}
      consequence={texts.consequence}
      button={texts.decide}
      pending={decide.isPending}
      failure={decide.error}
      extra={{ node: fields, ready: bindsNobody || authority !== 'unknown' }}
      onClose={onClose}
      onSubmit={(reason) =>
        decide.mutate(
          { id: policy.id, authority, sectors: bindsNobody ? [] : sectors, bindsNobody, reason },
          { onSuccess: onClose },
        )
      }
    />
  );
}
