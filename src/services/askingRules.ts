import type { MandateRuleId } from '../domain/ids';
import type { MandateRule } from '../domain/mandates/mandate';
import type { AskingRule } from '../domain/mandates/askingRule';
import type { Instant } from '../domain/time/instant';
import type { ServiceDeps } from './settings';

/**
 * Rules a person changed without saying whether they hold for the policies already known. A question is open as long as
 * the revision of the rule is above the one it was answered for; what was counted of it is kept beside it.
 */
const answeredKey = (id: MandateRuleId): string => `known-answered:${id}`;
const countedKey = (id: MandateRuleId): string => `known-counted:${id}`;
/** Rules changed before there were such questions are not asked about. */
const BEGUN = 'known-asked-since';

export interface Counted {
  readonly revision: number;
  readonly policies: number;
  /** The nearest deadline counted from publication that was still ahead when the rule was changed; null: none was. */
  readonly dueBy: Instant | null;
  readonly sinceAt: Instant;
  readonly countedAt: Instant;
}

type Storage = ServiceDeps['storage'];

/** Rules with an open question, each with what was counted for its present revision; null: not counted yet. */
export async function openQuestions(
  storage: Storage,
): Promise<readonly { readonly rule: MandateRule; readonly counted: Counted | null }[]> {
  const found: { readonly rule: MandateRule; readonly counted: Counted | null }[] = [];
  for (const rule of await storage.mandates.rules()) {
    const { id, revision = 0, disabledAt = null } = rule;
    if (revision === 0 || disabledAt !== null) continue;
    if (revision <= Number((await storage.settings.get(answeredKey(id))) ?? 0)) continue;
    const counted = readCounted(await storage.settings.get(countedKey(id)));
    found.push({ rule, counted: counted?.revision === revision ? counted : null });
  }
  return found;
}

/** Those that really ask something, as alerts and counts tell of them. */
export async function readAsking(storage: Storage): Promise<readonly AskingRule[]> {
  return (await openQuestions(storage)).flatMap(({ rule: { id, title }, counted }) =>
    counted === null ? [] : [{ id, title, ...counted }],
  );
}

export async function keepCounted(storage: Storage, id: MandateRuleId, counted: Counted): Promise<void> {
  await storage.settings.set(countedKey(id), JSON.stringify(counted));
}

export async function keepAnswered(storage: Storage, id: MandateRuleId, revision: number): Promise<void> {
  await storage.settings.set(answeredKey(id), String(revision));
}

/** Once, before anything can be changed: rules that people had changed by then are not asked about. */
export async function beginAsking(storage: Storage): Promise<void> {
  if ((await storage.settings.get(BEGUN)) !== null) return;
  for (const { id, revision = 0 } of await storage.mandates.rules())
    if (revision > 0) await keepAnswered(storage, id, revision);
  await storage.settings.set(BEGUN, '1');
}

function readCounted(text: string | null): Counted | null {
  if (text === null) return null;
  const { dueBy, sinceAt, countedAt, ...rest } = JSON.parse(text) as Record<string, string> & {
    readonly revision: number;
    readonly policies: number;
  };
  return {
    revision: rest.revision,
    policies: rest.policies,
    dueBy: typeof dueBy === 'string' ? new Date(dueBy) : null,
    sinceAt: new Date(sinceAt ?? 0),
    countedAt: new Date(countedAt ?? 0),
  };
}
