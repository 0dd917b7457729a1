import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startSandbox } from '../src';
import type { DayKind, Sandbox, SandboxAccount, SandboxOptions } from '../src';

/** Wednesday morning; behind it lie the make-up days 2026-09-20 and 2026-10-10 and the October holiday. */
export const ANCHOR_AT = new Date('2026-10-21T10:00:00+08:00');

const OFF = new Set(['2026-09-25', '2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']);
const MAKE_UP = new Set(['2026-09-20', '2026-10-10']);

/** The autumn of 2026 as announced; any other date is unknown. */
function autumn2026(civilDate: string): DayKind {
  if (OFF.has(civilDate)) return 'off';
  return MAKE_UP.has(civilDate) ? 'work' : 'unknown';
}

/** A clock that stands still until it is moved. */
export interface StillClock {
  at: Date;
  now: () => Date;
  moveBy(ms: number): void;
}

export function stillClock(at: Date = ANCHOR_AT): StillClock {
  const clock: StillClock = {
    at,
    now: () => clock.at,
    moveBy: (ms) => {
      clock.at = new Date(clock.at.getTime() + ms);
    },
  };
  return clock;
}

const started: Sandbox[] = [];
const folders: string[] = [];

/** A folder that is gone after the test file. */
export function freshFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sandbox-test-'));
  folders.push(folder);
  return folder;
}

/**
 * A sandbox with the autumn calendar and the two plain kinds of columns unless told, closed after the test file at the
 * latest.
 */
export async function openSandbox(clock: StillClock, options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({
    dataDir: options.dataDir ?? freshFolder(),
    now: clock.now,
    offDays: autumn2026,
    kinds: ['rss', 'list'],
    ...options,
  });
  started.push(sandbox);
  return sandbox;
}

export async function closeAll(): Promise<void> {
  await Promise.all(started.splice(0).map((sandbox) => sandbox.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** The first account of a kind; fails where there is none. */
export function accountWith(sandbox: Sandbox, fits: (account: SandboxAccount) => boolean): SandboxAccount {
  const found = sandbox.county.accounts.find(fits);
  if (found === undefined) throw new Error('no such account in the county');
  return found;
}

/** One part of an account's credential; fails where it has none. */
export function secretOf(account: SandboxAccount, name: string): string {
  const value = account.credential?.[name];
  if (value === undefined) throw new Error(`${account.key} has no ${name}`);
  return value;
}
