import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { InterpretedPolicyView } from '../../../api/siteChecks';
import type { PolicyAct } from '../../../domain/siteChecks/policyDecisions';
import ReasonDialog from '../../components/reasonDialog';
import { useDecidePolicy } from '../../data/siteChecks';
import { useWords } from '../../words/words';

/** Excuses a policy, names its interpretation by address, or takes that back; with the reason. */
export default function PolicyDialog({
  id,
  policy,
  act,
  onClose,
}: {
  readonly id: string;
  readonly policy: InterpretedPolicyView;
  readonly act: PolicyAct;
  readonly onClose: () => void;
}): ReactNode {
  const { siteChecks, codes } = useWords();
  const { policy: texts } = siteChecks.detail;
  const decide = useDecidePolicy();
  const [address, setAddress] = useState('');
  const word = codes.policyAct[act];
  return (
    <ReasonDialog
      title={word}
      consequence={texts.asked(policy.title)}
      button={word}
      pending={decide.isPending}
      failure={decide.error}
      {...(act === 'name'
        ? {
            extra: {
              ready: address.trim() !== '',
              node: (
                <label className="field">
                  <span>{texts.address}</span>
                  <Input value={address} maxLength={2_000} onChange={(event) => setAddress(event.target.value)} />
                  <span className="soft field-hint">{texts.addressHint}</span>
                </label>
              ),
            },
          }
        : {})}
      onSubmit={(reason) =>
        decide.mutate(
          { id, policy: policy.url, act, reason, ...(act === 'name' ? { address: address.trim() } : {}) },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    />
  );
}
