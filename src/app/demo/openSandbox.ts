import path from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '@gov-matrix/platform-sandbox';
import type { Config } from '../../config/config';
import type { CivilDate } from '../../domain/time/instant';
import { dayKind, type WorkCalendar } from '../../domain/time/workCalendar';
import type { Clock } from '../../ports/runtime';

/** How large and how quick the simulated county is; the sandbox's own defaults where nothing is said. */
export type DemoOptions = Pick<SandboxOptions, 'pace' | 'size' | 'seed' | 'kinds'>;

/** Starts the simulated platforms on the product's clock and calendar, with their world in the data folder. */
export function openSandbox(
  { dataDir }: Pick<Config, 'dataDir'>,
  { calendar, clock, demo }: { readonly calendar: WorkCalendar; readonly clock: Clock; readonly demo: DemoOptions },
): Promise<Sandbox> {
  return startSandbox({
    dataDir: path.join(dataDir, 'sandbox'),
    ...demo,
    now: () => clock.now(),
    offDays: (date) => {
      const kind = dayKind(calendar, date as CivilDate);
      if (!kind.certain) return 'unknown';
      return kind.working ? 'work' : 'off';
    },
  });
}

/** Tells the simulated WeChat where to send its messages, as an administrator would on the open platform's page. */
export async function connectCallbacks({ control, applications }: Sandbox, url: string): Promise<void> {
  await control.setCallback(
    'wechat-component',
    `${url}/callbacks/wechat/component/${applications.wechatComponent.appId}`,
  );
  await control.setCallback('wechat-component-messages', `${url}/callbacks/wechat/$APPID$`);
}
