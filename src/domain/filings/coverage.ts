import type { Platform } from '../accounts/platforms';
import type { UnitLevel } from '../accounts/unit';

/** What a unit must have by a text: which units it binds, and on which platforms. */
const COVERAGE_REQUIREMENTS = {
  'no-account': {
    binds: 'governments',
    // Any of these is enough.
    anyOf: ['weibo', 'wechat', 'douyin', 'kuaishou', 'toutiao', 'app', 'miniprogram', 'other'],
    allOf: [],
  },
  'lacks-platform': { binds: 'departments', anyOf: [], allOf: ['weibo', 'wechat'] },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly binds: 'governments' | 'departments';
      readonly anyOf: readonly Platform[];
      readonly allOf: readonly Platform[];
    }
  >
>;
export type CoverageRequirement = keyof typeof COVERAGE_REQUIREMENTS;
export const COVERAGE_REQUIREMENT_NAMES = Object.keys(COVERAGE_REQUIREMENTS) as [
  CoverageRequirement,
  ...CoverageRequirement[],
];

/** How an office takes a requirement: as a fault, as a notice, or not at all. */
export const COVERAGE_WEIGHTS = ['problem', 'notice', 'off'] as const;
export type CoverageWeight = (typeof COVERAGE_WEIGHTS)[number];

/** What the office has settled of each requirement, with the text it goes back to. */
export type CoverageRules = Readonly<
  Record<CoverageRequirement, { readonly weight: CoverageWeight; readonly source: string; readonly clause: string }>
>;

/** Those that the office takes for its own. */
export function requirementsOf(rules: CoverageRules): readonly CoverageRequirement[] {
  return COVERAGE_REQUIREMENT_NAMES.filter((requirement) => rules[requirement].weight !== 'off');
}

/** `unknown`: a department of which nobody has said whose it is. */
export const COVERAGE_STATES = ['met', 'missing', 'unknown'] as const;
export type CoverageState = (typeof COVERAGE_STATES)[number];

/** What is lacking of one requirement; null: it does not bind the unit. */
export interface Coverage {
  readonly requirement: CoverageRequirement;
  readonly state: CoverageState;
  readonly lacking: readonly Platform[];
}

const FROM_COUNTY_UP: readonly UnitLevel[] = ['national', 'province', 'city', 'county'];
const GOVERNMENTS: readonly UnitLevel[] = [...FROM_COUNTY_UP, 'town', 'village'];

/**
 * How a unit meets each of these requirements that binds it. `above`: the levels of its superiors, the nearest first: a department
 * is as high as the government it is one of. `platforms`: where it has an account in use.
 */
export function coverageOf(
  unit: {
    readonly level: UnitLevel;
    readonly above: readonly UnitLevel[];
    readonly requirements: readonly CoverageRequirement[];
  },
  platforms: readonly Platform[],
): readonly Coverage[] {
  return unit.requirements.flatMap((requirement): Coverage[] => {
    const { binds, anyOf, allOf } = COVERAGE_REQUIREMENTS[requirement];
    const bound = binds === 'governments' ? FROM_COUNTY_UP.includes(unit.level) : isBoundDepartment(unit);
    if (bound === false) return [];
    if (bound === null) return [{ requirement, state: 'unknown', lacking: [] }];
    const lacking = allOf.filter((platform) => !platforms.includes(platform));
    const isMet =
      lacking.length === 0 && (anyOf.length === 0 || anyOf.some((one: Platform) => platforms.includes(one)));
    return [{ requirement, state: isMet ? 'met' : 'missing', lacking }];
  });
}

/** Null: it stands below no government whose level is stated. */
function isBoundDepartment({
  level,
  above,
}: {
  readonly level: UnitLevel;
  readonly above: readonly UnitLevel[];
}): boolean | null {
  if (level !== 'department') return false;
  const government = above.find((one) => GOVERNMENTS.includes(one));
  return government === undefined ? null : FROM_COUNTY_UP.includes(government);
}
