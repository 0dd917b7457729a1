import type { Sandbox } from '@gov-matrix/platform-sandbox';
import type { Config } from '../../config/config';
import { isOpen } from '../../domain/accounts/unit';
import { addCivilDays, civilDateOf } from '../../domain/time/civil';
import type { CivilDate } from '../../domain/time/instant';
import { dayKind, type WorkCalendar } from '../../domain/time/workCalendar';
import type { Storage } from '../../ports/storage';
import type { Services } from '../../services/index';
import type { Origin } from '../origin';
import { registerConfigured } from '../registerConfigured';
import { registerCounty } from './registerCounty';
import { registerDuties } from './registerDuties';
import { registerDuty } from './registerDuty';
import { registerNotify } from './registerNotify';
import { registerOwnWords } from './registerOwnWords';

/** The demo's past holds reposts of the policies of its last days; rules that begin with today would not show them. */
const RULES_REACH_BACK_WORKING_DAYS = 3;

/** Registers the simulated county, the simulated robots and the configured mandate rules; the county brings policy sources of its own. */
export async function registerDemo(
  { mandateRules, sectors }: Pick<Config, 'mandateRules' | 'sectors'>,
  {
    services,
    storage,
    sandbox,
    calendar,
    say,
  }: {
    readonly services: Services;
    readonly storage: Storage;
    readonly sandbox: Sandbox;
    readonly calendar: WorkCalendar;
    readonly say: (line: string) => void;
  },
): Promise<void> {
  const { county } = sandbox;
  await registerConfigured(
    { sources: [], mandateRules },
    {
      services,
      storage,
      beginning: workingDaysBefore(civilDateOf(county.anchorAt), RULES_REACH_BACK_WORKING_DAYS, calendar),
    },
  );
  const isFirst = (await storage.settings.get('accounts.origin')) === null;
  const units = await storage.units.list(null);
  const registered = new Set(units.map(({ key }) => key));
  const closed = new Set(units.flatMap((unit) => (isOpen(unit) ? [] : [unit.key])));
  const counts = await registerCounty(services, sandbox, { isFirst, catalogue: sectors, registered, closed });
  const channels = await registerNotify(services, sandbox, { isFirst });
  const unitIds = new Map((await storage.units.list(null)).map(({ key, id }) => [key, id]));
  await registerDuty(services, sandbox, { channels, unitIds });
  const root = county.units.find(({ parentKey }) => parentKey === null);
  const rootId = root === undefined ? undefined : unitIds.get(root.key);
  if (isFirst && rootId !== undefined)
    await registerOwnWords(services, { unitId: rootId, today: civilDateOf(county.anchorAt) });
  if (channels !== null) await registerDuties(services, county, unitIds);
  await storage.settings.set('accounts.origin', 'sandbox' satisfies Origin);
  say(
    `演示数据：${county.name}，${counts.units} 个单位、${counts.added + counts.updated + counts.unchanged} 个账号（新登记 ${counts.added} 个）`,
  );
}

function workingDaysBefore(date: CivilDate, count: number, calendar: WorkCalendar): CivilDate {
  let day = date;
  for (let left = count; left > 0;) {
    day = addCivilDays(day, -1);
    if (dayKind(calendar, day).working) left -= 1;
  }
  return day;
}
