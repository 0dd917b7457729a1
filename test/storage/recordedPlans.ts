import mongoose, { type mongo } from 'mongoose';

/** What the driver asked the store to find, as it went over the wire, without what belongs to its session. */
export interface Asked {
  readonly collection: string;
  /** The command that can be explained: a write of many statements is one for each of them. */
  readonly command: Readonly<Record<string, unknown>>;
}

/** How the store means to find it. */
export interface Plan {
  readonly stages: readonly string[];
  readonly indexes: readonly string[];
  /** Rows that do not match are met as well: all of a collection, or of an index, is gone through at worst. */
  readonly walks: boolean;
}

const SESSION_FIELDS = ['lsid', '$db', '$clusterTime', '$readPreference', 'txnNumber', 'apiVersion', 'maxTimeMS'];
const STATEMENTS: Readonly<Record<string, string>> = { update: 'updates', delete: 'deletes' };
const FINDS = ['find', 'aggregate', 'findAndModify', 'count', 'distinct', ...Object.keys(STATEMENTS)];

export interface RecordedCommands {
  asked(): readonly Asked[];
  forget(): void;
  /** What the planner says to one question, in the database of the connection that was opened last. */
  planOf(command: Asked['command']): Promise<Plan>;
}

/**
 * Listens to every connection that is opened after this was called, until the file's tests have ended. Each question is
 * kept once: what differs in its values alone has the same plan.
 */
export function recordCommands(): RecordedCommands {
  const kept = new Map<string, Asked>();
  let last: mongoose.Connection | null = null;
  const { prototype } = mongoose.Connection;
  const open = prototype.openUri;
  const listening = jest.spyOn(prototype, 'openUri').mockImplementation(async function (
    this: mongoose.Connection,
    ...[uri, options]: Parameters<typeof open>
  ) {
    const opened = await open.call(this, uri, { ...options, monitorCommands: true });
    last = opened;
    this.getClient().on('commandStarted', (event: mongo.CommandStartedEvent) => {
      if (!FINDS.includes(event.commandName)) return;
      for (const asked of questionsOf(event)) {
        const name = shapeOf(asked);
        if (!kept.has(name)) kept.set(name, asked);
      }
    });
    return opened;
  });
  afterAll(() => listening.mockRestore());
  return {
    asked: () => [...kept.values()],
    forget: () => kept.clear(),
    planOf: async (command) => {
      if (last === null) throw new Error('No connection was opened since commands are recorded.');
      return planOf(last.getClient().db(last.name), command);
    },
  };
}

function questionsOf({ commandName, command: sent }: mongo.CommandStartedEvent): Asked[] {
  const whole = Object.fromEntries(
    Object.entries(sent as Record<string, unknown>).flatMap(([name, part]) =>
      // The driver keeps the order of a sort in a map.
      SESSION_FIELDS.includes(name) ? [] : [[name, part instanceof Map ? Object.fromEntries(part) : part]],
    ),
  );
  const collection = String(whole[commandName]);
  const list = STATEMENTS[commandName];
  const statements = list === undefined ? null : whole[list];
  if (list === undefined || !Array.isArray(statements)) return [{ collection, command: whole }];
  return statements.map((statement: unknown) => ({
    collection,
    command: { [commandName]: collection, [list]: [statement] },
  }));
}

/** What decides over the plan: paths and operators, order and hint; of values their type alone. */
function shapeOf({ collection, command }: Asked): string {
  const { filter, query, pipeline, sort, hint, updates, deletes } = command;
  const [statement] = [updates, deletes].flatMap((list) => (Array.isArray(list) ? (list as { q: unknown }[]) : []));
  return JSON.stringify([
    Object.keys(command)[0],
    collection,
    typesIn(filter ?? query ?? statement?.q),
    sort,
    hint,
    typesIn(pipeline),
  ]);
}

function typesIn(value: unknown): unknown {
  if (value instanceof Date) return 'date';
  if (Array.isArray(value)) {
    const types = value.map((item) => JSON.stringify(typesIn(item)));
    return [...new Set(types)];
  }
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' && value.startsWith('$') ? value : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, typesIn(part)]));
}

/** What the store's planner says to one question; works on the embedded store and on MongoDB. */
async function planOf(db: mongo.Db, command: Asked['command']): Promise<Plan> {
  const explained: unknown = await db.command({ explain: command, verbosity: 'queryPlanner' });
  const stages = stagesIn(winningPlans(explained));
  return {
    stages: stages.map(({ stage }) => stage),
    indexes: stages.flatMap(({ indexName }) => (indexName === undefined ? [] : [indexName])),
    walks: (isFiltered(command) || !isBounded(command, stages)) && stages.some(isWhole),
  };
}

interface Stage {
  readonly stage: string;
  readonly indexName?: string;
  readonly isPartial?: boolean;
  /** Of the embedded store: how many fields of the index have bounds. */
  readonly boundedFields?: number;
  /** Of MongoDB: the bounds of each field, as text. */
  readonly indexBounds?: Readonly<Record<string, readonly string[]>>;
}

/** An aggregation on MongoDB carries the plan of its first stage inside. */
function winningPlans(answer: unknown): readonly unknown[] {
  if (typeof answer !== 'object' || answer === null) return [];
  if (Array.isArray(answer)) return answer.flatMap(winningPlans);
  if ('winningPlan' in answer) return [answer.winningPlan];
  return Object.entries(answer).flatMap(([name, part]) => (name === 'command' ? [] : winningPlans(part)));
}

function stagesIn(plan: unknown): readonly Stage[] {
  if (typeof plan !== 'object' || plan === null) return [];
  if (Array.isArray(plan)) return plan.flatMap(stagesIn);
  const below = Object.entries(plan).flatMap(([name, part]) => (name === 'indexBounds' ? [] : stagesIn(part)));
  return 'stage' in plan && typeof plan.stage === 'string' ? [plan as Stage, ...below] : below;
}

/** In an order that is there, up to a limit: as much is read as is given. */
function isBounded({ limit }: Asked['command'], stages: readonly Stage[]): boolean {
  return typeof limit === 'number' && limit > 0 && !stages.some(({ stage }) => stage === 'SORT');
}

/** A partial index holds what is looked for and nothing else. */
function isWhole({ stage, isPartial, boundedFields, indexBounds }: Stage): boolean {
  if (stage === 'COLLSCAN') return true;
  if (stage !== 'IXSCAN' || isPartial === true) return false;
  if (boundedFields !== undefined) return boundedFields === 0;
  return Object.values(indexBounds ?? {}).every((bounds) =>
    bounds.every((bound) => /^\[M..Key, M..Key\]$/.test(bound)),
  );
}

function isFiltered({ filter, query, pipeline, updates, deletes }: Asked['command']): boolean {
  const [statement] = [updates, deletes].flatMap((list) => (Array.isArray(list) ? (list as { q: object }[]) : []));
  const [head] = Array.isArray(pipeline) ? (pipeline as { $match?: object }[]) : [];
  return Object.keys((filter ?? query ?? statement?.q ?? head?.$match ?? {}) as object).length > 0;
}
