import fs from 'node:fs';

/** How far the test has moved the time of all machines, read anew each time: what is frozen meanwhile reads it too. */
export function movedMs(file: string): number {
  return Number(fs.readFileSync(file, 'utf8'));
}

/** Moves the time of all machines. A reader never meets a file that is half written. */
export function moveTo(file: string, ms: number): void {
  fs.writeFileSync(`${file}.next`, String(Math.round(ms)));
  fs.renameSync(`${file}.next`, file);
}
