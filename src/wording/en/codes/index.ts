import type { codes as zhCodes } from '../../zh/codes';
import { accountsCodes } from './accounts';
import { alertsCodes } from './alerts';
import { casesCodes } from './cases';
import { deliveryCodes } from './deliveries';
import { dutiesCodes } from './duties';
import { failureCodes } from './failures';
import { judgingCodes } from './judging';
import { ladderCodes } from './ladders';
import { mandatesCodes } from './mandates';
import { notifyCodes } from './notify';
import { oncallCodes } from './oncall';
import { peopleCodes } from './people';
import { policiesCodes } from './policies';
import { publishingCodes } from './publishing';
import { siteChecksCodes } from './siteChecks';
import { submissionsCodes } from './submissions';
import { systemCodes } from './system';

/** The same codes in English; the type is that of the Chinese ones, so a missing member does not compile. */
export const codes: typeof zhCodes = {
  ...accountsCodes,
  ...judgingCodes,
  ...mandatesCodes,
  ...publishingCodes,
  ...policiesCodes,
  ...casesCodes,
  ...failureCodes,
  ...deliveryCodes,
  ...alertsCodes,
  ...notifyCodes,
  ...ladderCodes,
  ...oncallCodes,
  ...peopleCodes,
  ...submissionsCodes,
  ...dutiesCodes,
  ...siteChecksCodes,
  ...systemCodes,
};
