import { useContext, useEffect } from 'react';
import { UNSAFE_NavigationContext as NavigationContext } from 'react-router-dom';

/**
 * Asks before the page is left: by a link, a key or the search, by going back, by closing or loading it anew. Shown while
 * something is not saved, and at no other time. The router's own blocker needs its other kind of router, whose 16 kB every
 * page would load at first.
 */
export function LeaveGuard({ question }: { readonly question: string }): null {
  const { navigator } = useContext(NavigationContext);
  useEffect(() => {
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
  }, [navigator, question]);
  useEffect(() => {
    // Going back meets a second entry of this page first, where there is time to ask.
    const again = (): void => window.history.pushState(window.history.state, '', window.location.href);
    let isLeaving = false;
    const onBack = (): void => {
      if (isLeaving) return;
      if (window.confirm(question)) {
        isLeaving = true;
        window.history.back();
      } else again();
    };
    again();
    window.addEventListener('popstate', onBack);
    return () => window.removeEventListener('popstate', onBack);
  }, [question]);
  useEffect(() => {
    const beforeUnload = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', beforeUnload);
    return () => window.removeEventListener('beforeunload', beforeUnload);
  }, []);
  return null;
}
