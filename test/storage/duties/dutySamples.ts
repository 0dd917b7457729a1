import type { Duty } from '../../../src/domain/duties/duty';
import { openDuty } from '../../../src/domain/duties/openDuty';
import type { LimitRule } from '../../../src/domain/duties/limitRule';
import type { DutyId } from '../../../src/domain/ids';
import { CALENDAR, LIMIT_RULES } from '../../services/office';
import { NOW, unitOf, type Given } from '../samples';
import { ids } from '../testStore';

/** The rule of a key, as it is shipped. */
export function ruleOf(key: string): LimitRule {
  const rule = LIMIT_RULES.find((one) => one.key === key);
  if (rule === undefined) throw new Error(`no rule ${key}`);
  return rule;
}

/** One that was received at NOW and is owed. */
export function dutyOf(given: Given<Duty> = {}, key = 'suggestion-7wd'): Duty {
  const unit = unitOf('u');
  const began = { precision: 'instant', at: NOW, original: '' } as const;
  return {
    ...openDuty(
      { id: ids.id<DutyId>(), subjectId: null, category: null, title: '建议增设公交站', unit, began },
      ruleOf(key),
      {
        ...{ by: null, name: '', at: NOW, rules: { cal: CALENDAR } },
      },
    ),
    ...given,
  };
}
