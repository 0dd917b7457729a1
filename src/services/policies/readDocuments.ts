import { identifyEntries } from '../../domain/policies/identify';
import type { ObservedPolicy, PolicySource } from '../../domain/policies/policy';
import type { Call } from '../../ports/connectors';
import type { ServiceDeps } from '../settings';

/** The list again, with what the documents themselves say where a document was read. */
export type ReadDocuments = (
  source: PolicySource,
  entries: readonly ObservedPolicy[],
  call: Call,
) => Promise<readonly ObservedPolicy[]>;

/**
 * Reads the documents of entries nobody knows yet, `documentsPerIntake` at most: a list often gives only the day and no
 * body, and a repost needs both. What the list states stands; the document fills in what is missing and makes the time
 * more exact. A document that cannot be read takes nothing away: the entry is recorded as the list gives it.
 */
export function createReadDocuments({ storage, policyFeed, settings, log }: ServiceDeps): ReadDocuments {
  return async (source, entries, call) => {
    const identified = identifyEntries(entries);
    const keys = identified.flatMap((entry) => entry.keys.map(({ key }) => key));
    const known = new Set(
      (await storage.policies.byIdentityKeys([...new Set(keys)])).flatMap((policy) => policy.identityKeys),
    );
    let left = settings.policies.documentsPerIntake;
    const completed = new Map<ObservedPolicy, ObservedPolicy>();
    for (const { entry, keys: own } of identified) {
      const isKnown = own.some(({ key }) => known.has(key));
      // A landing page that several entries share is nobody's document.
      const hasOwnPage = own.some(({ basis }) => basis === 'url');
      if (isKnown || entry.url === null || !hasOwnPage || !isIncomplete(entry)) continue;
      if (left === 0 || call.signal.aborted) break;
      left -= 1;
      const read = await policyFeed.readDocument(source, entry.url, call);
      if ('document' in read) completed.set(entry, complete(entry, read.document));
      else log.warn('document-unreadable', { source: source.key, code: read.failure.code });
    }
    return entries.map((entry) => completed.get(entry) ?? entry);
  };
}

function isIncomplete(entry: ObservedPolicy): boolean {
  return (
    entry.body === null ||
    entry.publishedAt?.precision !== 'instant' ||
    entry.issuer === null ||
    entry.docNumber === null
  );
}

function complete(entry: ObservedPolicy, document: Partial<ObservedPolicy>): ObservedPolicy {
  const exact =
    entry.publishedAt?.precision === 'instant' ? entry.publishedAt : (document.publishedAt ?? entry.publishedAt);
  return {
    ...entry,
    issuer: entry.issuer ?? document.issuer ?? null,
    docNumber: entry.docNumber ?? document.docNumber ?? null,
    body: entry.body ?? document.body ?? null,
    publishedAt: exact,
    interprets: entry.interprets ?? document.interprets ?? null,
    ...(document.markedWithdrawn === true ? { markedWithdrawn: true } : {}),
  };
}
