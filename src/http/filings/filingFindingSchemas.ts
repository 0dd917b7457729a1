import { z } from 'zod';
import type { CoverageView, FilingCountsView, FilingFindingView } from '../../api/filingFindings';
import { PLATFORMS } from '../../domain/accounts/account';
import { COVERAGE_REQUIREMENT_NAMES, COVERAGE_STATES, COVERAGE_WEIGHTS } from '../../domain/filings/coverage';
import { FILING_FINDING_STATES } from '../../domain/filings/filingFinding';
import { FILING_FINDING_KINDS } from '../../domain/filings/findingKinds';
import type { AccountId, FilingFindingId, UnitId } from '../../domain/ids';
import type { CivilDate } from '../../domain/time/instant';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText, pageFields } from '../edge/inputSchemas';

const civilDate = z.iso.date() as unknown as z.ZodType<CivilDate>;
const reason = z.string().trim().min(1).max(500).meta({ description: 'Kept in the ledger.' });
const kind = z.enum(FILING_FINDING_KINDS);

export const filingFindingParams = z.strictObject({ id: idOf<FilingFindingId>() });
export const filingFindingsQuery = z.strictObject({
  ...pageFields,
  kind: z.exactOptional(kind),
  state: z.exactOptional(z.enum(FILING_FINDING_STATES)),
  unit: z.exactOptional(idOf<UnitId>()).meta({ description: 'The unit or one above it.' }),
  accountId: z.exactOptional(idOf<AccountId>()),
});
export const filingCountsQuery = z.strictObject({ unit: z.exactOptional(idOf<UnitId>()) });
export const acceptFilingsBody = z.strictObject({
  ids: z.array(idOf<FilingFindingId>()).min(1).max(200),
  reason,
  untilOn: civilDate.meta({ description: 'The last day on which it holds; at most a year from now.' }),
});
export const takeBackFilingBody = z.strictObject({ reason });
export const reportAccountBody = z.strictObject({
  unitId: idOf<UnitId>().meta({ description: 'Whose account it seems to be.' }),
  platform: z.enum(PLATFORMS),
  name: nameText(120),
  externalId: z.string().trim().max(500).default('').meta({ description: 'Its id there; empty: not known.' }),
  homeUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2_000)]).default(''),
  note: z.string().trim().max(500).default('').meta({ description: 'Where and how it was found.' }),
});

export const filingFindingView = named(
  'FilingFinding',
  z.strictObject({
    id: z.string(),
    kind,
    severity: z.enum(['problem', 'notice']),
    source: z.string(),
    clause: z.string(),
    state: z.enum(FILING_FINDING_STATES),
    unitId: z.string(),
    unitName: z.string(),
    label: z.string(),
    platform: z.enum(PLATFORMS).nullable(),
    accounts: z.array(z.strictObject({ id: z.string(), name: z.string(), platform: z.enum(PLATFORMS) })),
    facts: z.record(z.string(), z.string()),
    occurredAt: isoInstant.nullable().meta({ description: 'When it became so by the rule; null: not known.' }),
    noticedAt: isoInstant,
    settledAt: isoInstant.nullable(),
    acceptance: z
      .strictObject({ byName: z.string(), reason: z.string(), at: isoInstant, untilOn: z.string() })
      .nullable(),
  }),
) satisfies z.ZodType<FilingFindingView>;
export const filingFindingList = listOf('FilingFindingList', filingFindingView);

export const filingCountsView = named(
  'FilingCounts',
  z.strictObject({
    kinds: z.array(
      z.strictObject({
        kind,
        severity: z.enum(['problem', 'notice']),
        source: z.string(),
        clause: z.string(),
        open: z.int(),
        accepted: z.int(),
      }),
    ),
    asOf: isoInstant,
  }),
) satisfies z.ZodType<FilingCountsView>;
export const acceptedFindingsView = named(
  'AcceptedFindings',
  z.strictObject({
    accepted: z.int(),
    left: z.array(z.strictObject({ id: z.string(), why: z.enum(['not-found', 'settled', 'conflict']) })),
  }),
);

const requirement = z.enum([...COVERAGE_REQUIREMENT_NAMES, 'one-per-platform']);
const coverageState = z.enum([...COVERAGE_STATES, 'several', 'accepted']);
export const coverageQuery = z.strictObject({
  requirement: z.exactOptional(requirement),
  state: z
    .exactOptional(coverageState)
    .meta({ description: '`accepted`: somebody has said why; `several`: more than one account on a platform.' }),
});
export const coverageView = named(
  'Coverage',
  z.strictObject({
    requirements: z.array(
      z.strictObject({
        requirement,
        weight: z.enum(COVERAGE_WEIGHTS).meta({ description: '`off`: this office does not hold its units to it.' }),
        source: z.string(),
        clause: z.string(),
        counts: z.strictObject({
          ...{ met: z.int(), missing: z.int(), several: z.int(), accepted: z.int(), unknown: z.int() },
        }),
      }),
    ),
    items: z.array(
      z.strictObject({
        unitId: z.string(),
        unitName: z.string(),
        requirement,
        state: coverageState,
        lacking: z.array(z.enum(PLATFORMS)),
        several: z.array(z.enum(PLATFORMS)),
        accounts: z.array(z.strictObject({ platform: z.enum(PLATFORMS), count: z.int() })),
      }),
    ),
    asOf: isoInstant,
  }),
) satisfies z.ZodType<CoverageView>;
