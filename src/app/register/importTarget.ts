import { loadCalendar } from '../../config/calendarSource';
import type { Config } from '../../config/config';
import { serviceSettings } from '../../config/serviceSettings';
import { createServices } from '../../services/index';
import type { OpenStore } from '../openStore';
import type { Runtime } from '../runtime';
import { passwords } from '../secrets';
import { finishImport, type ImportTarget } from './acceptedImport';
import { NO_CONNECTORS } from './noConnectors';

/** An open store with the services that register; none of them reaches a platform. */
export function importTarget(config: Config, store: OpenStore, runtime: Runtime): ImportTarget {
  const { clock, random, ids, hasher, log } = runtime;
  const services = createServices({
    storage: store.storage,
    ...NO_CONNECTORS,
    passwords,
    clock,
    random,
    ids,
    hasher,
    log,
    settings: serviceSettings(config, loadCalendar(config.calendarDir)),
  });
  return { services, storage: store.storage, cipher: store.cipher, ids };
}

/** Finishes an import that was killed. One that cannot be finished is told and keeps nobody from working. */
export async function resumeImport(target: ImportTarget, say: (line: string) => void): Promise<void> {
  try {
    const counts = await finishImport(target);
    if (counts !== null)
      say(
        `上次中断的导入已完成：单位 ${counts.units}、人员 ${counts.people} (an interrupted import has been finished)`,
      );
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    say(
      `上次中断的导入未能完成：${reason}；请重新导入该文件 (an interrupted import could not be finished: import the file again)`,
    );
  }
}
