import { isPendingExternalId } from '../../domain/accounts/accountTable';
import { isIdOf } from '../../domain/accounts/platforms';
import type { AccountId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { DiffLine, ListedAccount, OfficialList } from '../../domain/register/officialList';
import { homeOf } from '../../domain/register/planAccounts';
import { invalidInput } from '../refuse';
import type { LineSteps } from '../steps';
import type { LineRequest } from './contract';

/** A line of a comparison, and what somebody asks to become of it. */
export interface LineToDo {
  readonly list: OfficialList;
  readonly line: DiffLine;
  readonly request: LineRequest;
}

/** Does what people would do with such a line, with the refusals of that. */
export async function carryOut(
  steps: LineSteps,
  { list, line, request }: LineToDo,
  principal: Principal,
): Promise<void> {
  const { kind, listed, accountId, platform } = line;
  const { source, readerUnitId, listedOn } = list;
  const { reason, paper } = request;
  if (kind === 'extra' && accountId !== null)
    return steps.reportNotInList(accountId, { source, readerUnitId, list: `${source}（${listedOn}）` }, principal);
  if (kind === 'missing' && listed !== null) {
    const unitId = request.unitId ?? listed.unitId;
    if (unitId === null)
      throw invalidInput('unitId', `名录中的主办单位“${listed.unit}”没有登记。`, '请选择这个账号的主办单位。');
    const { name } = listed;
    const externalId = idOf(listed);
    const homeUrl = listed.homeUrl === '' ? (homeOf({ platform, externalId }) ?? '') : listed.homeUrl;
    if (externalId !== '' && homeUrl === '') throw invalidInput('homeUrl', '名录没有账号主页。', '请在账号页登记。');
    const status = externalId === '' ? ('applied' as const) : ('active' as const);
    await steps.add(
      {
        ...{ unitId, status, platform, externalId, name, homeUrl, columnClass: 'account', region: '' },
        ...{ openedAt: null, settings: {}, credential: null },
      },
      principal,
    );
    return;
  }
  if ((kind === 'renamed' || kind === 'other-sponsor') && listed !== null) {
    if (paper === undefined) throw invalidInput('paper', '没有写明依据。', '请填写批准人、文件和日期。');
    const { noticeUrl, ...rest } = paper;
    const step =
      kind === 'renamed'
        ? { act: 'rename' as const, name: listed.name }
        : {
            act: 'change-sponsor' as const,
            ...(listed.unitId && { unitId: listed.unitId }),
            ...(noticeUrl === undefined ? {} : { noticeUrl }),
          };
    return steps.takeStep(accountId as AccountId, { ...rest, ...step, reason }, principal);
  }
  throw invalidInput('key', '这一行没有可以直接办理的事项。', '请核对名录；重复的账号见备案问题。');
}

/** The id as a table of the register could state it; empty: the list has none that the platform could give. */
function idOf({ platform, externalId }: ListedAccount): string {
  return isPendingExternalId(externalId) || !isIdOf(platform, externalId) ? '' : externalId;
}
