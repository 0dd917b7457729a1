import { loadCalendar } from '../config/calendarSource';
import type { CommandContext, ExitCode } from './command';
import { readConfig } from './readConfig';

/** `check-config`: names every mistake of the configuration at once, or says in one line what is in force. */
export function checkConfig(context: CommandContext): ExitCode {
  const config = readConfig(context);
  if (config === null) return 2;
  const years = [...loadCalendar(config.calendarDir).announcedYears].sort();
  context.say(
    `配置有效：规则包 ${config.rulePacks.map((pack) => `${pack.id}@${pack.version}`).join('、')}；政策来源 ${config.policies.sources.length} 个；必转规则 ${config.mandateRules.length} 条；放假安排 ${years[0]}–${years.at(-1)} 年`,
  );
  return 0;
}
