import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { useFirstWords } from '../../words/words';

function Crashed({ error }: { readonly error: Error }): ReactNode {
  const { common } = useFirstWords();
  return (
    <div className="failure" role="alert">
      <p>
        <strong>{common.failure.crashed}</strong>
      </p>
      <p>{common.failure.crashedRemedy}</p>
      <p className="soft">
        {common.failure.code}
        {common.colon}
        <code>{error.name}</code>
      </p>
      <Button size="small" onClick={() => window.location.reload()}>
        {common.refresh}
      </Button>
    </div>
  );
}

/** React keeps error boundaries to classes. */
class Boundary extends Component<{ readonly children: ReactNode }, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };
  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <Crashed error={this.state.error} />;
  }
}

/**
 * A page that fails says so in its own place: frame, alerts and the other pages go on. Another address starts afresh.
 */
export function PageGuard({ children }: { readonly children: ReactNode }): ReactNode {
  const { pathname } = useLocation();
  return <Boundary key={pathname}>{children}</Boundary>;
}
