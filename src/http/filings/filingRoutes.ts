import { get, post, put, type Route } from '../edge/route';
import * as onboarding from '../onboarding/onboardingEndpoints';
import * as officialLists from '../officialLists/officialListEndpoints';
import * as coverage from './coverageEndpoints';
import * as filingFindings from './filingFindingEndpoints';

/** What can be asked of filings: what is wrong with them, who lacks what, and who is to join what. */
export const FILING_ROUTES: readonly Route[] = [
  get('/filing-findings', 'read', filingFindings.listFilingFindings),
  get('/filing-findings/counts', 'read', filingFindings.showFilingCounts),
  get('/coverage', 'read', coverage.showCoverage),
  get('/coverage/export', 'read', coverage.exportCoverage),
  get('/onboarding-plans', 'read', onboarding.listPlans),
  post('/onboarding-plans', 'rules.manage', onboarding.declarePlan),
  get('/onboarding-plans/:id', 'read', onboarding.showStanding),
  put('/onboarding-plans/:id', 'rules.manage', onboarding.changePlan),
  get('/onboarding-plans/:id/export', 'read', onboarding.exportStanding),
  post('/onboarding-plans/:id/ended', 'rules.manage', onboarding.endPlan),
  post('/onboarding-plans/:id/joined', 'account.write', onboarding.recordJoining),
  post('/onboarding-plans/:id/joined/take-back', 'account.write', onboarding.takeBackJoining),
  post('/onboarding-plans/:id/exceptions', 'finding.dismiss', onboarding.exceptUnits),
  post('/onboarding-plans/:id/exceptions/end', 'finding.dismiss', onboarding.endException),
  post('/filing-findings', 'account.collect', filingFindings.reportAccount),
  post('/filing-findings/accept', 'finding.dismiss', filingFindings.acceptFilings),
  post('/filing-findings/:id/take-back', 'finding.dismiss', filingFindings.takeBackFiling),
  get('/official-lists', 'account.write', officialLists.listOfficialLists),
  post('/official-lists', 'account.write', officialLists.handInList),
  get('/official-lists/:id', 'account.write', officialLists.showOfficialList),
  get('/official-lists/:id/file', 'account.write', officialLists.fetchListFile),
  get('/official-lists/:id/lines', 'account.write', officialLists.listDiffLines),
  get('/official-lists/:id/export', 'account.write', officialLists.exportDiff),
  post('/official-lists/:id/compare', 'account.write', officialLists.compareAgain),
  post('/official-lists/:id/acts', 'account.write', officialLists.actOnLine),
];
