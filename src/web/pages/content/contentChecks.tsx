import type { ReactNode } from 'react';
import type { ContentChecksView } from '../../../api/content';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import type { Read } from '../../data/queries';
import { useWords } from '../../words/words';
import { ProposeButton } from '../ownWords/proposeButton';
import { MarkedWords } from './markedWords';

/** What the checks of the content find before it is handed in; `override` where what stops it may be handed in anyway. */
export function ContentChecks({
  read,
  unitId,
  override,
}: {
  readonly read: Read<ContentChecksView>;
  readonly unitId: string;
  readonly override: (checks: ContentChecksView['checks']) => ReactNode;
}): ReactNode {
  const { ownPosts: texts, codes } = useWords();
  return (
    <Panel title={texts.checks.title}>
      <Reading read={read} what={texts.checks.title} rows={2}>
        {({ checks, mayOverride }) =>
          checks.length === 0 ? (
            <EmptyNote why={texts.checks.none} />
          ) : (
            <>
              <ul className="outcomes">
                {checks.map(({ field, ruleId, level, content }) => (
                  <li key={[field, ruleId, content.before, content.words, content.after].join(' ')}>
                    <Status look={level === 'blocking' ? 'breached' : 'warned'} word={texts.checks[level]} />{' '}
                    <strong>{codes.contentKind[content.kind]}</strong>
                    <MarkedWords content={content} />
                    <div className="soft">
                      {texts.origin(content.origin)} ·{' '}
                      {level === 'blocking' ? texts.checks.stopped : texts.remedy.content}
                      {content.isExcusable ? (
                        <ProposeButton found={{ ruleId, words: content.words }} unitId={unitId} />
                      ) : null}
                    </div>
                  </li>
                ))}
              </ul>
              {mayOverride ? override(checks) : null}
            </>
          )
        }
      </Reading>
    </Panel>
  );
}
