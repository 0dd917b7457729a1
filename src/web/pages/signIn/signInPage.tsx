import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { Failure } from '../../components/failure';
import { ApiFailure, sendApi } from '../../data/api';
import { paths } from '../../data/paths';
import { useFirstWords } from '../../words/words';

const TOKEN_PREFIX = '#token=';
/** After the token of a link that is made to set a password. */
const THEN_PASSWORD = '&then=password';

interface Arrival {
  readonly from: string;
  readonly ended: boolean;
}
function arrivalOf(state: unknown): Arrival {
  const { from, ended } = (state ?? {}) as { from?: unknown; ended?: unknown };
  // Only an address of our own: `//elsewhere` would leave the product.
  return { from: typeof from === 'string' && /^\/(?![/\\])/.test(from) ? from : paths.today, ended: ended === true };
}

/**
 * Sign-in by user name and password, or by the one-time link whose token stands after `#` and so never reaches a
 * server's log.
 */
export function SignInPage(): ReactNode {
  const { signIn, frame } = useFirstWords();
  const location = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { from, ended } = arrivalOf(location.state);
  const [pending, setPending] = useState<'no' | 'form' | 'link'>(
    location.hash.startsWith(TOKEN_PREFIX) ? 'link' : 'no',
  );
  const [failure, setFailure] = useState<{ readonly title: string; readonly error: Error } | null>(null);
  const [lacking, setLacking] = useState(false);
  const linkUsed = useRef(false);

  async function enter(
    path: string,
    body: object,
    words: { readonly title: string; readonly to: string },
  ): Promise<void> {
    setFailure(null);
    try {
      await sendApi(path, body);
      client.clear();
      void navigate(words.to, { replace: true });
    } catch (error) {
      setPending('no');
      setFailure({ title: words.title, error: error instanceof Error ? error : new ApiFailure('unreadable', 0, null) });
    }
  }

  useEffect(() => {
    if (linkUsed.current || !location.hash.startsWith(TOKEN_PREFIX)) return;
    // A link works once: it is used once, and taken out of the address bar and the history before it is.
    linkUsed.current = true;
    const forPassword = location.hash.endsWith(THEN_PASSWORD);
    const token = location.hash.slice(TOKEN_PREFIX.length, forPassword ? -THEN_PASSWORD.length : undefined);
    const to = forPassword ? paths.me : paths.today;
    void navigate(paths.signIn, { replace: true });
    void enter('/sign-in/link', { token }, { title: signIn.linkFailed, to });
  });

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const username = String(form.get('username') ?? '').trim();
    const password = String(form.get('password') ?? '');
    setLacking(username === '' || password === '');
    if (username === '' || password === '') return;
    setPending('form');
    void enter('/sign-in', { username, password }, { title: signIn.title, to: from });
  }

  return (
    <main className="sign-in">
      <title>{`${signIn.title} · ${frame.product}`}</title>
      <div className="sign-in-brand">
        <img src="/favicon.svg" alt="" width="32" height="32" />
        <h1>{frame.productFull}</h1>
      </div>
      {pending === 'link' ? (
        <p role="status">{signIn.withLink}</p>
      ) : (
        <form onSubmit={submit} aria-label={signIn.title}>
          {ended ? <p className="look-warned">{signIn.expired}</p> : null}
          <label className="field">
            <span>{signIn.username}</span>
            <Input name="username" autoComplete="username" size="large" autoFocus />
          </label>
          <label className="field">
            <span>{signIn.password}</span>
            <Input.Password name="password" autoComplete="current-password" size="large" visibilityToggle={false} />
          </label>
          {lacking ? (
            <p className="field-error" role="alert">
              {signIn.needed}
            </p>
          ) : null}
          {failure === null ? null : (
            <>
              <Failure failure={failure.error} title={failure.title} of="asking" />
              {failure.title === signIn.linkFailed ? <p>{signIn.useForm}</p> : null}
            </>
          )}
          <Button type="primary" htmlType="submit" size="large" block loading={pending === 'form'}>
            {pending === 'form' ? signIn.submitting : signIn.submit}
          </Button>
        </form>
      )}
    </main>
  );
}
