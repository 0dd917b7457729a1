import { Refusal } from '../../domain/errors';
import type { Instant } from '../../domain/time/instant';
import type { Person } from '../../ports/storage';

/** How often in a row a password was wrong, and until when nobody may try again. */
export interface Failures {
  readonly failures: number;
  readonly lockedUntilAt: Instant | null;
}

export function failuresOf(person: Person): Failures {
  return { failures: person.failedSignIns, lockedUntilAt: person.lockedUntilAt };
}

export function isLocked(failures: Failures, now: Instant): boolean {
  return failures.lockedUntilAt !== null && now.getTime() < failures.lockedUntilAt.getTime();
}

export function lockedOut(): Refusal {
  return new Refusal('locked-out', '连续输错次数过多，已暂时锁定。', {
    remedy: '请稍后再试，或请管理员发一个一次性登录链接。',
  });
}
