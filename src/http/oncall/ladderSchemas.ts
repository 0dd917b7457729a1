import { z } from 'zod';
import type { EscalationView, LadderDryRunView, LadderView } from '../../api/ladders';
import type { AlertId, LadderId, NotifyChannelId } from '../../domain/ids';
import { TOLD_AS } from '../../domain/notify/audience';
import { TELLING_OUTCOMES } from '../../domain/notify/whoIsTold';
import { ESCALATION_STATES, STEP_REASONS } from '../../domain/oncall/escalation';
import { MOST_RUNGS, MOST_RUNG_MINUTES } from '../../domain/oncall/ladder';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText } from '../edge/inputSchemas';
import { audience, audienceView, match, matchView, version } from '../notify/notifySchemas';

export const ladderParams = z.strictObject({ id: idOf<LadderId>() });

const afterMinutes = z
  .int()
  .min(0)
  .max(MOST_RUNG_MINUTES)
  .meta({
    description:
      'Minutes since the alert opened or was raised: of working time, unless the ladder counts around the clock. ' +
      'Later than those of the rung before.',
  });
const ladderFields = {
  name: nameText(40),
  position: z.int().min(1).max(10_000).meta({ description: 'The first ladder in this order that matches counts.' }),
  match: match.clone().prefault({ leastSeverity: 'critical' }),
  rungs: z
    .array(z.strictObject({ afterMinutes, channelId: idOf<NotifyChannelId>(), audience }))
    .min(1)
    .max(MOST_RUNGS),
  isNight: z.boolean().default(false).meta({ description: 'Minutes are counted around the clock.' }),
  disabled: z.boolean().default(false),
};
export const newLadderBody = z.strictObject(ladderFields);
export const ladderBody = z.strictObject({ version, ...ladderFields });
export const ladderDryRunBody = z.strictObject({ alertId: idOf<AlertId>() });

export const ladderView = named(
  'EscalationLadder',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    position: z.int(),
    match: matchView,
    rungs: z.array(z.strictObject({ afterMinutes: z.int(), channelId: z.string(), audience: audienceView })),
    isNight: z.boolean(),
    disabled: z.boolean(),
    version: z.int(),
  }),
) satisfies z.ZodType<LadderView>;
export const ladderList = listOf('EscalationLadderList', ladderView);

const reason = z.enum(STEP_REASONS).nullable().meta({ description: 'Why nobody was told, or would be.' });

const escalationView = named(
  'Escalation',
  z.strictObject({
    id: z.string(),
    ladderName: z.string(),
    state: z.enum(ESCALATION_STATES),
    openedAt: isoInstant,
    nextAt: isoInstant.nullable(),
    isHeld: z.boolean().meta({ description: 'A silence hides the alert from the next rung.' }),
    rungs: z.array(
      z.strictObject({
        number: z.int(),
        channelName: z.string().nullable(),
        at: isoInstant.nullable(),
        told: z.int().nullable().meta({ description: 'How many were told; null: not reached yet.' }),
        reason,
      }),
    ),
  }),
) satisfies z.ZodType<EscalationView>;
export const escalationList = listOf('EscalationList', escalationView);

export const ladderDryRunView = named(
  'EscalationDryRun',
  z.strictObject({
    alertId: z.string(),
    ladderName: z.string().nullable(),
    isClimbing: z.boolean().meta({ description: 'It climbs now; otherwise as if the alert opened now.' }),
    rungs: z.array(
      z.strictObject({
        number: z.int(),
        at: isoInstant,
        channelName: z.string().nullable(),
        recipients: z.array(
          z.strictObject({ recipient: z.string(), outcome: z.enum(TELLING_OUTCOMES), toldAs: z.enum(TOLD_AS) }),
        ),
        reason,
      }),
    ),
  }),
) satisfies z.ZodType<LadderDryRunView>;
