import mongoose from 'mongoose';
import type { Json } from './specFile';

const { MongoClient } = mongoose.mongo;
type Client = InstanceType<typeof MongoClient>;

/** A command as the driver announced it. */
export interface ObservedCommand {
  readonly type: 'commandStartedEvent' | 'commandSucceededEvent' | 'commandFailedEvent';
  readonly commandName: string;
  readonly databaseName?: string;
  readonly command?: object;
  readonly reply?: unknown;
}

/** The named things a test works with. */
export interface Entities {
  readonly byId: Map<string, unknown>;
  readonly events: Map<string, ObservedCommand[]>;
  close(): Promise<void>;
}

/**
 * Makes the entities a file asks for. Kinds and options it does not know throw, so that no test passes for being
 * misread.
 */
export async function createEntities(uri: string, wanted: readonly Json[]): Promise<Entities> {
  const byId = new Map<string, unknown>();
  const events = new Map<string, ObservedCommand[]>();
  const clients: Client[] = [];
  for (const one of wanted) {
    const [kind, spec] = Object.entries(one)[0] as [string, Json];
    const id = String(spec['id']);
    if (kind === 'client') {
      const client = await openClient(uri, spec, events);
      clients.push(client);
      byId.set(id, client);
    } else if (kind === 'database') {
      byId.set(
        id,
        (byId.get(String(spec['client'])) as Client).db(String(spec['databaseName']), spec['databaseOptions'] ?? {}),
      );
    } else if (kind === 'collection') {
      byId.set(
        id,
        (byId.get(String(spec['database'])) as ReturnType<Client['db']>).collection(
          String(spec['collectionName']),
          spec['collectionOptions'] ?? {},
        ),
      );
    } else if (kind === 'session') {
      byId.set(id, (byId.get(String(spec['client'])) as Client).startSession());
    } else {
      throw new Error(`the runner does not know the entity ${kind}`);
    }
  }
  return {
    byId,
    events,
    close: async () => {
      for (const client of clients) await client.close();
    },
  };
}

const ignoredByDefault = new Set(['hello', 'isMaster', 'ismaster', 'endSessions', 'configureFailPoint']);

async function openClient(uri: string, spec: Json, events: Map<string, ObservedCommand[]>): Promise<Client> {
  const client = new MongoClient(uri, {
    monitorCommands: true,
    ...(spec['uriOptions'] ?? {}),
    ...(spec['serverApi'] === undefined ? {} : { serverApi: spec['serverApi'] as never }),
  });
  const seen: ObservedCommand[] = [];
  events.set(String(spec['id']), seen);
  const observed = (spec['observeEvents'] ?? []) as string[];
  const unknown = observed.find(
    (name) => !/^(command(Started|Succeeded|Failed)|connection\w+|pool\w+)Event$/.test(name),
  );
  if (unknown !== undefined) throw new Error(`the runner does not observe ${unknown}`);
  const ignored = new Set([...ignoredByDefault, ...((spec['ignoreCommandMonitoringEvents'] ?? []) as string[])]);
  const record =
    (type: ObservedCommand['type']) =>
    (event: Omit<ObservedCommand, 'type'>): void => {
      if (observed.includes(type) && !ignored.has(event.commandName))
        seen.push(Object.assign(Object.create(event) as ObservedCommand, { type }));
    };
  client.on('commandStarted', record('commandStartedEvent'));
  client.on('commandSucceeded', record('commandSucceededEvent'));
  client.on('commandFailed', record('commandFailedEvent'));
  return client.connect();
}
