import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { figure } from '../time/figure';
import { useFirstWords } from '../words/words';

/** Only web addresses become links: a text that came from outside must not run as a script when it is clicked. */
export function isWebAddress(address: string | null): address is string {
  if (address === null || !URL.canParse(address)) return false;
  const { protocol } = new URL(address);
  return protocol === 'http:' || protocol === 'https:';
}

/** A link to somewhere outside the product; shown as text where the address is none that may be opened. */
export function OutsideLink({
  href,
  children,
}: {
  readonly href: string | null;
  readonly children: ReactNode;
}): ReactNode {
  const { common } = useFirstWords();
  if (!isWebAddress(href)) return <span>{children}</span>;
  return (
    <a className="outside" href={href} target="_blank" rel="noopener noreferrer" title={href}>
      {children}
      <span className="visually-hidden">
        {common.comma}
        {common.newWindow}
      </span>
    </a>
  );
}

/** A number that clicks through to what it counts. Nothing counted: nothing to click. */
export function CountLink({
  count,
  to,
  label,
}: {
  readonly count: number;
  readonly to: string;
  readonly label?: string;
}): ReactNode {
  if (count === 0) return <span className="num soft">0</span>;
  return (
    <Link className="num count-link" to={to} {...(label === undefined ? {} : { 'aria-label': `${label} ${count}` })}>
      {figure(count)}
    </Link>
  );
}
