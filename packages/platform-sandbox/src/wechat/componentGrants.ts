import type { Actor } from '../world/actor';
import { MINUTE_MS } from '../world/civilTime';
import type { JournalEntry } from '../world/journal';
import { LETTERS_AND_DIGITS, spellCode } from '../world/seededDraw';
import type { World } from '../world/world';
import { actorsOn } from '../world/world';
import { refreshTokenOf } from '../world/componentAccounts';

interface GrantEntry extends JournalEntry {
  readonly kind: 'wechat-grant';
  readonly accountKey: string;
  readonly refreshToken: string;
}
interface UngrantEntry extends JournalEntry {
  readonly kind: 'wechat-ungrant';
  readonly accountKey: string;
}

interface Grant {
  refreshToken: string;
  grantedMs: number;
  earlier: string | null;
  isLive: boolean;
}

/** Which accounts have authorised the component. A refresh token does not age; a new authorisation replaces it. */
export interface ComponentGrants {
  isGranted(actor: Actor): boolean;
  /** True where the account was authorised before. */
  grant(actor: Actor): boolean;
  ungrant(actor: Actor): void;
  refreshTokenOf(actor: Actor): string | null;
  /** The one before is good for five more minutes. */
  accepts(actor: Actor, refreshToken: string): boolean;
  list(): readonly { readonly actor: Actor; readonly refreshToken: string; readonly grantedMs: number }[];
}

const OVERLAP_MS = 5 * MINUTE_MS;

export function openComponentGrants(world: World): ComponentGrants {
  const { journal, now } = world;
  const actors = new Map(actorsOn(world, 'wechat').map((actor) => [actor.account.key, actor]));
  const grants = new Map<string, Grant>();
  for (const actor of actors.values()) {
    if (actor.grantedAtAnchor)
      grants.set(actor.account.key, {
        refreshToken: refreshTokenOf(actor, world.seed),
        grantedMs: world.county.anchorAt.getTime(),
        earlier: null,
        isLive: true,
      });
  }
  const take = (entry: GrantEntry): void => {
    const before = grants.get(entry.accountKey);
    grants.set(entry.accountKey, {
      refreshToken: entry.refreshToken,
      grantedMs: entry.atMs,
      earlier: before?.isLive === true ? before.refreshToken : null,
      isLive: true,
    });
  };
  const drop = (entry: UngrantEntry): void => {
    const found = grants.get(entry.accountKey);
    if (found !== undefined) found.isLive = false;
  };
  for (const entry of [
    ...journal.read<GrantEntry>('wechat-grant'),
    ...journal.read<UngrantEntry>('wechat-ungrant'),
  ].sort((a, b) => a.number - b.number)) {
    if (entry.kind === 'wechat-grant') take(entry);
    else drop(entry);
  }
  const live = (actor: Actor): Grant | null => {
    const found = grants.get(actor.account.key);
    return found?.isLive === true ? found : null;
  };
  return {
    isGranted: (actor) => live(actor) !== null,
    grant(actor) {
      const wasGranted = live(actor) !== null;
      const atMs = now().getTime();
      const refreshToken = `refreshtoken@@@${spellCode(`${LETTERS_AND_DIGITS}-_`, 43, world.seed, actor.account.key, 'refresh', atMs, grants.size)}`;
      const entry: GrantEntry = { kind: 'wechat-grant', accountKey: actor.account.key, refreshToken, atMs };
      journal.append(entry);
      take(entry);
      return wasGranted;
    },
    ungrant(actor) {
      const entry: UngrantEntry = { kind: 'wechat-ungrant', accountKey: actor.account.key, atMs: now().getTime() };
      journal.append(entry);
      drop(entry);
    },
    refreshTokenOf: (actor) => live(actor)?.refreshToken ?? null,
    accepts(actor, refreshToken) {
      const found = live(actor);
      if (found === null) return false;
      return (
        found.refreshToken === refreshToken ||
        (found.earlier === refreshToken && now().getTime() - found.grantedMs < OVERLAP_MS)
      );
    },
    list: () =>
      [...grants].flatMap(([key, grant]) => {
        const actor = actors.get(key);
        return actor === undefined || !grant.isLive
          ? []
          : [{ actor, refreshToken: grant.refreshToken, grantedMs: grant.grantedMs }];
      }),
  };
}
