import { Refusal } from '../../src/domain/errors';
import { may } from '../../src/domain/people/permissions';
import type { Action, Principal } from '../../src/domain/people/role';
import type { ListView } from '../../src/api/wire';

import { NOW, sees, unitOf } from './officePeople';

/** What the services of the office in memory share: who sees what, and the list of what was asked. */
export interface OfficeRules {
  /** What was asked of the services that change something, in order. */
  readonly asked: string[];
  page<T>(items: readonly T[]): ListView<T>;
  /** Every aggregate has the id of the account it belongs to: enough to tell inside from outside. */
  visible(id: string, principal: Principal): void;
  change(what: string, id: string, by: { readonly principal: Principal; readonly action: Action }): void;
  changeRule(what: string, principal: Principal): void;
}

export function createOfficeRules(): OfficeRules {
  const asked: string[] = [];
  const page = <T>(items: readonly T[]): ListView<T> => ({ items, nextCursor: null, asOf: NOW.toISOString() });
  const notFound = (): Refusal => new Refusal('not-found', '没有找到。', { remedy: '请检查编号。' });
  /** Every aggregate of the office has the id of the account it belongs to: enough to tell inside from outside. */
  const visible = (id: string, principal: Principal): void => {
    const unit = unitOf(id);
    if (unit === null || !sees(principal, unit)) throw notFound();
  };
  const change = (
    what: string,
    id: string,
    { principal, action }: { readonly principal: Principal; readonly action: Action },
  ): void => {
    if (!may(principal, action))
      throw new Refusal('forbidden', '您的角色不能执行这一操作。', { remedy: '请联系管理员。' });
    if (unitOf(id) === null) throw notFound();
    if (!sees(principal, unitOf(id))) throw new Refusal('out-of-scope', '该账号不属于您的单位。', { remedy: '' });
    asked.push(`${what} ${id} ${principal.name}`);
  };
  const changeRule = (what: string, principal: Principal): void => {
    if (!may(principal, 'rules.manage'))
      throw new Refusal('forbidden', '您的角色不能执行这一操作。', { remedy: '请联系管理员。' });
    asked.push(`${what} ${principal.name}`);
  };
  return { asked, page, visible, change, changeRule };
}

export const unused = (): never => {
  throw new Error('the way in never calls this');
};
