import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import { openStore } from '../../src/app/openStore';
import { createRuntime } from '../../src/app/runtime';
import { passwords } from '../../src/app/secrets';
import { loadCalendar } from '../../src/config/calendarSource';
import { loadConfig } from '../../src/config/config';
import { serviceSettings } from '../../src/config/serviceSettings';
import { createConnectors } from '../../src/connectors/index';
import type { Clock } from '../../src/ports/runtime';
import type { Storage } from '../../src/ports/storage';
import { createServices, type Services } from '../../src/services/index';

export interface ColumnsOffice {
  /** Of its store, for looking behind the repositories. */
  readonly uri: string;
  readonly services: Services;
  readonly storage: Storage;
  close(): Promise<void>;
}

/** An office of one unit and so many RSS columns, with the settings as they are delivered and a store of its own. */
export async function openColumnsOffice({
  columns,
  originOf,
  concurrency,
  clock,
}: {
  readonly columns: number;
  readonly originOf: (column: number) => string;
  readonly concurrency: number;
  readonly clock: Clock;
}): Promise<ColumnsOffice> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-columns-'));
  const embedded = await startEmbeddedStore({ dataDir: path.join(dataDir, 'store'), databaseName: 'gov_matrix' });
  const config = loadConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error', MONGODB_URI: embedded.uri });
  const runtime = createRuntime('error');
  const store = await openStore(config, { runtime: { ...runtime, clock }, say: () => undefined });
  const origins = new Set(Array.from({ length: columns }, (_, n) => originOf(n)));
  const connectors = createConnectors({
    http: { timeoutMs: 20_000, maxBytes: 8_000_000, perHost: 64 },
    bases: config.bases,
    clock,
    allowedPrivateOrigins: [...origins],
  });
  const settings = serviceSettings(config, loadCalendar(config.calendarDir));
  const services = createServices({
    storage: store.storage,
    connectors: connectors.registry,
    policyFeed: connectors.policyFeed,
    passwords,
    ...runtime,
    clock,
    settings: { ...settings, looks: { ...settings.looks, concurrency } },
  });
  await services.accounts.registerUnits([{ key: 'office', name: '县政府办', parentKey: null, level: 'county' }]);
  await services.accounts.registerAccounts(
    Array.from({ length: columns }, (_, n) => ({
      unitKey: 'office',
      platform: 'portal' as const,
      externalId: `column-${n}`,
      name: `栏目${n}`,
      homeUrl: `${originOf(n)}/c${n}/`,
      columnClass: 'account' as const,
      region: '620700',
      status: 'active' as const,
      openedAt: null,
      settings: { kind: 'rss', listUrl: `${originOf(n)}/c${n}/` },
      credential: null,
    })),
  );
  return {
    uri: embedded.uri,
    services,
    storage: store.storage,
    close: async () => {
      await connectors.close();
      await store.close();
      await embedded.close();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
