import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { Shape } from '../../components/status';
import { paths } from '../../data/paths';
import { useAccount } from '../../data/queries';
import { useWords, wordOf } from '../../words/words';

function Granted({ accountId }: { readonly accountId: string }): ReactNode {
  const {
    credentials: { returned },
  } = useWords();
  const account = useAccount(accountId).data;
  return (
    <p role="status" className="look-fine">
      <Shape look="fine" /> {returned.granted(account?.name ?? '')}{' '}
      <Link to={paths.account(accountId)}>{returned.see}</Link>
    </p>
  );
}

/** What became of an authorisation, for the officer whom the platform's page has sent back. */
export function ReturnedNotice(): ReactNode {
  const {
    credentials: { returned, failure },
    common,
  } = useWords();
  const [search] = useSearchParams();
  const [granted, failed] = [search.get('authorised'), search.get('failed')];
  if (granted !== null && /^[0-9a-f]{24}$/.test(granted)) return <Granted accountId={granted} />;
  if (failed === null) return null;
  return (
    <p role="alert" className="look-breached">
      <Shape look="breached" /> {returned.failed}
      {common.colon}
      {wordOf(failure, failed)}
    </p>
  );
}
