import type { ReactNode } from 'react';
import type { Look } from '../words/status';

const SHAPES: Readonly<Record<Look, ReactNode>> = {
  fine: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  warned: <path d="M6 1 11.2 10.5H.8Z" fill="currentColor" />,
  breached: <rect x="1.5" y="1.5" width="9" height="9" fill="currentColor" />,
  unknown: (
    <path d="M6 .9 11.1 6 6 11.1.9 6Z" fill="none" stroke="currentColor" strokeWidth="1.3" strokeDasharray="2 1.2" />
  ),
  manual: (
    <path
      d="M1.2 10.8 2 7.6 8.6 1l2.4 2.4L4.4 10Zm6.2-8.6 2.4 2.4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinejoin="round"
    />
  ),
  closed: <path d="M2 6h8" stroke="currentColor" strokeWidth="1.6" />,
  pending: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.4" />,
};

/** The shape alone, for places where the word stands beside it. Drawn, not typed: every system shows the same one. */
export function Shape({ look }: { readonly look: Look }): ReactNode {
  return (
    <svg
      className={`shape look-${look}`}
      viewBox="0 0 12 12"
      width="12"
      height="12"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[look]}
    </svg>
  );
}

/** A state: shape and word, in its colour. */
export function Status({
  look,
  word,
  quiet = false,
}: {
  readonly look: Look;
  readonly word: string;
  readonly quiet?: boolean;
}): ReactNode {
  return (
    <span className={`status look-${look}${quiet ? ' status-quiet' : ''}`}>
      <Shape look={look} />
      <span>{word}</span>
    </span>
  );
}
