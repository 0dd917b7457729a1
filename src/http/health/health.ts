import type { RequestHandler } from 'express';
import { PROBLEM_TABLE } from '../../api/problems';
import type { DiskLevel } from '../../domain/retention/diskEstimate';
import type { Instant } from '../../domain/time/instant';

/** What the scheduler reports of its tasks; the part of it that a health check looks at. */
export interface ProgressReport {
  readonly stuck: boolean;
  readonly stuckTasks: readonly string[];
  readonly dueJobs: number;
  readonly tasks: readonly {
    readonly task: string;
    readonly lastStartedAt: Instant | null;
    readonly lastEndedAt: Instant | null;
    readonly running: boolean;
    readonly stuck: boolean;
    readonly lastError: string | null;
  }[];
}

export interface HealthDeps {
  readonly now: () => Instant;
  /** Rejects when the store does not respond. */
  readonly storeIsUp: () => Promise<void>;
  /** False: nothing can be written. Rejects where it is not known, which is no statement about room. */
  readonly storeHasRoom: () => Promise<boolean>;
  /** How much of the store's disk is free. Rejects where it is not known. */
  readonly diskLevel: () => Promise<DiskLevel>;
  /** Null where this process runs no scheduler. */
  readonly progress: (() => Promise<ProgressReport>) | null;
  /** When the alert stream last read the store, and how far. */
  readonly stream: () => { readonly readAt: Instant | null; readonly seq: number | null };
  readonly version: string;
}

type HealthReason = 'store-unavailable' | 'store-full' | 'work-stuck' | 'progress-unknown' | 'stream-behind';
export interface HealthView {
  readonly status: 'ok' | 'failing';
  readonly reasons: readonly { readonly code: HealthReason; readonly detail: string }[];
  /** What will keep it from working if nobody acts; it works. */
  readonly warnings: readonly { readonly code: 'disk-low' | 'disk-very-low'; readonly detail: string }[];
  readonly at: string;
  readonly version: string;
  readonly stream: { readonly seq: number | null; readonly readAt: string | null };
  readonly work: {
    readonly dueJobs: number;
    readonly tasks: readonly {
      readonly task: string;
      readonly lastStartedAt: string | null;
      readonly lastEndedAt: string | null;
      readonly running: boolean;
      readonly stuck: boolean;
      readonly lastError: string | null;
    }[];
  } | null;
}

const CHECK_TIMEOUT_MS = 3_000;
/** The stream reads at least every second: this long without a successful read is a fault, not a pause. */
const STREAM_BEHIND_AFTER_MS = 30_000;

/**
 * `GET /healthz`: 200 while work advances, 503 with reasons when it does not. A process that responds but does nothing
 * is not healthy; each check is cut off after three seconds, so that the response itself never hangs.
 */
export function healthHandler(deps: HealthDeps): RequestHandler {
  return async (_request, response) => {
    const view = await examine(deps);
    response
      .status(view.status === 'ok' ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(view);
  };
}

const WARNINGS: Readonly<Record<DiskLevel, HealthView['warnings']>> = {
  enough: [],
  low: [{ code: 'disk-low', detail: '数据库所在磁盘的可用空间不足 20%' }],
  'very-low': [{ code: 'disk-very-low', detail: '数据库所在磁盘的可用空间不足 5%，写满即停止写入' }],
};

/** Runs all checks at once and collects every reason, not only the first. Never rejects. */
async function examine(deps: HealthDeps): Promise<HealthView> {
  const [storeUp, hasRoom, level, progress] = await Promise.all([
    within(
      deps.storeIsUp().then(() => true),
      false,
    ),
    within(deps.storeHasRoom(), true),
    within<DiskLevel>(deps.diskLevel(), 'enough'),
    deps.progress === null ? null : within<ProgressReport | 'unknown'>(deps.progress(), 'unknown'),
  ]);
  const now = deps.now();
  const { readAt, seq } = deps.stream();
  const reasons: HealthView['reasons'][number][] = [];
  if (!storeUp) reasons.push({ code: 'store-unavailable', detail: '数据库没有应答' });
  if (storeUp && !hasRoom)
    reasons.push({
      code: 'store-full',
      detail: `${PROBLEM_TABLE['store-full'].title}。${PROBLEM_TABLE['store-full'].remedy}`,
    });
  if (progress === 'unknown') reasons.push({ code: 'progress-unknown', detail: '后台任务没有报告进度' });
  else if (progress?.stuck === true)
    reasons.push({ code: 'work-stuck', detail: `后台任务没有进展：${progress.stuckTasks.join('、')}` });
  if (readAt === null || now.getTime() - readAt.getTime() >= STREAM_BEHIND_AFTER_MS)
    reasons.push({ code: 'stream-behind', detail: '告警流读不到新序号' });
  return {
    status: reasons.length === 0 ? 'ok' : 'failing',
    reasons,
    warnings: WARNINGS[level],
    at: now.toISOString(),
    version: deps.version,
    stream: { seq, readAt: iso(readAt) },
    work: progress === null || progress === 'unknown' ? null : workOf(progress),
  };
}

function workOf({ dueJobs, tasks }: ProgressReport): HealthView['work'] {
  return {
    dueJobs,
    tasks: tasks.map(({ task, lastStartedAt, lastEndedAt, running, stuck, lastError }) => ({
      task,
      lastStartedAt: iso(lastStartedAt),
      lastEndedAt: iso(lastEndedAt),
      running,
      stuck,
      lastError,
    })),
  };
}

function iso(at: Instant | null): string | null {
  return at === null ? null : at.toISOString();
}

/** The value, or `fallback` when it fails or takes longer than the time allowed. */
async function within<T>(work: Promise<T>, fallback: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(fallback), CHECK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return fallback;
  } finally {
    clearTimeout(timer);
  }
}
