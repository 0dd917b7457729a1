import { maskPersonalData } from '../../../src/domain/privacy/maskPersonalData';
import { expectLinear } from '../growth';

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

test.each(PIECES)('masking takes work in proportion to the length of %j again and again', (piece) => {
  expectLinear(maskPersonalData, (chars) => piece.repeat(Math.ceil(chars / piece.length)));
});
