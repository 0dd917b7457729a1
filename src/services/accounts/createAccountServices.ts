import type { ServiceDeps } from '../settings';
import type { FollowVerdict, JudgeAccount, ObserveAccount, RecordLearnedPost } from '../steps';
import { createAccountFiling } from './accountFiling';
import { createAccountRegistration } from './accountRegistration';
import { createAccountSteps } from './accountSteps';
import { createAnnounceCredential } from './announceCredential';
import { createChangeSite } from './changeSite';
import { createCloseUnit } from './closeUnit';
import { createCollectDue } from './collectDue';
import { createCollectNow } from './collectNow';
import type { AccountServices } from './contract';
import { createKeepPosts } from './followPosts';
import { createInspectPosts } from './inspectPosts';
import { createJudgeAccount } from './judgeAccount';
import { createJudgeByNewRules } from './judgeByNewRules';
import { createJudgeDue } from './judgeDue';
import { createLookAtAccount } from './lookAtAccount';
import { createMergeUnits } from './mergeUnits';
import { createMoveUnit } from './moveUnit';
import { createPlanNextLook } from './planNextLook';
import { createProbe } from './probe';
import { createRecordLearnedPost } from './recordLearnedPost';
import { createRecheckClosings } from './recheckClosings';
import { createRegisterAccounts } from './registerAccounts';
import { createNameRepostColumns, createRegisterSites } from './registerSites';
import { createRegisterUnits } from './registerUnits';
import { createSettleSites } from './settleSites';
import { createSiteLife } from './siteLife';
import { createUnitRecords } from './unitRecords';

/** `unmetered`: the connectors as they are, for a probe of what is not registered. */
export function createAccountServices(
  deps: ServiceDeps,
  steps: {
    readonly observeAccount: ObserveAccount;
    readonly followVerdict: FollowVerdict;
    readonly unmetered: ServiceDeps['connectors'];
  },
): {
  readonly services: AccountServices;
  readonly recordLearnedPost: RecordLearnedPost;
  readonly judgeAccount: JudgeAccount;
} {
  const { observeAccount } = steps;
  const unitMoves = createMoveUnit(deps);
  const recheckClosings = createRecheckClosings(deps);
  const settleSites = createSettleSites(deps);
  const judgeAccount = createJudgeAccount(deps, steps.followVerdict);
  const inspectPosts = createInspectPosts(deps);
  const recordLearnedPost = createRecordLearnedPost(deps, { inspectPosts, observeAccount, judgeAccount });
  const registerAccounts = createRegisterAccounts(deps);
  const announceCredential = createAnnounceCredential(deps);
  const planNextLook = createPlanNextLook(deps);
  const keepPosts = createKeepPosts(deps);
  const look = { keepPosts, inspectPosts, observeAccount, judgeAccount, planNextLook, announceCredential };
  const services: AccountServices = {
    registerUnits: createRegisterUnits(deps, unitMoves.moveTo),
    ...unitMoves.services,
    resumeMoves: async () => ({
      ...(await unitMoves.services.resumeMoves()),
      ...(await recheckClosings()),
      ...(await settleSites()),
    }),
    ...createMergeUnits(deps, unitMoves.carryOut),
    ...createUnitRecords(deps),
    ...createCloseUnit(deps),
    ...createChangeSite(deps),
    ...createSiteLife(deps),
    ...createAccountFiling(deps),
    ...createAccountSteps(deps),
    registerSites: createRegisterSites(deps),
    nameRepostColumns: createNameRepostColumns(deps),
    registerAccounts,
    collectDue: createCollectDue(deps, createLookAtAccount(deps, look)),
    collectNow: createCollectNow(deps),
    judgeDue: createJudgeDue(deps, judgeAccount),
    judgeByNewRules: createJudgeByNewRules(deps),
    probe: createProbe({ connectors: steps.unmetered, clock: deps.clock }),
    ...createAccountRegistration(deps, { registerAccounts, recordLearnedPost }),
  };
  return { services, recordLearnedPost, judgeAccount };
}
