import type { DutyDetailView, DutyRuleView, DutyView } from '../../api/duties';
import type { LimitRule } from '../../domain/duties/limitRule';
import type { UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { iso, isoOrNull, publishedView } from '../toView/isoInstant';
import { actsOf } from './dutyActs';
import type { SeenDuty } from './readDuty';

interface Shown {
  readonly principal: Principal;
  readonly nameOf: (id: UnitId) => string;
  readonly rules: readonly LimitRule[];
}

/** A duty as somebody sees it in a list. */
export function dutyView(seen: SeenDuty, { principal, nameOf, rules }: Shown): DutyView {
  const { id, title, subject, subjectId, ruleKey, unitId, state, isLate, transfers, version } = seen.duty;
  const rule = rules.find(({ key }) => key === ruleKey);
  return {
    ...{ id, title, subject, subjectId, ruleKey, unitId, state, isLate, transfers, version },
    // Of a rule that is not configured any more the key is left.
    ruleTitle: rule?.title ?? ruleKey,
    ruleTitleEn: rule?.titleEn ?? ruleKey,
    unitName: nameOf(unitId),
    dueBy: iso(seen.duty.dueBy),
    isProvisional: seen.duty.provisional,
    endedAt: isoOrNull(seen.duty.endedAt),
    acts: actsOf(seen, principal),
  };
}

/** A duty with its terms, and everything that happened to it. */
export function dutyDetailView(seen: SeenDuty, shown: Shown): DutyDetailView {
  const { terms, extension, offer, shares, evidence, thread, firstUnitId, began } = seen.duty;
  const { nameOf } = shown;
  return {
    ...dutyView(seen, shown),
    ...{ firstUnitId, firstUnitName: nameOf(firstUnitId), began: publishedView(began) },
    ...{ limit: terms.limit, clause: terms.clause, isFirstAsked: terms.firstAsked },
    extension:
      terms.extension === null
        ? null
        : {
            ...terms.extension,
            askedAt: isoOrNull(extension?.askedAt ?? null),
            decision: extension?.decision ?? null,
          },
    offeredTo: offer === null ? null : { id: offer.unitId, name: nameOf(offer.unitId), at: iso(offer.at) },
    shares: shares.map(({ unitId, state, words, at }) => ({
      ...{ unitId, unitName: nameOf(unitId), state, words, at: isoOrNull(at) },
    })),
    evidence: evidence === null ? null : { kind: evidence.kind, link: evidence.link, words: evidence.words },
    thread: thread.map(({ event, reason, name, at, words, unitName }) => ({
      ...{ event, reason, name, at: iso(at), words, unitName },
    })),
  };
}

/** A rule as it is configured. */
export function dutyRuleView({
  key,
  title,
  titleEn,
  subject,
  kinds,
  limit,
  clause,
  extension,
}: LimitRule): DutyRuleView {
  return { key, title, titleEn, subject, kinds: [...kinds], limit, clause, extension };
}
