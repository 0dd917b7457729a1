import { z } from 'zod';
import type { FindingId } from '../../domain/ids';
import { findingView } from '../accounts/accountSchemas';
import { endpoint } from '../edge/endpoint';
import { idOf } from '../edge/inputSchemas';
import { civilDate } from '../team/liaisonSchemas';

const findingParams = z.strictObject({ id: idOf<FindingId>() });
const reasonBody = z.strictObject({
  reason: z.string().trim().min(1).max(500).meta({ description: 'Kept beside the finding and in the ledger.' }),
});

const dismissBody = z.strictObject({
  ...reasonBody.shape,
  ownWordsUntil: civilDate
    .nullable()
    .default(null)
    .meta({ description: 'The words are proposed as words of the unit (本单位用语) as well, until this day.' }),
});

/** The same text never opens it again; another text, a post after a silence or a longer silence does. */
export const dismissFinding = endpoint({
  summary: 'Dismiss a finding that is none, with a reason; its case ends and the account is judged again',
  params: findingParams,
  body: dismissBody,
  answer: findingView,
  handle({ services, principal, params, body }) {
    return services.findings.dismiss(params.id, body, principal);
  },
});

export const takeBackFinding = endpoint({
  summary: 'Take the dismissal of a finding back, with a reason; the finding is open again',
  params: findingParams,
  body: reasonBody,
  answer: findingView,
  handle({ services, principal, params, body }) {
    return services.findings.takeBack(params.id, body.reason, principal);
  },
});
