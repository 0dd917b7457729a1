import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { SummaryView } from '../../../api/summary';
import type { Platform } from '../../../domain/accounts/account';
import { Panel } from '../../components/panel';
import { Shape } from '../../components/status';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { PLATFORM_ORDER, VERDICT_LOOK, type VerdictCount } from '../../words/status';
import { useFirstWords } from '../../words/words';

/** Where the accounts behind a count are. */
function verdictPath(kind: VerdictCount, platform?: Platform): string {
  return paths.accounts({ verdict: kind, platform });
}

const SEEN: readonly VerdictCount[] = ['silent', 'slow', 'improper', 'warned', 'fine'];
const UNSEEN: readonly VerdictCount[] = ['unknown', 'unjudged'];
const APART: readonly VerdictCount[] = ['exempt'];

function Count({ kind, summary }: { readonly kind: VerdictCount; readonly summary: SummaryView }): ReactNode {
  const { codes } = useFirstWords();
  const count = summary.verdicts[kind];
  const parts = PLATFORM_ORDER.flatMap((platform) =>
    summary.verdictsByPlatform.filter((part) => part.platform === platform && part.verdict === kind && part.count > 0),
  );
  return (
    <div className={`verdict-count look-${VERDICT_LOOK[kind]}${count === 0 ? ' verdict-none' : ''}`}>
      <Link className="verdict-main" to={verdictPath(kind)} data-row="">
        <span className="verdict-word">
          <Shape look={VERDICT_LOOK[kind]} /> {codes.verdict[kind]}
        </span>
        <span className="verdict-figure num">{figure(count)}</span>
      </Link>
      <div className="verdict-parts">
        {parts.map((part) => (
          <Link key={part.platform} className="quiet-link" to={verdictPath(kind, part.platform)}>
            {codes.platform[part.platform]} <span className="num">{figure(part.count)}</span>
          </Link>
        ))}
      </div>
    </div>
  );
}

/** 判定: the counts. What we cannot see stands apart and is never mixed with silence. */
export function VerdictCounts({ summary }: { readonly summary: SummaryView }): ReactNode {
  const {
    today: { verdicts },
  } = useFirstWords();
  const unseen = UNSEEN.filter((kind) => kind === 'unknown' || summary.verdicts[kind] > 0);
  const apart = APART.filter((kind) => summary.verdicts[kind] > 0);
  return (
    <Panel
      title={verdicts.title}
      aside={
        <Link className="num" to={paths.accounts()}>
          {verdicts.accounts(figure(summary.accounts))}
        </Link>
      }
    >
      <div className="verdict-counts">
        <div className="verdict-group">
          {SEEN.map((kind) => (
            <Count key={kind} kind={kind} summary={summary} />
          ))}
        </div>
        <div className="verdict-group verdict-unseen" title={verdicts.unseenHint}>
          {[...unseen, ...apart].map((kind) => (
            <Count key={kind} kind={kind} summary={summary} />
          ))}
        </div>
      </div>
    </Panel>
  );
}
