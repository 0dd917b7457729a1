import type { ReactNode } from 'react';

/** An empty list says in one sentence why, and offers the one action that helps. */
export function EmptyNote({ why, action }: { readonly why: string; readonly action?: ReactNode }): ReactNode {
  return (
    <p className="empty-note">
      {why}
      {action === undefined ? null : <> {action}</>}
    </p>
  );
}
