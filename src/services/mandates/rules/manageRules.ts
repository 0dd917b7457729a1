import { ruleEvent } from '../../../domain/alerts/events';
import { Refusal } from '../../../domain/errors';
import type { MandateRuleId } from '../../../domain/ids';
import type { MandateRule } from '../../../domain/mandates/mandate';
import type { Principal } from '../../../domain/people/role';
import type { RuleView } from '../../../api/mandates';
import { readAsking } from '../../askingRules';
import { personActor } from '../../actors';
import { conflict, demand, invalidInput, notFound } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import type { RuleDraft, RuleServices } from '../contract';

/**
 * Mandate rules as people keep them: every change with its reason in the ledger, compare-and-set on the rule's
 * revision.
 */
export function createManageRules({
  storage,
  clock,
  ids,
}: ServiceDeps): Pick<RuleServices, 'list' | 'create' | 'update' | 'setDisabled'> {
  const known = async (id: MandateRuleId): Promise<MandateRule> => {
    const rule = (await storage.mandates.rules()).find((one) => one.id === id);
    if (rule === undefined) throw notFound('必转规则');
    return rule;
  };
  const store = async (
    expected: MandateRule | null,
    next: MandateRule,
    by: {
      readonly principal: Principal;
      readonly reason: string;
      readonly event: 'created' | 'updated' | 'disabled' | 'enabled';
    },
  ): Promise<RuleView> => {
    const event = ruleEvent({
      eventId: ids.eventId(),
      actor: personActor(by.principal),
      now: clock.now(),
      rule: next,
      event: by.event,
      note: by.reason.trim(),
    });
    if (!(await storage.mandates.changeRule(expected, next, event)))
      throw conflict(expected === null ? '已有同名（key）的必转规则。' : '另一位同事刚刚改动了这条规则。');
    return ruleView({ ...next, revision: (expected?.revision ?? 0) + 1 });
  };
  return {
    list: async (principal) => {
      demand('read', principal);
      const asking = new Map((await readAsking(storage)).map(({ id, policies }) => [id, policies]));
      return {
        items: (await storage.mandates.rules()).map((rule) => ruleView(rule, asking.get(rule.id))),
        nextCursor: null,
        asOf: clock.now().toISOString(),
      };
    },
    create: async (draft, reason, principal) => {
      demandRules(principal);
      checkDraft(draft);
      return store(null, { ...draft, id: ids.id<MandateRuleId>() }, { principal, reason, event: 'created' });
    },
    update: async (id, { draft, revision, reason }, principal) => {
      demandRules(principal);
      checkDraft(draft);
      const rule = await known(id);
      if ((rule.revision ?? 0) !== revision) throw conflict('另一位同事刚刚改动了这条规则。');
      if (draft.key !== rule.key) throw invalidInput('key', '规则的 key 不能改动。', '如需另一条规则，请新建。');
      return store(
        rule,
        { ...draft, id, ...(rule.disabledAt === undefined ? {} : { disabledAt: rule.disabledAt }) },
        { principal, reason, event: 'updated' },
      );
    },
    setDisabled: async (id, { is, reason }, principal) => {
      demandRules(principal);
      const rule = await known(id);
      if (((rule.disabledAt ?? null) !== null) === is) throw conflict(is ? '这条规则已经停用。' : '这条规则没有停用。');
      return store(
        rule,
        { ...rule, disabledAt: is ? clock.now() : null },
        { principal, reason, event: is ? 'disabled' : 'enabled' },
      );
    },
  };
}

/** A rule binds the whole office: somebody of one unit cannot make it. */
function demandRules(principal: Principal): void {
  demand('rules.manage', principal);
  if (principal.unitId !== null)
    throw new Refusal('forbidden', '必转规则由主管单位维护。', { remedy: '请联系主管单位的管理员。' });
}

function checkDraft({ platforms, authorities }: RuleDraft): void {
  if (platforms.length === 0)
    throw invalidInput('platforms', '请至少选择一个平台。', '没有平台的规则约束不到任何账号。');
  if (authorities.length === 0)
    throw invalidInput('authorities', '请至少选择一级发文机关。', '没有发文机关的规则不会列出任何政策。');
}

function ruleView(rule: MandateRule, asksAboutKnown = 0): RuleView {
  const {
    newVersions = 'ignore',
    interpretations = false,
    offersInterpretations = true,
    binds = 'everybody',
    sectors = [],
    revision = 0,
    disabledAt = null,
    ...fields
  } = rule;
  return {
    ...fields,
    newVersions,
    interpretations,
    offersInterpretations,
    binds,
    sectors,
    revision,
    disabledAt: disabledAt?.toISOString() ?? null,
    asksAboutKnown,
  };
}
