import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { setServerNow } from '../time/clock';
import { listsOfTopics, listsTouchedBy, type ListName } from './hints';
import { openStream, type Stream } from './stream';
import { FIRST_STREAM_STATE, freshnessOf, type Freshness, type StreamState } from './streamState';

const HINT_DEBOUNCE_MS = 800;
/** Under a steady rain of alerts the lists are still read this often. */
const HINT_PATIENCE_MS = 3_000;
const CHECK_MS = 500;

interface Live {
  readonly state: StreamState;
  readonly freshness: Freshness;
}
const LiveContext = createContext<Live>({ state: FIRST_STREAM_STATE, freshness: 'connecting' });

/** Holds the stream for as long as somebody is signed in, keeps lists in step with it, and says how old the page is. */
export function LiveProvider({
  onRefused,
  children,
}: {
  readonly onRefused: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const [stream, setStream] = useState<Stream | null>(null);
  useEffect(() => {
    const opened = openStream(onRefused);
    setStream(opened);
    return () => opened.close();
  }, [onRefused]);

  const state = useSyncExternalStore(
    useCallback((listener: () => void) => stream?.subscribe(listener) ?? (() => undefined), [stream]),
    useCallback(() => stream?.state() ?? FIRST_STREAM_STATE, [stream]),
  );
  useEffect(() => {
    if (state.serverAt !== null) setServerNow(state.serverAt);
  }, [state.serverAt]);

  const [freshness, setFreshness] = useState<Freshness>('connecting');
  useEffect(() => {
    if (stream === null) return undefined;
    const check = (): void => setFreshness(freshnessOf(stream.state(), performance.now(), stream.openedAt));
    check();
    const timer = window.setInterval(check, CHECK_MS);
    const unsubscribe = stream.subscribe(check);
    return () => {
      window.clearInterval(timer);
      unsubscribe();
    };
  }, [stream]);

  useRefetchOnHints(stream);
  useRefetchOnRecovery(freshness);
  return <LiveContext.Provider value={{ state, freshness }}>{children}</LiveContext.Provider>;
}

export function useLive(): Live {
  return useContext(LiveContext);
}

/**
 * An alert, and progress that is none, only hint that something changed: the lists concerned are read again, together
 * and not once a hint.
 */
function useRefetchOnHints(stream: Stream | null): void {
  const client = useQueryClient();
  const touched = useRef(new Set<string>());
  useEffect(() => {
    if (stream === null) return undefined;
    let timer: number | undefined;
    let firstAt = 0;
    const flush = (): void => {
      const lists = touched.current;
      touched.current = new Set();
      timer = undefined;
      void client.invalidateQueries({ predicate: (query) => lists.has(String(query.queryKey[0])) });
    };
    const touch = (lists: readonly ListName[]): void => {
      for (const list of lists) touched.current.add(list);
      const now = performance.now();
      if (timer === undefined) firstAt = now;
      else window.clearTimeout(timer);
      timer = window.setTimeout(flush, Math.max(0, Math.min(HINT_DEBOUNCE_MS, firstAt + HINT_PATIENCE_MS - now)));
    };
    const unsubscribe = [
      stream.onHint((alert) => touch(listsTouchedBy(alert.kind))),
      stream.onProgress((topics) => touch(listsOfTopics(topics))),
    ];
    return () => {
      window.clearTimeout(timer);
      for (const stop of unsubscribe) stop();
    };
  }, [stream, client]);
}

/** After a loss everything on the page may be old: read it all again once the connection is back. */
function useRefetchOnRecovery(freshness: Freshness): void {
  const client = useQueryClient();
  const wasStale = useRef(false);
  useEffect(() => {
    if (freshness === 'late' || freshness === 'expired') wasStale.current = true;
    else if (freshness === 'live' && wasStale.current) {
      wasStale.current = false;
      void client.invalidateQueries();
    }
  }, [freshness, client]);
}
