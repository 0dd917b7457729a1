import { z } from 'zod';
import { UNIT_LEVELS } from '../domain/accounts/unit';
import { INTERACTION_KINDS } from '../domain/duties/interactionKinds';
import { DUTY_SUBJECTS, EXTENSION_APPROVERS, limitRuleProblems, type LimitRule } from '../domain/duties/limitRule';
import { SURVEY_KINDS } from '../domain/surveys/surveyQuota';
import type { ServiceSettings } from '../services/index';

const limit = z.union([
  z.strictObject({ workingDays: z.int().min(1).max(250) }),
  z.strictObject({
    hours: z
      .int()
      .min(1)
      .max(24 * 366),
  }),
]);
const rule = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens'),
  title: z.string().min(1),
  titleEn: z.string().min(1),
  subject: z.enum(DUTY_SUBJECTS),
  kinds: z.array(z.enum(INTERACTION_KINDS)),
  limit,
  clause: z.string().min(1),
  firstAsked: z.boolean(),
  extension: z.strictObject({ limit, approver: z.enum(EXTENSION_APPROVERS), clause: z.string().min(1) }).nullable(),
  remind: limit,
  press: limit,
});

const ruleKey = z.string().min(1).max(40);
const wholeDays = z.int().min(0).max(366);
const quota = z.strictObject({
  key: ruleKey,
  title: z.string().min(1),
  titleEn: z.string().min(1),
  levels: z.array(z.enum(UNIT_LEVELS)).min(1),
  kinds: z.array(z.enum(SURVEY_KINDS)).min(1),
  least: z.int().min(1).max(100),
  clause: z.string().min(1),
  eachDays: wholeDays.min(1),
  warnDays: wholeDays,
});
/** Within which limit units owe what: each rule with its clause, and one for every kind of message. */
export const dutiesSchema = z
  .strictObject({
    publicForm: z.strictObject({
      /** Whether anybody may write to the office without signing in. */
      isOpen: z.boolean(),
      mostADay: z.int().min(1).max(100_000),
      mostAnHourPerAddress: z.int().min(1).max(1_000),
    }),
    rules: z
      .array(rule)
      .max(100)
      .superRefine((rules, context) => {
        for (const { at, field, message } of limitRuleProblems(rules as readonly LimitRule[]))
          context.addIssue({ code: 'custom', path: [at, ...field.split('.')], message });
      }),
    surveys: z.strictObject({ resultRule: ruleKey, quotas: z.array(quota).max(50) }),
    emergencies: z.strictObject({
      first: z.strictObject({ incident: ruleKey, 'public-opinion': ruleKey, rumour: ruleKey }),
      followUp: ruleKey,
    }),
    meetings: z.strictObject({ rule: ruleKey }),
  })
  .superRefine((config, context) => {
    for (const { path, message } of ruleNameProblems(config)) context.addIssue({ code: 'custom', path, message });
  });

/** What is configured, as services work with it. */
export function dutySettings(config: z.infer<typeof dutiesSchema>): ServiceSettings['duties'] {
  const { publicForm, surveys, emergencies, meetings } = config;
  const rules: readonly LimitRule[] = config.rules.map((one) => ({ ...one, kinds: [...one.kinds] }));
  const ruleOf = (key: string): LimitRule => {
    const found = rules.find((one) => one.key === key);
    if (found === undefined) throw new Error(`no rule ${key}`);
    return found;
  };
  const { incident, 'public-opinion': opinion, rumour } = emergencies.first;
  return {
    rules,
    publicForm: { isOpen: publicForm.isOpen, mostADay: publicForm.mostADay },
    surveys: {
      quotas: surveys.quotas.map((one) => ({ ...one, levels: [...one.levels], kinds: [...one.kinds] })),
      resultRule: ruleOf(surveys.resultRule),
    },
    emergencies: {
      first: { incident: ruleOf(incident), 'public-opinion': ruleOf(opinion), rumour: ruleOf(rumour) },
      followUp: ruleOf(emergencies.followUp),
    },
    meetings: { rule: ruleOf(meetings.rule) },
  };
}

/** Rules that are named elsewhere stand among the rules, and are for what they are named for. */
function ruleNameProblems({
  rules,
  surveys,
  emergencies,
  meetings,
}: {
  readonly rules: readonly { readonly key: string; readonly subject: string; readonly limit: object }[];
  readonly surveys: { readonly resultRule: string };
  readonly emergencies: { readonly first: Readonly<Record<string, string>>; readonly followUp: string };
  readonly meetings: { readonly rule: string };
}): readonly { readonly path: string[]; readonly message: string }[] {
  const named: readonly (readonly [string[], string, string])[] = [
    [['surveys', 'resultRule'], surveys.resultRule, 'survey'],
    [['emergencies', 'followUp'], emergencies.followUp, 'emergency'],
    ...Object.entries(emergencies.first).map(([kind, key]): [string[], string, string] => [
      ['emergencies', 'first', kind],
      key,
      'emergency',
    ]),
    [['meetings', 'rule'], meetings.rule, 'meeting'],
  ];
  return named.flatMap(([path, key, subject]) => {
    const rule = rules.find((one) => one.key === key);
    if (rule?.subject !== subject) return [{ path, message: `“${key}” is no rule for “${subject}”` }];
    // A meeting sets a day, so that its duties run in hours.
    return subject === 'meeting' && !('hours' in rule.limit)
      ? [{ path, message: `“${key}” is to be counted in hours` }]
      : [];
  });
}
