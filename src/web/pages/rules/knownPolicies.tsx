import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { NewlyMandatedView } from '../../../api/mandates';
import { Published } from '../../components/when';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { PLATFORM_ORDER } from '../../words/status';
import { useWords } from '../../words/words';

/** Known policies that the rule would mandate: none is bound unless it is chosen here. */
export function KnownPolicies({
  known,
  chosen,
  onChoose,
}: {
  readonly known: NewlyMandatedView;
  readonly chosen: readonly string[];
  readonly onChoose: (policyIds: readonly string[]) => void;
}): ReactNode {
  const {
    publishing: {
      rules: { result: texts },
    },
    codes,
  } = useWords();
  return (
    <>
      <h3>{texts.known}</h3>
      {known.policies.length === 0 ? (
        <p className="soft">{texts.knownNone(figure(known.looked))}</p>
      ) : (
        <>
          <p className="soft">{texts.knownWhy}</p>
          <ul className="plain-list">
            {known.policies.map((policy) => (
              <li key={policy.policyId}>
                <Checkbox
                  checked={chosen.includes(policy.policyId)}
                  aria-label={policy.title}
                  onChange={(event) =>
                    onChoose(
                      event.target.checked
                        ? [...chosen, policy.policyId]
                        : chosen.filter((one) => one !== policy.policyId),
                    )
                  }
                />{' '}
                <Link to={paths.policy(policy.policyId)}>{policy.title}</Link>{' '}
                <span className="soft num">
                  {[policy.issuer, policy.docNumber].filter((part) => part !== null).join(' · ')}{' '}
                  {policy.published === null ? null : <Published published={policy.published} />} ·{' '}
                  {texts.knownAccounts(figure(policy.accounts))} (
                  {PLATFORM_ORDER.filter((platform) => policy.channels[platform] > 0)
                    .map((platform) => `${codes.platform[platform]} ${figure(policy.channels[platform])}`)
                    .join(' · ')}
                  )
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {known.more ? <p className="soft">{texts.knownMore}</p> : null}
    </>
  );
}
