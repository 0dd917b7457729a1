/** How a number is cut to a place: `even` to the nearest, halves to the even neighbour; `zero` towards zero. */
export type Rounding = 'even' | 'zero';

/** An integer at `places` after the point, below zero before it. Exact. */
export function roundInteger(value: bigint, places: number, rounding: Rounding): bigint {
  if (places >= 0) return value;
  const unit = 10n ** BigInt(-places);
  return quotient(value, unit, rounding) * unit;
}

/** A double at `places` after the point, by its exact value: 2.675 lies below its half and becomes 2.67. */
export function roundDouble(value: number, places: number, rounding: Rounding): number {
  if (!Number.isFinite(value) || value === 0) return value;
  let [numerator, denominator] = fractionOf(value);
  if (places >= 0) numerator *= 10n ** BigInt(places);
  else denominator *= 10n ** BigInt(-places);
  return Number(`${quotient(numerator, denominator, rounding)}e${-places}`);
}

function quotient(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const whole = numerator / denominator;
  if (rounding === 'zero') return whole;
  const rest = numerator % denominator;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const isUp = twice > denominator || (twice === denominator && whole % 2n !== 0n);
  return isUp ? whole + (numerator < 0n ? -1n : 1n) : whole;
}

const bits = new DataView(new ArrayBuffer(8));

/** A finite double as a fraction of integers. */
function fractionOf(value: number): [bigint, bigint] {
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const exponent = Number((raw >> 52n) & 0x7ffn);
  const mantissa = (raw & 0xfffffffffffffn) | (exponent === 0 ? 0n : 1n << 52n);
  const signed = value < 0 ? -mantissa : mantissa;
  const shift = (exponent === 0 ? 1 : exponent) - 1075;
  return shift >= 0 ? [signed << BigInt(shift), 1n] : [signed, 1n << BigInt(-shift)];
}
