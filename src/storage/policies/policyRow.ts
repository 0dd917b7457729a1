import type { PolicyId } from '../../domain/ids';
import type { DocumentReading } from '../../domain/policies/documentReading';
import type { Policy } from '../../domain/policies/policy';
import type { ListedPolicy } from '../../ports/storage';
import type { Instant } from '../../domain/time/instant';
import { outboxField, type WithOutbox } from '../alerts/outbox';
import { count, documentSchema, flag, instant, partSchema, publishedPart, text, texts } from '../schemaParts';
import type { Row } from '../table';

export interface PolicyRow extends Row, Omit<Policy, 'id'>, WithOutbox {
  readonly _id: PolicyId;
  /** Where the policy stands in lists: its publication, or where none is stated the first sight of it. */
  readonly listedAt: Instant;
  /** This version has not been put before the mandate rules yet. */
  readonly awaitsDecision: boolean;
  /** The last decision was that a person has to say whose it is. */
  readonly awaitsPerson: boolean;
  readonly decision: { readonly version: number; readonly reason: string; readonly at: Instant } | null;
  /** How others speak of it. */
  readonly names: readonly string[];
  readonly reading: DocumentReading;
  /** What follows from a new version, a withdrawal or its end is still to be done. */
  readonly awaitsFollowing: boolean;
  /** The ends of its title and its document number, by which any part of them is found. */
  readonly tails: readonly string[];
}

export const policySchema = documentSchema({
  _id: text,
  identityKeys: texts,
  title: text,
  normalisedTitle: text,
  docNumber: text,
  issuer: text,
  authority: text,
  publishedAt: publishedPart,
  firstSeenAt: instant,
  version: count,
  textHash: text,
  summary: text,
  body: text,
  url: text,
  sightings: {
    type: [
      partSchema({
        sourceId: text,
        url: text,
        statedSource: text,
        firstSeenAt: instant,
        lastSeenAt: instant,
        listed: flag,
      }),
    ],
  },
  listedAt: instant,
  awaitsDecision: flag,
  awaitsPerson: flag,
  decision: partSchema({ version: count, reason: text, at: instant }),
  outbox: outboxField,
  withdrawal: partSchema({ reason: text, noticedAt: instant }),
  interprets: partSchema({ names: texts, url: text, policyId: text }),
  byHand: partSchema({
    authority: text,
    sectors: texts,
    bindsNobody: flag,
    by: text,
    name: text,
    at: instant,
    reason: text,
  }),
  names: texts,
  reading: partSchema({ nextAt: instant, attempts: count, goneSinceAt: instant }),
  awaitsFollowing: flag,
  tails: texts,
});

export function readPolicy(row: PolicyRow): Policy {
  return {
    id: row._id,
    identityKeys: row.identityKeys,
    title: row.title,
    normalisedTitle: row.normalisedTitle,
    docNumber: row.docNumber,
    issuer: row.issuer,
    authority: row.authority,
    publishedAt: row.publishedAt,
    firstSeenAt: row.firstSeenAt,
    version: row.version,
    textHash: row.textHash,
    summary: row.summary,
    body: row.body,
    url: row.url,
    sightings: row.sightings,
    ...present({ withdrawal: row.withdrawal, interprets: row.interprets, byHand: row.byHand }),
  };
}

/** What a list shows none of: the text of a document is far longer than all the rest. */
export const UNLISTED = [
  'body',
  'identityKeys',
  'normalisedTitle',
  'textHash',
  'names',
  'reading',
  'awaitsDecision',
  'awaitsFollowing',
  'tails',
  'outbox',
] as const;

/** Of a row without `UNLISTED`. */
export function readListed(row: PolicyRow): ListedPolicy {
  const { identityKeys: _keys, normalisedTitle: _title, textHash: _hash, body: _body, ...policy } = readPolicy(row);
  return { policy, decision: row.decision?.reason ?? null };
}

/** What is null in the store is absent in the domain, where both say the same. */
function present<T extends object>(fields: T): { [field in keyof T]?: NonNullable<T[field]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as {
    [field in keyof T]?: NonNullable<T[field]>;
  };
}
