import type { Schema } from 'mongoose';
import type { Hasher } from '../../ports/runtime';
import type { Ledger, LedgerFolder, OutboxRelay } from '../../ports/storage';
import type { Row, Table } from '../table';
import { createLedger } from './ledger';
import { ledgerSchema, type LedgerRow } from './ledgerRow';
import {
  createLedgerSegments,
  ledgerSegmentSchema,
  sealedSubjectSchema,
  type LedgerSegmentRow,
  type SealedSubjectRow,
} from './ledgerSegments';
import type { createOutboxRelay } from './outboxRelay';
import { createSealedEntries } from './sealedEntries';

/** Opens the ledger: its lines, and what is known of its sealed parts. `folder`: where those are read; absent: nowhere. */
export function openLedger(
  open: <D extends Row>(name: string, schema: Schema) => Table<D>,
  { hasher, folder }: { readonly hasher: Hasher; readonly folder: Pick<LedgerFolder, 'read'> | undefined },
): {
  readonly entries: Table<LedgerRow>;
  readonly segments: Table<LedgerSegmentRow>;
  repository(relay: OutboxRelay & Pick<ReturnType<typeof createOutboxRelay>, 'append'>): Ledger;
} {
  const archive = {
    segments: open<LedgerSegmentRow>('ledger-segments', ledgerSegmentSchema),
    subjects: open<SealedSubjectRow>('ledger-sealed-subjects', sealedSubjectSchema),
    entries: open<LedgerRow>('ledger', ledgerSchema),
  };
  const { entries, segments } = archive;
  const readFile = folder?.read ?? (() => Promise.resolve(null));
  return {
    entries,
    segments,
    repository: ({ append }) =>
      createLedger(entries, {
        ...{ append, hasher, readFile },
        archive: createLedgerSegments(archive),
        sealed: createSealedEntries(archive, readFile),
      }),
  };
}
