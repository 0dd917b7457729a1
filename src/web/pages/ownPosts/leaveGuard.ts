import { useContext, useEffect } from 'react';
import { UNSAFE_NavigationContext as NavigationContext } from 'react-router-dom';

interface LeaveGuardProps {
  readonly question: string;
  /** Only then it asks. */
  readonly isUnsaved: boolean;
}

/** Which of the two entries of a guarded page one is. */
interface MarkedState {
  readonly guard?: 'first' | 'second';
}

/**
 * Asks before the page is left with something unsaved: by a link, a key or the search, by going back, by closing or
 * loading it anew. Shown as long as the page is. The router's own blocker needs its other kind of router, whose 16 kB
 * every page would load at first.
 */
export function LeaveGuard({ question, isUnsaved }: LeaveGuardProps): null {
  const { navigator } = useContext(NavigationContext);
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const { push } = navigator;
    const here = window.location.pathname;
    const guarded: typeof push = (to, ...rest) => {
      const next = typeof to === 'string' ? to.replace(/[?#].*$/u, '') : (to.pathname ?? here);
      if (next === here || window.confirm(question)) push.call(navigator, to, ...rest);
    };
    navigator.push = guarded;
    return () => {
      // Not where somebody has put another in its place meanwhile.
      if (navigator.push === guarded) navigator.push = push;
    };
  }, [navigator, question, isUnsaved]);
  useEffect(() => {
    if (isUnsaved) putSecondEntry();
    // Going back meets the first entry of this page, where there is time to ask; with all saved it is passed over.
    const onBack = (): void => {
      if (marked().guard !== 'first') return;
      if (!isUnsaved || window.confirm(question)) window.history.back();
      else window.history.forward();
    };
    window.addEventListener('popstate', onBack);
    return () => window.removeEventListener('popstate', onBack);
  }, [question, isUnsaved]);
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const beforeUnload = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', beforeUnload);
    return () => window.removeEventListener('beforeunload', beforeUnload);
  }, [isUnsaved]);
  return null;
}

/**
 * Once a page, however often something is written and saved: every further one would be one more step on the way back.
 */
function putSecondEntry(): void {
  const state = marked();
  if (state.guard === 'second') return;
  window.history.replaceState({ ...state, guard: 'first' }, '', window.location.href);
  window.history.pushState({ ...state, guard: 'second' }, '', window.location.href);
}

function marked(): MarkedState {
  return (window.history.state ?? {}) as MarkedState;
}
