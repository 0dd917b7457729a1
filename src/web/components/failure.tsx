import { Button } from 'antd';
import type { ReactNode } from 'react';
import { ApiFailure } from '../data/api';
import type { FirstWords } from '../words/zh/first';
import { useFirstWords, wordOf } from '../words/words';

/**
 * The failure in words: what, and what to do. The code's own words where there are some, else the server's sentence.
 */
function explainFailure(failure: ApiFailure, words: FirstWords): { readonly what: string; readonly remedy: string } {
  const { failure: texts } = words.common;
  if (failure.code === 'network') return { what: texts.network, remedy: texts.networkRemedy };
  if (failure.code === 'timeout') return { what: texts.timeout, remedy: texts.timeoutRemedy };
  if (failure.problem === null) return { what: texts.unreadable, remedy: texts.unreadableRemedy };
  return { what: wordOf(words.codes.problem, failure.code), remedy: failure.problem.remedy };
}

interface FailureProps {
  readonly failure: Error;
  readonly title: string;
  readonly retry?: (() => void) | undefined;
  /** A change without a response may have been made; a failed read loses nothing; a failed sign-in does neither. */
  readonly of?: 'reading' | 'change' | 'asking';
}

/** An error in place of what it concerns: what failed, whether anything was lost, what to do, a code to quote. */
export function Failure({ failure, title, retry, of = 'reading' }: FailureProps): ReactNode {
  const words = useFirstWords();
  const known = failure instanceof ApiFailure ? failure : new ApiFailure('unreadable', 0, null);
  const { what, remedy } = explainFailure(known, words);
  const { failure: texts, colon, retry: retryWord } = words.common;
  const lost =
    of === 'asking'
      ? ''
      : of === 'reading'
        ? texts.nothingLost
        : known.problem === null
          ? texts.perhapsChanged
          : texts.nothingChanged;
  return (
    <div className="failure" role="alert">
      <p>
        <strong>{title}</strong>
        {colon}
        {what}
      </p>
      {known.problem === null || known.problem.detail === '' ? null : <p className="soft">{known.problem.detail}</p>}
      <p>
        {remedy} {lost}
      </p>
      <p className="failure-code soft">
        {texts.code}
        {colon}
        <code>{known.code}</code>
        {known.problem === null ? null : (
          <>
            {' '}
            · {texts.requestId}
            {colon}
            <code>{known.problem.requestId}</code>
          </>
        )}
      </p>
      {retry === undefined ? null : (
        <Button size="small" onClick={retry}>
          {retryWord}
        </Button>
      )}
    </div>
  );
}
