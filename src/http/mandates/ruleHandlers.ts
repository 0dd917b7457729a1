// Handlers of mandate rules. Input is checked and the caller known when they run; what each promises stands in
// routes.ts.
import type { z } from 'zod';
import type { ListView, RulePreviewView, RuleView } from '../../api/views';
import type { Call } from '../edge/route';
import type { pageQuery } from '../edge/inputSchemas';
import type { createRuleBody, disableRuleBody, previewRuleBody, ruleParams, updateRuleBody } from './ruleSchemas';

type Params = z.output<typeof ruleParams>;

export function listRules({ services, principal }: Call<object, object, object>): Promise<ListView<RuleView>> {
  return services.rules.list(principal);
}

export function createRule({
  services,
  principal,
  body,
}: Call<object, object, z.output<typeof createRuleBody>>): Promise<RuleView> {
  return services.rules.create(body.rule, body.reason, principal);
}

export function updateRule({
  services,
  principal,
  params,
  body,
}: Call<Params, object, z.output<typeof updateRuleBody>>): Promise<RuleView> {
  return services.rules.update(
    params.id,
    { draft: body.rule, revision: body.revision, reason: body.reason },
    principal,
  );
}

export function disableRule({
  services,
  principal,
  params,
  body,
}: Call<Params, object, z.output<typeof disableRuleBody>>): Promise<RuleView> {
  return services.rules.setDisabled(params.id, { is: body.disabled, reason: body.reason }, principal);
}

/** A dry run: nothing is stored, whatever the answer. */
export function previewRule({
  services,
  principal,
  query,
  body,
}: Call<object, z.output<typeof pageQuery>, z.output<typeof previewRuleBody>>): Promise<RulePreviewView> {
  return services.rules.preview(body.rule, { policyId: body.policyId ?? null, page: query }, principal);
}
