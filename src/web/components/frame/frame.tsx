import { Button } from 'antd';
import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react';
import { Link, Outlet } from 'react-router-dom';
import type { MeView } from '../../../api/people';
import { useLive } from '../../data/live';
import { paths } from '../../data/paths';
import { useAppearance } from '../../theme/appearance';
import { useFirstWords } from '../../words/words';
import { Waiting } from '../waiting';
import { DataAge, ExpiredBanner } from './dataAge';
import { HealthBanner } from './healthBanner';
import { useKeyboard } from './keyboard';
import { DisplayMenu, PersonMenu } from './menus';
import { PageGuard } from './pageGuard';
import { usePageStart } from './pageStart';
import { Rail } from './rail';
import { ScopeMenu } from './scopeMenu';
import { SearchBox } from './searchBox';

const HelpSheet = lazy(() => import('./helpSheet'));

/** Says that nothing here is real; for those who may, the way to the switches of the simulated platforms. */
function SandboxMark({ me }: { readonly me: MeView }): ReactNode {
  const { frame } = useFirstWords();
  return me.actions.includes('training.control') ? (
    <Link className="sandbox" to={paths.training} title={`${frame.sandboxHint} · ${frame.training}`}>
      {frame.sandbox}
    </Link>
  ) : (
    <span className="sandbox" title={frame.sandboxHint}>
      {frame.sandbox}
    </span>
  );
}

/** The frame of every page but sign-in: rail, top bar, and the page, which greys when the data are old. */
export function Frame({ me }: { readonly me: MeView }): ReactNode {
  const { frame } = useFirstWords();
  const { railNarrow } = useAppearance();
  const { freshness } = useLive();
  const [help, setHelp] = useState(false);
  usePageStart();
  useKeyboard(useCallback(() => setHelp(true), []));
  return (
    <div className={`frame${railNarrow ? ' frame-narrow' : ''}`}>
      <a className="skip" href="#main">
        {frame.skip}
      </a>
      <Rail />
      <header className="top-bar">
        <ScopeMenu me={me} />
        {me.sandbox ? <SandboxMark me={me} /> : null}
        <SearchBox />
        <DataAge />
        <div className="top-actions">
          <Button
            type="text"
            className="top-button help-button"
            aria-label={frame.help}
            aria-keyshortcuts="?"
            onClick={() => setHelp(true)}
          >
            ?
          </Button>
          <DisplayMenu />
          <PersonMenu me={me} />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={freshness === 'expired' ? 'expired' : ''} data-freshness={freshness}>
        <HealthBanner />
        <ExpiredBanner />
        <PageGuard>
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </PageGuard>
      </main>
      {help ? (
        <Suspense fallback={null}>
          <HelpSheet onClose={() => setHelp(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
