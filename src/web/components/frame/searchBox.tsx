import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { paths } from '../../data/paths';
import { useFirstWords } from '../../words/words';

/**
 * Looks accounts up by name. `/` comes here from anywhere; the result is the account list with its filter in the
 * address.
 */
export function SearchBox(): ReactNode {
  const { frame } = useFirstWords();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const searched = search.get('q') ?? '';
  const [text, setText] = useState(searched);
  const field = useRef<InputRef>(null);
  useEffect(() => setText(searched), [searched]);
  return (
    <form
      role="search"
      className="search-box"
      onSubmit={(event) => {
        event.preventDefault();
        void navigate(paths.accounts({ q: text.trim() }));
        field.current?.blur();
      }}
    >
      <Input
        ref={field}
        id="search"
        type="search"
        maxLength={100}
        value={text}
        allowClear={false}
        placeholder={frame.search}
        title={frame.searchHint}
        aria-label={frame.search}
        aria-keyshortcuts="/"
        suffix={<kbd aria-hidden="true">/</kbd>}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}
