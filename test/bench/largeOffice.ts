import fs from 'node:fs';
import path from 'node:path';
import mongoose from 'mongoose';
import { loadConfig } from '../../src/config/config';
import { openStore } from '../../src/app/openStore';
import { createRuntime } from '../../src/app/runtime';
import { accountRow, lookRow, policyRow, postRows, unitRows } from './largeRows';
import { alertRows, jobRow, mandateRow, obligationRow } from './largeDuties';
import { accountSchema } from '../../src/storage/accounts/accountRow';
import { lookSchema } from '../../src/storage/accounts/lookRows';
import { postSchema } from '../../src/storage/accounts/postRow';
import { unitSchema } from '../../src/storage/accounts/units';
import { alertChangeSchema, alertSchema } from '../../src/storage/alerts/alertRow';
import { mandateSchema } from '../../src/storage/mandates/mandates';
import { obligationSchema } from '../../src/storage/mandates/obligationRow';
import { publishJobSchema } from '../../src/storage/mandates/publishJobRow';
import { policySchema } from '../../src/storage/policies/policyRow';
import { openTable, type Row } from '../../src/storage/table';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import type { Schema } from 'mongoose';

/** How much of everything there is. */
export interface OfficeSize {
  readonly accounts: number;
  readonly posts: number;
  /** Mandates that bind every account. */
  readonly mandates: number;
  readonly policies: number;
  readonly alerts: number;
  /** Looks of the last hour. */
  readonly looks: number;
}

/** Rows written in one command. */
const BATCH = 1_000;
const NOTE = 'large-office.json';

/**
 * A province's office in a data folder, written through the checks of the tables but without the services. It takes
 * minutes, so a folder that holds one of this size is used again. Returns the instant its rows were written for: what
 * reads them lets its clock begin there.
 */
export async function prepareLargeOffice(dataDir: string, size: OfficeSize): Promise<Date> {
  const note = path.join(dataDir, NOTE);
  if (fs.existsSync(note)) {
    const found = JSON.parse(fs.readFileSync(note, 'utf8')) as { readonly size: OfficeSize; readonly at: string };
    if (JSON.stringify(found.size) === JSON.stringify(size)) return new Date(found.at);
  }
  if (fs.existsSync(dataDir) && fs.readdirSync(dataDir).length > 0)
    throw new Error(`${dataDir} holds something else; name an empty folder.`);
  const at = new Date();
  const runtime = createRuntime('error');
  const config = loadConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
  const store = await openStore(config, { runtime, say: () => undefined });
  await store.storage.settings.set('accounts.origin', 'real');
  await store.close();
  await write(path.join(dataDir, 'store'), size, at);
  fs.writeFileSync(note, JSON.stringify({ size, at }));
  return at;
}

async function write(storeDir: string, size: OfficeSize, now: Date): Promise<void> {
  const embedded = await startEmbeddedStore({ dataDir: storeDir, databaseName: 'gov_matrix' });
  const connection = await mongoose.createConnection(embedded.uri, { autoIndex: false, autoCreate: false }).asPromise();
  const fill = async <D extends Row>(name: string, schema: Schema, rows: Iterable<D>): Promise<void> => {
    const table = openTable<D>(connection, name, schema);
    const startedAt = performance.now();
    let written = 0;
    for (const batch of batches(rows)) written += await table.insertMissing(batch);
    console.log(
      `${name.padEnd(16)} ${String(written).padStart(9)}  ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`,
    );
  };
  try {
    await fill('units', unitSchema, unitRows());
    await fill(
      'accounts',
      accountSchema,
      numbered(size.accounts, (n) => accountRow(n, now)),
    );
    await fill(
      'policies',
      policySchema,
      numbered(size.policies, (n) => policyRow(n, now)),
    );
    await fill(
      'mandates',
      mandateSchema,
      numbered(size.mandates, (n) => mandateRow(n, now)),
    );
    await fill(
      'obligations',
      obligationSchema,
      numbered(size.mandates * size.accounts, (n) => obligationRow(n, size.accounts, now)),
    );
    await fill(
      'publish-jobs',
      publishJobSchema,
      numbered(Math.floor((size.mandates * size.accounts) / 2), (n) => jobRow(n, size.accounts, now)),
    );
    const alerts = [...numbered(size.alerts, (n) => alertRows(n, now))];
    await fill(
      'alert-changes',
      alertChangeSchema,
      alerts.map(({ change }) => change),
    );
    await fill(
      'alerts',
      alertSchema,
      alerts.map(({ alert }) => alert),
    );
    await fill(
      'looks',
      lookSchema,
      numbered(size.looks, (n) => lookRow(n, size, now)),
    );
    await fill('posts', postSchema, postRows(size, now));
  } finally {
    await connection.destroy();
    await embedded.close();
  }
}

function* numbered<D>(count: number, row: (n: number) => D): Generator<D> {
  for (let n = 0; n < count; n += 1) yield row(n);
}

function* batches<D>(rows: Iterable<D>): Generator<D[]> {
  let batch: D[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
