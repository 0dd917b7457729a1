/**
 * How much processor time of this process some work took, in milliseconds. Bounds on cost are set on this: the time on
 * the wall also holds whatever else the machine is doing.
 */
export async function cpuMsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
