import type { SandboxBehaviour, SandboxPlatform } from '../contract';
import { drawFor } from './seededDraw';

/** One account before it has identifiers and addresses. */
export interface AccountPlan {
  readonly platform: SandboxPlatform;
  /** Position in the list of units. */
  readonly unit: number;
  /** 1 for the unit's first account on this platform. */
  readonly ordinal: number;
  readonly behaviour: SandboxBehaviour;
  /**
   * May software publish here? Weibo: the app may share; WeChat: the 发布 interfaces are granted; portal: the content
   * system takes pushes.
   */
  readonly opensPublishing: boolean;
  /** Position among the accounts of the platform. */
  readonly position: number;
}

/** Of 150 accounts: 60, 50 and 40. */
const SHARES: readonly (readonly [SandboxPlatform, number])[] = [
  ['weibo', 0.4],
  ['wechat', 1 / 3],
  ['portal', 4 / 15],
];

/**
 * The troubled ones; everything else is fine. The official WeChat reads prove no silence, so the silent are elsewhere.
 */
const TROUBLED: Readonly<Record<SandboxPlatform, readonly SandboxBehaviour[]>> = {
  weibo: ['quiet-13d', 'quiet-20d', 'slow', 'expired-credential', 'quiet-8d', 'quiet-100d'],
  wechat: ['mass-send-only'],
  portal: ['redesigned', 'quiet-13d', 'refused', 'quiet-45d', 'quiet-11d'],
};

/**
 * What a county of some size has as well, placed apart from the troubled so that these stay where they are: counted from
 * the last account of the platform.
 */
const OTHERS: readonly {
  readonly platform: SandboxPlatform;
  readonly back: number;
  readonly behaviour: SandboxBehaviour;
}[] = [
  { platform: 'weibo', back: 2, behaviour: 'indiscreet' },
  { platform: 'weibo', back: 4, behaviour: 'cancelled' },
];
const SIZE_WITH_OTHERS = 20;

/** Spreads accounts over units, county government first; its own accounts are never troubled. */
export function planAccounts(
  size: { readonly units: number; readonly accounts: number; readonly hasSites?: boolean },
  seed: number,
): readonly AccountPlan[] {
  const plans: AccountPlan[] = [];
  let left = size.accounts;
  SHARES.forEach(([platform, share], index) => {
    const count = index === SHARES.length - 1 ? left : Math.min(left, Math.round(size.accounts * share));
    left -= count;
    plans.push(...planPlatform({ platform, count, units: size.units, seed, hasSites: size.hasSites === true }));
  });
  return plans;
}

function planPlatform(about: {
  platform: SandboxPlatform;
  count: number;
  units: number;
  seed: number;
  hasSites: boolean;
}): AccountPlan[] {
  const troubles = placeTroubles(TROUBLED[about.platform], about.count);
  for (const { platform, back, behaviour } of about.count < SIZE_WITH_OTHERS ? [] : OTHERS) {
    if (platform !== about.platform) continue;
    let position = about.count - back;
    while (troubles.has(position)) position -= 1;
    troubles.set(position, behaviour);
  }
  return Array.from({ length: about.count }, (_, position) => {
    const draw = drawFor(about.seed, 'temper', about.platform, position);
    const temper: SandboxBehaviour = position === 0 || draw.chance(0.25) ? 'lively' : 'ordinary';
    const behaviour = troubles.get(position) ?? temper;
    return {
      platform: about.platform,
      ...placeOf(about, position),
      behaviour,
      opensPublishing: opensPublishing({ ...about, position, behaviour }),
      position,
    };
  });
}

/** How many columns the sites of a county have, one after the other: three to eight. */
const COLUMNS: readonly number[] = [6, 3, 5, 4, 8, 3, 5, 6];
/** Of fewer columns than this there would be a site or two: then every unit has one, as it has one of the others. */
const COUNT_WITH_SITES = 24;

/** Whose account it is. Few units of a county run a website; those that do have several watched columns on it. */
function placeOf(
  {
    platform,
    count,
    units,
    hasSites,
  }: {
    readonly platform: SandboxPlatform;
    readonly count: number;
    readonly units: number;
    readonly hasSites: boolean;
  },
  position: number,
): Pick<AccountPlan, 'unit' | 'ordinal'> {
  if (platform !== 'portal' || !hasSites || count < COUNT_WITH_SITES)
    return { unit: position % units, ordinal: Math.floor(position / units) + 1 };
  let before = 0;
  for (let site = 0; ; site += 1) {
    const columns = COLUMNS[site % COLUMNS.length] ?? 1;
    const round = Math.floor(site / units);
    if (position < before + columns)
      return { unit: site % units, ordinal: position - before + 1 + round * MOST_COLUMNS };
    before += columns;
  }
}
const MOST_COLUMNS = Math.max(...COLUMNS);

function placeTroubles(behaviours: readonly SandboxBehaviour[], count: number): Map<number, SandboxBehaviour> {
  const placed = new Map<number, SandboxBehaviour>();
  const spread = Math.min(behaviours.length, Math.max(0, count - 1));
  for (let i = 0; i < spread; i += 1) {
    const behaviour = behaviours[i];
    if (behaviour !== undefined) placed.set(Math.floor(((i + 1) * count) / (spread + 1)), behaviour);
  }
  return placed;
}

function opensPublishing(about: {
  platform: SandboxPlatform;
  count: number;
  position: number;
  behaviour: SandboxBehaviour;
}): boolean {
  // Whoever neglects an account has not arranged for software to publish there either: otherwise the first mandated
  // repost would revive every quiet account, and nobody could see what silence looks like.
  if (about.behaviour.startsWith('quiet-') || about.behaviour === 'slow' || about.behaviour === 'cancelled')
    return false;
  switch (about.platform) {
    case 'weibo':
      return true;
    // Uncertified accounts lost the whole 发布 family in July 2025; a few of them are in every county.
    case 'wechat':
      return about.position % 16 !== 15 && (about.position === 0 || about.position !== about.count - 1);
    case 'portal':
      return about.position % 3 !== 2 && about.behaviour !== 'refused';
  }
}
