import { startEmbeddedStore } from '../../src/index';

/** A process of its own that runs a store until it is killed: prints the address when it takes connections. */
async function run(dataDir: string): Promise<void> {
  const store = await startEmbeddedStore({ dataDir });
  process.stdout.write(`${store.uri}\n`);
}

run(process.argv[2] as string).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
