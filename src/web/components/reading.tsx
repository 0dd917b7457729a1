import type { ReactNode } from 'react';
import type { Read } from '../data/queries';
import { useFirstWords } from '../words/words';
import { Failure } from './failure';
import { Waiting } from './waiting';

interface ReadingProps<T> {
  readonly read: Read<T>;
  /** What is being read, for the error's sentence. */
  readonly what: string;
  readonly rows?: number;
  readonly tall?: boolean;
  readonly children: (data: T) => ReactNode;
}

/**
 * Shows what was read, its outline while it is being read, or why it could not be. Data that were read once stay on the
 * page when a later read fails: the age in the top bar says how old they are.
 */
export function Reading<T>({ read, what, rows, tall, children }: ReadingProps<T>): ReactNode {
  const { common } = useFirstWords();
  if (read.data !== undefined) return children(read.data);
  if (read.error !== null)
    return <Failure failure={read.error} title={common.failure.title(what)} retry={() => void read.refetch()} />;
  return <Waiting {...(rows === undefined ? {} : { rows })} {...(tall === undefined ? {} : { tall })} />;
}
