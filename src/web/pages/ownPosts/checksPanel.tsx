import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { OwnPostCheckView } from '../../../api/ownPosts';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { Status } from '../../components/status';
import { paths } from '../../data/paths';
import { MarkedWords } from '../content/markedWords';
import { ProposeButton } from '../ownWords/proposeButton';
import { useWords, wordOf } from '../../words/words';

/** What was looked for before it goes into review, each with what to do about it; what is in the way comes first. */
export function ChecksPanel({
  found,
  unitId,
  override,
}: {
  readonly found: readonly OwnPostCheckView[];
  /** Whose words they are. */
  readonly unitId: string;
  /** For who may hand in what stops it. */
  readonly override?: ReactNode;
}): ReactNode {
  const { ownPosts: texts, common, codes } = useWords();
  const wordFor = (code: string): string =>
    texts.form[code]?.what ?? wordOf({ ...codes.manualReason, ...texts.reason, ...texts.unread }, code);
  const carryOf = (kind: string, code: string): string | undefined => texts.carry[`${kind} ${code}`];
  const blockingFirst = [...found].sort((one, other) => one.level.localeCompare(other.level));
  return (
    <Panel title={texts.checks.title}>
      {found.length === 0 ? (
        <EmptyNote why={texts.checks.none} />
      ) : (
        <ul className="outcomes">
          {blockingFirst.map(({ kind, level, accountId, accountName, field, code, excerpt, content }) => (
            <li key={[kind, accountId, field, code, excerpt].join(' ')}>
              <Status look={level === 'blocking' ? 'breached' : 'warned'} word={texts.checks[level]} />{' '}
              <strong>{content === null ? texts.check[kind] : codes.contentKind[content.kind]}</strong>
              {placeOf(field) === null ? null : ` · ${texts.attachment(placeOf(field) ?? 0)}`}
              {accountId === null ? null : (
                <>
                  {' '}
                  <Link to={paths.account(accountId)}>{accountName}</Link>
                </>
              )}
              {content === null ? (
                [excerpt, carryOf(kind, code) === undefined ? wordFor(code) : ''].map((part, at) =>
                  part === '' ? null : <Fragment key={at}>{`${common.colon}${part}`}</Fragment>,
                )
              ) : (
                <MarkedWords content={content} />
              )}
              <div className="soft">
                {content === null ? null : `${texts.origin(content.origin)} · `}
                {content !== null && level === 'blocking'
                  ? texts.checks.stopped
                  : (carryOf(kind, code) ?? texts.form[code]?.remedy ?? texts.remedy[kind])}
                {content?.isExcusable === true ? (
                  <ProposeButton found={{ ruleId: code, words: content.words }} unitId={unitId} />
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      )}
      {override}
    </Panel>
  );
}

/** Which attachment it stands in, from one; null: in the text. */
function placeOf(field: string | null): number | null {
  const at = /^attachments\.(\d+)$/.exec(field ?? '')?.[1];
  return at === undefined ? null : Number(at) + 1;
}
