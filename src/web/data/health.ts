import { useQuery } from '@tanstack/react-query';

const EVERY_MS = 60_000;
const TIMEOUT_MS = 10_000;

/** Why the system is not healthy, or will not be if nobody acts: codes of its own check, some of which have words. */
async function readHealth(signal: AbortSignal): Promise<readonly string[]> {
  const response = await fetch('/healthz', { signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) });
  const body = (await response.json()) as Partial<Record<'reasons' | 'warnings', readonly { readonly code: string }[]>>;
  return [...(body.reasons ?? []), ...(body.warnings ?? [])].map(({ code }) => code);
}

/** Read once a minute. A check that cannot be read says nothing: that the connection is lost is shown elsewhere. */
export function useHealthReasons(): readonly string[] {
  return (
    useQuery({
      queryKey: ['health'],
      queryFn: ({ signal }) => readHealth(signal),
      refetchInterval: EVERY_MS,
      retry: false,
    }).data ?? []
  );
}
