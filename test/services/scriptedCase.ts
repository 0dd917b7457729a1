import type { AccountStatus } from '../../src/domain/accounts/account';
import type { Case, CaseEvent } from '../../src/domain/cases/case';
import type { AccountId } from '../../src/domain/ids';
import type { FindingState, VerdictReason } from '../../src/domain/judging/verdict';
import type { Principal } from '../../src/domain/people/role';
import { createMoveStoredCase } from '../../src/services/cases/moveStoredCase';
import { createTakeCaseStep } from '../../src/services/cases/takeCaseStep';
import { reviewOf } from '../storage/reviews/reviewSamples';
import { accountOf, findingOf, unitOf, verdictOf } from '../storage/samples';
import { SETTINGS } from './office';
import { depsOver, recordOf } from './scriptedStorage';
import { principal } from './world';

const unit = unitOf('unit');
export const OPERATOR = principal('operator', '1', unit.id);
export const BOSS = principal('administrator', '2', unit.id);
export const SUCCESSOR = 'successor' as AccountId;

export interface CaseStart {
  readonly shutdownCase: Case;
  readonly status?: AccountStatus;
  readonly reason?: VerdictReason;
  readonly successor?: AccountStatus;
  readonly gone?: 'case' | 'account' | 'successor';
  readonly isBeaten?: boolean;
  /** State of the finding that led to it; null: it is gone. */
  readonly finding?: FindingState | null;
  /** The finding was open when its case was dismissed. */
  readonly isFindingDismissed?: boolean;
  readonly rectificationWorkingDays?: number;
}

/** Steps of this case over questions answered here; what is stored and called is listed. */
export function stepsOver(start: CaseStart) {
  const moved: Case[] = [];
  const changes: unknown[] = [];
  const followed: unknown[] = [];
  const account = accountOf({ id: 'account' as AccountId, status: start.status ?? 'active' });
  const successor = accountOf({ id: SUCCESSOR, status: start.successor ?? 'active' });
  const verdict = start.reason === undefined ? null : verdictOf({ kind: 'silent', reason: start.reason });
  const deps = depsOver(
    {
      cases: {
        byId: (id, scope) =>
          Promise.resolve(
            start.gone === 'case' || id !== start.shutdownCase.id || scope !== unit.id ? null : start.shutdownCase,
          ),
        move: (_before, next) => {
          if (start.isBeaten === true) return Promise.resolve(false);
          moved.push(next);
          return Promise.resolve(true);
        },
      },
      findings: {
        byId: (id, scope) => {
          expect([id, scope]).toEqual([start.shutdownCase.findingId, null]);
          const { finding = 'dismissed' } = start;
          return Promise.resolve(finding === null ? null : findingOf(account.id, { state: finding }));
        },
      },
      accounts: {
        byId: (id, scope) => {
          if (id === account.id && scope === null)
            return Promise.resolve(start.gone === 'account' ? null : recordOf({ account, verdict }));
          const isSeen = id === SUCCESSOR && scope === unit.id && start.gone !== 'successor';
          return Promise.resolve(isSeen ? recordOf({ account: successor }) : null);
        },
        changeStatus: (id, from, to, { ledger }) => {
          changes.push([id, from, to, ledger]);
          return Promise.resolve(true);
        },
      },
    },
    {
      settings: {
        ...SETTINGS,
        cases: {
          watchDays: 30,
          rectificationWorkingDays: start.rectificationWorkingDays ?? SETTINGS.cases.rectificationWorkingDays,
        },
      },
    },
  );
  const step = createTakeCaseStep(deps, {
    moveStoredCase: createMoveStoredCase(deps),
    dismissFindingOf: ({ findingId }, dismissal, now) => {
      followed.push([findingId, dismissal, now]);
      return Promise.resolve(start.isFindingDismissed !== false);
    },
    reviews: {
      ensure: () => Promise.resolve(reviewOf()),
      decide: (_case, { isPassed }) => {
        followed.push(isPassed ? 'passed' : 'refused');
        return Promise.resolve();
      },
    },
    judgeAccount: (id, now) => {
      followed.push([id, now]);
      return Promise.resolve('changed');
    },
  });
  const take = (
    event: CaseEvent,
    by: Principal = OPERATOR,
    extra?: Parameters<typeof step>[0]['extra'],
    note = '说明',
  ) => step({ caseId: start.shutdownCase.id, event, note, ...(extra === undefined ? {} : { extra }) }, by);
  return { moved, changes, followed, take };
}
