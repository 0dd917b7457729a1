import type { OwnWordId, PersonId, UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { addCivilDays } from '../../domain/time/civil';
import type { CivilDate } from '../../domain/time/instant';
import type { OwnWordStep } from '../../domain/content/ownWord';
import type { Services } from '../../services/index';
import { DEMO } from './registerNotify';

/** As units would propose them, and what was decided; the one without a step waits for whoever opens the page. */
const PROPOSED: readonly {
  readonly ruleId: string;
  readonly words: string;
  readonly reason: string;
  readonly forDays: number;
  readonly decided: { readonly step: OwnWordStep; readonly reason: string } | null;
}[] = [
  {
    ...{ ruleId: 'foreign-link', words: 'yuyue.county.example', forDays: 180 },
    reason: '县图书馆座位预约的网址，由县文化馆统一运维。',
    decided: { step: 'approve', reason: '已核对运维合同，同意使用到合同期满。' },
  },
  {
    ...{ ruleId: 'commercial', words: '满100减20', forDays: 30 },
    reason: '消费券活动的名称，稿件中反复出现。',
    decided: { step: 'refuse', reason: '活动规则请写进附件，正文不出现满减用语。' },
  },
  {
    ...{ ruleId: 'institutions-2018', words: '国土资源部', forDays: 90 },
    reason: '“国土资源部时期档案展”的展名，沿用原机构名称。',
    decided: null,
  },
];
const PROPOSER = 'demo-wang';
const DECIDES = 'demo-zhou';

/** What the demo's units have proposed to use as it is, one of it in force, one refused, one waiting. A start that was killed is gone on with. */
export async function registerOwnWords(
  { ownWords, people }: Pick<Services, 'ownWords' | 'people'>,
  { unitId, today }: { readonly unitId: UnitId; readonly today: CivilDate },
): Promise<void> {
  const known = (await ownWords.list({}, { limit: 50, cursor: null }, DEMO)).items;
  const staff = await people.list(DEMO);
  const as = (username: string): Principal | null => {
    const person = staff.find((one) => one.username === username);
    return person === undefined ? null : { ...DEMO, personId: person.id as PersonId, name: person.name };
  };
  const [proposer, decider] = [as(PROPOSER), as(DECIDES)];
  if (proposer === null || decider === null) return;
  for (const { decided, forDays, ...draft } of PROPOSED) {
    const entry =
      known.find(({ words }) => words === draft.words) ??
      (await ownWords.propose({ ...draft, unitId, lastOn: addCivilDays(today, forDays) }, proposer));
    const of = { id: entry.id as OwnWordId, version: entry.version };
    if (decided !== null && entry.standing === 'proposed') await ownWords.step(of, decided, decider);
  }
}
