/** Eight times the text: quadratic work would take 64 times as long, every time, and exponential work never end. */
const BOUND = 32;
/** Garbage is collected in some measurements, and the processor is warm in later ones. */
const MOST_TRIES = 8;

/** Processor time, which a busy machine does not lengthen. */
function cpuMs(read: () => unknown): number {
  const startedAt = process.cpuUsage();
  read();
  const { user, system } = process.cpuUsage(startedAt);
  return (user + system) / 1000;
}

/**
 * Expects work in proportion to the length of a text: `textOf` makes one of so many characters. A millisecond is added
 * for what is too short to measure; what has grown too much is measured again.
 */
export function expectLinear(read: (text: string) => unknown, textOf: (chars: number) => string): void {
  const [short, long] = [textOf(10_000), textOf(80_000)];
  read(short);
  let growth = Infinity;
  for (let left = MOST_TRIES; left > 0 && growth >= BOUND; left -= 1) {
    const shortMs = Math.min(...Array.from({ length: 3 }, () => cpuMs(() => read(short))));
    growth = Math.min(growth, cpuMs(() => read(long)) / (shortMs + 1));
  }
  expect(growth).toBeLessThan(BOUND);
}
