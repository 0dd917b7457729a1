import { useEffect } from 'react';
import { useBlocker } from 'react-router-dom';

/**
 * Asks before the page is left: by a link, by going back, by closing or loading it anew. Shown while something is not
 * saved, and at no other time.
 */
export function LeaveGuard({ question }: { readonly question: string }): null {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    if (window.confirm(question)) blocker.proceed();
    else blocker.reset();
  }, [blocker, question]);
  useEffect(() => {
    const beforeUnload = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', beforeUnload);
    return () => window.removeEventListener('beforeunload', beforeUnload);
  }, []);
  return null;
}
