import { maskPersonalData } from '../../../src/domain/privacy/maskPersonalData';

/** Pieces whose repetition makes a search that looks back and forth take the square of the length. */
const PIECES: readonly string[] = [
  '1',
  '110101199003077715 ',
  '110101199003077715',
  '138-',
  '1 ',
  '4444 ',
  'a',
  'a@',
  'a.',
  '@',
  '张三',
  '张三 ',
  '张三13812345678',
  '咨询电话：',
  '0571-87053500、',
  '(',
  '（）',
  ' ',
  '住',
  '家住某镇',
  '3单元',
  '5幢2',
  '村',
  '京A1234',
  '户名：',
  '某',
  '·',
];

/** Processor time, which a busy machine does not lengthen; the best of three. */
function bestCpuMs(read: () => unknown): number {
  const runs = Array.from({ length: 3 }, () => {
    const startedAt = process.cpuUsage();
    read();
    const { user, system } = process.cpuUsage(startedAt);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}

test.each(PIECES)('masking takes work in proportion to the length of %j again and again', (piece) => {
  const textOf = (chars: number): string => piece.repeat(Math.ceil(chars / piece.length));
  const [short, long] = [textOf(10_000), textOf(80_000)];
  maskPersonalData(short);
  // Eight times the length: quadratic work would take 64 times as long; a millisecond for what is too short to measure.
  expect(bestCpuMs(() => maskPersonalData(long))).toBeLessThan((bestCpuMs(() => maskPersonalData(short)) + 1) * 32);
});
