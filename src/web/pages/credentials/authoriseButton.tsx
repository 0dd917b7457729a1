import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Platform } from '../../../domain/accounts/account';
import { Failure } from '../../components/failure';
import { useAuthorise } from '../../data/changes';
import { useWords } from '../../words/words';

/** Leads to the platform's own page of consent. Portals have none. */
export function AuthoriseButton({
  platform,
  accountId,
}: {
  readonly platform: Platform;
  readonly accountId: string | null;
}): ReactNode {
  const {
    credentials: { act },
    common,
  } = useWords();
  const authorise = useAuthorise();
  if (platform === 'portal' || accountId === null) return null;
  return (
    <>
      <Button
        title={act.authoriseHint}
        loading={authorise.isPending}
        onClick={() =>
          authorise.mutate(
            { accountId },
            { onSuccess: (started) => window.location.assign((started as { readonly url: string }).url) },
          )
        }
      >
        {act.authorise}
      </Button>
      {authorise.error === null ? null : (
        <Failure failure={authorise.error} title={common.failure.actionTitle(act.authorise)} of="change" />
      )}
    </>
  );
}
