import type { AwardDecidedView, AwardLineView } from '../../api/submissions';
import { awardEvent } from '../../domain/alerts/events';
import type { AwardDecisionId, UnitId } from '../../domain/ids';
import { awardBases, type AwardBasis, type AwardDecision } from '../../domain/submissions/award';
import { monthsOf, type Month } from '../../domain/submissions/month';
import { isWritten } from '../../domain/writtenText';
import { personActor } from '../actors';
import { conflict, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';
import { iso } from '../toView/isoInstant';
import { createUnitNames } from '../unitNames';
import type { SubmissionServices } from './contract';
import { demandOffice, ownRefusal } from './deciding';

/** Who of the 信息员 is on the list of a year: the figures are counted, the office decides. */
export function createAwards(deps: ServiceDeps): Pick<SubmissionServices, 'awards' | 'decideAward'> {
  const { storage, ids, clock, hasher } = deps;
  const unitNames = createUnitNames(deps);
  const basesOf = async (year: number): Promise<readonly AwardBasis[]> => {
    const months = monthsOf(year);
    const [counted, settled] = await Promise.all([storage.submissions.creditedIn(months), settledOf(months)]);
    return awardBases(counted, settled);
  };
  const settledOf = async (months: readonly Month[], unitIds?: readonly UnitId[]) =>
    (await storage.submissionMonths.settledIn(months, unitIds)).map(({ ofUnitId, month, settled }) => ({
      ...{ unitId: ofUnitId, month, settled },
    }));
  /** What the decision about one rests on: their place among the others is no part of it. */
  const basisOf = async (year: number, informant: string): Promise<AwardBasis | undefined> => {
    const months = monthsOf(year);
    const counted = await storage.submissions.ofInformant(informant, months);
    const unitIds = [...new Set(counted.flatMap(({ countsFor }) => (countsFor === null ? [] : [countsFor])))];
    const [basis] = awardBases(counted, unitIds.length === 0 ? [] : await settledOf(months, unitIds));
    return basis;
  };
  const lines = async (year: number): Promise<readonly AwardLineView[]> => {
    const [bases, decisions, names] = await Promise.all([
      basesOf(year),
      storage.awardDecisions.ofYear(year),
      unitNames(clock.now()),
    ]);
    return bases.map((basis) => {
      const { unitIds, criteria, months, ...figures } = basis;
      const decision = decisions.find(({ informant }) => informant === basis.informant);
      return {
        ...figures,
        months: [...months],
        units: unitIds.map((id) => ({ id, name: names.nameOf(id) })),
        criteria: Object.entries(criteria).map(([key, times]) => ({ key, times })),
        decision: decision === undefined ? null : decisionView(decision),
      };
    });
  };
  return {
    awards: async (year, principal) => {
      demandOffice(principal);
      return { items: await lines(year), nextCursor: null, asOf: iso(clock.now()) };
    },
    decideAward: async ({ year, informant, version }, { listed, reason, words }, principal) => {
      demandOffice(principal);
      if (informant === principal.personId) throw ownRefusal();
      if (!isWritten(words)) throw invalidInput('words', '请写明理由。', '理由会记入台账。');
      if (listed !== (reason === 'met-and-outstanding') && reason !== 'other')
        throw invalidInput('reason', '原因与是否列入不一致。', '列入请选择“完成任务、表现优异”或“其他”。');
      const basis = await basisOf(year, informant);
      if (basis === undefined) throw notFound('这一年度的信息员');
      const { name, sent, adopted, points, owedMonths, metMonths } = basis;
      const decision: AwardDecision = {
        id: stableEventId(hasher, `award ${year} ${informant}`) as string as AwardDecisionId,
        ...{ year, informant, name, listed, reason, words: words.trim() },
        by: { id: principal.personId, name: principal.name },
        at: clock.now(),
        basis: { sent, adopted, points, owedMonths, metMonths },
        version: version + 1,
      };
      const context = { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() };
      if (!(await storage.awardDecisions.put(decision, awardEvent({ ...context, decision }))))
        throw conflict('另一位同事刚刚作了决定。');
      return { informant, decision: decisionView(decision) };
    },
  };
}

function decisionView({ listed, reason, words, by, at, version }: AwardDecision): AwardDecidedView['decision'] {
  return { listed, reason, words, name: by.name, at: iso(at), version };
}
