/**
 * Mutation testing of a sample: an area's mutants in their order, cut into as many slices of equal length as the sample
 * has mutants, and of each slice the one that the seed picks. So every file has its share, and the same seed picks the
 * same mutants as long as the code stays. The others stand in the report as ignored and do not count.
 *
 * Stryker has no such option: `mutate` takes ranges of lines, and a range that holds a block holds all mutants within
 * it as well. So its instrumenter is asked twice: once for how many mutants there are, and once more with a collector
 * that leaves out the others.
 */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

const LEFT_OUT = 'not in the sample';

/** From now on the instrumenter of this process makes a sample of `size` mutants; `seed` is any text. */
export async function sampleMutants(size, seed) {
  if (!Number.isInteger(size) || size < 1) throw new Error('SAMPLE is a number of mutants, 1 or more.');
  const ofStryker = createRequire(createRequire(import.meta.url).resolve('@stryker-mutator/core'));
  const { Instrumenter } = await import(ofStryker.resolve('@stryker-mutator/instrumenter'));
  const { instrument } = Instrumenter.prototype;
  Instrumenter.prototype.instrument = async function (files, options) {
    const { mutants } = await instrument.call(this, files, options);
    const places = mutants.flatMap(({ status }, place) => (status === undefined ? [place] : []));
    const chosen = new Set(pickEvenly(places, size, seed));
    const transform = this._transform;
    let next = 0;
    this._transform = (ast, collector, context) => {
      const { collect } = collector;
      collector.collect = (fileName, original, mutable, offset) => {
        const ignoreReason = mutable.ignoreReason ?? (chosen.has(next) ? undefined : LEFT_OUT);
        next += 1;
        return collect.call(collector, fileName, original, { ...mutable, ignoreReason }, offset);
      };
      try {
        transform(ast, collector, context);
      } finally {
        collector.collect = collect;
      }
    };
    try {
      return await instrument.call(this, files, options);
    } finally {
      this._transform = transform;
    }
  };
}

function pickEvenly(places, size, seed) {
  if (places.length <= size) return places;
  return Array.from({ length: size }, (_, slice) => {
    const from = Math.floor((slice * places.length) / size);
    const until = Math.floor(((slice + 1) * places.length) / size);
    const random = createHash('sha256').update(`${seed} ${slice}`).digest().readUInt32BE(0) / 2 ** 32;
    return places[from + Math.floor(random * (until - from))];
  });
}
