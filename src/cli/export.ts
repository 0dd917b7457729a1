import fs from 'node:fs';
import { openForReading } from '../app/openForReading';
import { createRuntime } from '../app/runtime';
import type { CommandContext, ExitCode } from './command';
import { exportRegister } from './exportRegister';
import { readConfig } from './readConfig';

/**
 * `export [file]`: the register in the form `import` takes, without credentials and passwords; to the screen where no
 * file is named. Works while the system runs.
 */
export async function exportFile(file: string | undefined, context: CommandContext): Promise<ExitCode> {
  const { complain } = context;
  const config = readConfig(context);
  if (config === null) return 2;
  if (file !== undefined && fs.existsSync(file)) {
    complain(`文件 ${file} 已存在；导出不会覆盖，请另给一个文件名 (the file exists)`);
    return 2;
  }
  // Progress goes to standard error, so that the exported text can be piped.
  const store = await openForReading(config, { runtime: createRuntime(config.logLevel), say: complain });
  try {
    const { register, leftOut } = await exportRegister(store.storage);
    const text = `${JSON.stringify(register, null, 2)}\n`;
    if (file === undefined) context.say(text.trimEnd());
    else fs.writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
    complain(
      `已导出：单位 ${register.units.length}、站点 ${register.sites?.length ?? 0}、账号 ${register.accounts.length}、人员 ${register.people.length}（不含凭证与密码）`,
    );
    const { cancelledAccounts, disabledPeople, closedUnits, accountsOfClosedUnits, peopleOfClosedUnits } = leftOut;
    if (cancelledAccounts + disabledPeople + closedUnits > 0)
      complain(
        `未导出：已注销或未启用账号 ${cancelledAccounts} 个、已停用人员 ${disabledPeople} 人、已关闭单位 ${closedUnits} 个；再导入会使其重新启用 (left out: cancelled accounts, disabled people and closed units; an import would make them active again)`,
      );
    if (accountsOfClosedUnits + peopleOfClosedUnits > 0)
      complain(
        `未导出：已关闭单位名下的账号 ${accountsOfClosedUnits} 个、人员 ${peopleOfClosedUnits} 人；请先转到在用单位 (left out: accounts and people of closed units; give them to a unit in use first)`,
      );
    return 0;
  } finally {
    await store.close();
  }
}
