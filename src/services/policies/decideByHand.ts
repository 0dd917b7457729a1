import { policyEvent } from '../../domain/alerts/events';
import { Refusal } from '../../domain/errors';
import type { Authority, Policy } from '../../domain/policies/policy';
import { personActor } from '../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { PolicyDecision, PolicyServices } from './contract';

/** Whose documents bind by field: without one such a decision would bind nobody and look settled. */
const OF_A_FIELD: readonly Authority[] = ['ministry', 'provincial-department', 'city-department', 'county-department'];

/**
 * What a person says of a document whose authority or field nothing states. It is put before the rules again with that at
 * the next issuing, its limits counted from the decision. Looks leave it as it is.
 */
export function createDecideByHand({ storage, clock, ids, settings }: ServiceDeps): PolicyServices['decideByHand'] {
  const known = new Set(settings.sectors.entries.map(({ key }) => key));
  return async (id, decision, principal) => {
    demand('mandate.review', principal);
    // It decides whom the document binds in the whole office.
    if (principal.unitId !== null)
      throw new Refusal('forbidden', '政策的发文机关由主管单位确认。', { remedy: '请联系主管单位的经办人。' });
    check(decision, known);
    const now = clock.now();
    const policy = await storage.policies.byId(id);
    if (policy === null) throw notFound('政策');
    if ((await storage.mandates.ofPolicy(id)).some(({ policyVersion }) => policyVersion === policy.version))
      throw conflict('这项政策已经列为必转任务；如有不妥，请在任务中退回、不予签发或撤回。');
    const { authority, sectors, bindsNobody, reason } = decision;
    const next: Policy = {
      ...policy,
      byHand: {
        authority,
        sectors: [...new Set(sectors)],
        bindsNobody,
        by: principal.personId,
        name: principal.name,
        at: now,
        reason: reason.trim(),
      },
    };
    const event = policyEvent({
      eventId: ids.eventId(),
      actor: personActor(principal),
      now,
      policy: next,
      change: 'decided',
      note: reason.trim(),
    });
    if (!(await storage.policies.replace(policy, next, event)))
      throw conflict('这项政策刚刚有变化，或另一位同事刚刚作了确认。');
  };
}

function check({ authority, sectors, bindsNobody, reason }: PolicyDecision, known: ReadonlySet<string>): void {
  writtenReason(reason);
  if (bindsNobody && sectors.length > 0)
    throw invalidInput(
      'sectors',
      '不列为必转任务的政策不绑定任何单位，不能同时指定领域。',
      '请去掉领域；要让某些领域的单位转载，请不要选“不列为必转任务”。',
    );
  if (!bindsNobody && authority === 'unknown')
    throw invalidInput('authority', '请选择发文机关的层级。', '确实无法确定的，请确认为“不列为必转任务”。');
  if (!bindsNobody && OF_A_FIELD.includes(authority) && sectors.length === 0)
    throw invalidInput(
      'sectors',
      '请选择这份部门文件所属的领域。',
      '部门文件按领域确定由哪些单位转载；不必转载的，请确认为“不列为必转任务”。',
    );
  const strange = sectors.find((key) => !known.has(key));
  if (strange !== undefined)
    throw invalidInput('sectors', `没有领域“${strange}”。`, '领域代码见 config/sectors.json 或 GET /sectors。');
}
