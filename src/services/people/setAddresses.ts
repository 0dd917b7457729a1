import { wrongAddress } from '../../domain/notify/channel';
import type { Person } from '../../ports/storage';
import { personActor } from '../actors';
import { invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { PeopleServices } from './contract';
import { personView } from './personView';
import { demandAllOf, reachPerson } from './reachPerson';
import { personEvent } from './signInEvent';

const SHOULD_BE = {
  mail: '请填写完整的邮箱地址，例如 name@office.gov.cn。',
  mobile: '请填写 6 至 15 位数字的手机号，可以 + 开头。',
  wecomUserId: '请填写企业微信通讯录中的账号（英文、数字，不超过 64 个字符）。',
  feishuOpenId: '请填写飞书的 open_id（一般以 ou_ 开头，不超过 64 个字符），不能是 all。',
} as const;

/** Where somebody can be told of alerts, said by themselves or by who manages people. The ledger has that it changed. */
export function createSetAddresses(deps: ServiceDeps): PeopleServices['setAddresses'] {
  const { storage, clock, ids } = deps;
  return async (id, addresses, principal) => {
    const isOwn = id === principal.personId;
    const person: Person | null = isOwn ? await storage.people.byId(id) : await reachPerson(deps, id, principal);
    if (person === null) throw notFound('人员');
    if (!isOwn) await demandAllOf(deps, principal, person);
    const wrong = wrongAddress(addresses);
    if (wrong !== null) throw invalidInput(wrong, '地址格式不对。', SHOULD_BE[wrong]);
    const event = personEvent({
      eventId: ids.eventId(),
      actor: personActor(principal),
      now: clock.now(),
      kind: 'person-changed',
      personId: id,
      to: 'addresses-changed',
      reason: 'addresses',
    });
    if (!(await storage.people.setAddresses(id, addresses, event))) throw notFound('人员');
    return personView({ ...person, addresses });
  };
}

/** One's own, those that are given: what another window has said meanwhile of the others stays. */
export function createChangeOwnAddresses(deps: ServiceDeps): PeopleServices['changeOwnAddresses'] {
  const setAddresses = createSetAddresses(deps);
  return async (changes, principal) => {
    const person = await deps.storage.people.byId(principal.personId);
    if (person === null) throw notFound('人员');
    return (await setAddresses(person.id, { ...person.addresses, ...changes }, principal)).addresses;
  };
}
