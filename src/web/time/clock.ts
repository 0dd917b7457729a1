import { useSyncExternalStore } from 'react';

/**
 * "Now" by the server's clock: a duty room's machine may run minutes ahead or behind, and a countdown must not follow
 * it. The offset comes from the latest frame or response of the server; before the first one it is zero.
 */
let offsetMs = 0;
let current = Date.now();
const listeners = new Set<() => void>();
let timer: number | undefined;

export function setServerNow(instant: string): void {
  const at = new Date(instant).getTime();
  if (!Number.isNaN(at)) offsetMs = at - Date.now();
}

function tick(): void {
  current = Date.now() + offsetMs;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(tick, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      window.clearInterval(timer);
      timer = undefined;
    }
  };
}

/**
 * Milliseconds since the epoch by the server's clock, cut to `stepMs`: what shows minutes is not drawn every second.
 */
export function useNow(stepMs: 1_000 | 15_000 = 15_000): number {
  return useSyncExternalStore(subscribe, () => Math.floor(current / stepMs) * stepMs);
}
