import { endpoint } from '../edge/endpoint';
import { pageQuery } from '../edge/inputSchemas';
import {
  appliedRuleView,
  applyRuleBody,
  createRuleBody,
  disableRuleBody,
  previewRuleBody,
  ruleList,
  ruleParams,
  rulePreviewView,
  ruleView,
  updateRuleBody,
} from './ruleSchemas';

export const listRules = endpoint({
  summary: 'Mandate rules',
  answer: ruleList,
  handle({ services, principal }) {
    return services.rules.list(principal);
  },
});

export const createRule = endpoint({
  summary: 'Add a mandate rule, with a reason',
  body: createRuleBody,
  answer: ruleView,
  handle({ services, principal, body }) {
    return services.rules.create(body.rule, body.reason, principal);
  },
});

export const updateRule = endpoint({
  summary: 'Change a mandate rule at the revision that was read',
  params: ruleParams,
  body: updateRuleBody,
  answer: ruleView,
  handle({ services, principal, params, body }) {
    return services.rules.update(
      params.id,
      { draft: body.rule, revision: body.revision, reason: body.reason },
      principal,
    );
  },
});

export const disableRule = endpoint({
  summary: 'Stop a rule from making mandates, or let it again',
  params: ruleParams,
  body: disableRuleBody,
  answer: ruleView,
  handle({ services, principal, params, body }) {
    return services.rules.setDisabled(params.id, { is: body.disabled, reason: body.reason }, principal);
  },
});

export const applyRule = endpoint({
  summary: 'Mandate policies already known by a rule, limits counted from now; safe to repeat',
  params: ruleParams,
  body: applyRuleBody,
  answer: appliedRuleView,
  handle({ services, principal, params, body }) {
    return services.rules.apply(params.id, body, principal);
  },
});

/** A dry run: nothing is stored, whatever comes out. */
export const previewRule = endpoint({
  summary: 'Dry run: whom a rule would bind and why; stores nothing',
  query: pageQuery,
  body: previewRuleBody,
  answer: rulePreviewView,
  handle({ services, principal, query, body }) {
    return services.rules.preview(
      body.rule,
      { policyId: body.policyId ?? null, ruleId: body.ruleId ?? null, page: query },
      principal,
    );
  },
});
