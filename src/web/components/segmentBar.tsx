import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { figure } from '../time/figure';
import { useFirstWords } from '../words/words';
import { PROGRESS_GROUP_ORDER, PROGRESS_LOOK } from '../words/status';
import type { ProgressGroup } from '../../domain/mandates/mandate';
import { Shape } from './status';

interface SegmentBarProps {
  readonly progress: Readonly<Record<ProgressGroup, number>>;
  /** Where a segment leads. */
  readonly pathOf: (group: ProgressGroup) => string;
  /** The group now filtered on, if any. */
  readonly chosen?: ProgressGroup | null;
}

/**
 * N accounts in six groups: one bar, and under it each group by shape, word and figure. Bar and words are both links to
 * what they count. The words carry the meaning; the bar only shows the shares, so it is hidden from screen readers.
 */
export function SegmentBar({ progress, pathOf, chosen = null }: SegmentBarProps): ReactNode {
  const { codes } = useFirstWords();
  const shown = PROGRESS_GROUP_ORDER.filter((group) => progress[group] > 0);
  if (shown.length === 0) return null;
  return (
    <div>
      <div className="segment-bar" aria-hidden="true">
        {shown.map((group) => (
          <Link
            key={group}
            tabIndex={-1}
            to={pathOf(group)}
            className={`segment segment-${PROGRESS_LOOK[group]}`}
            style={{ flexGrow: progress[group] }}
            title={`${codes.progress[group]} ${progress[group]}`}
          />
        ))}
      </div>
      <ul className="segment-words">
        {shown.map((group) => (
          <li key={group}>
            <Link
              to={pathOf(group)}
              className={`segment-word look-${PROGRESS_LOOK[group]}`}
              aria-current={chosen === group ? 'true' : undefined}
            >
              <Shape look={PROGRESS_LOOK[group]} />
              <span>{codes.progress[group]}</span> <span className="num">{figure(progress[group])}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
