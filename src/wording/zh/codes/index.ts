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

/** Words for every code of the domain, by the name of its list. */
export const codes = {
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
