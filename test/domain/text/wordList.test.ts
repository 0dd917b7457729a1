import { anyOf, wordList } from '../../../src/domain/text/wordList';

test('a list of words is read from lines and blanks, whatever stands around it', () => {
  expect(wordList('\n  解读 图解\n\n  答记者问\t访谈 \n')).toEqual(['解读', '图解', '答记者问', '访谈']);
});

test('an expression of words matches each of them, the one listed first before the others, and nothing besides', () => {
  const either = new RegExp(`^${anyOf(['部', '委员会', '委'])}$`, 'u');
  expect(['部', '委员会', '委', '委员', '部委', ''].map((name) => either.test(name))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(new RegExp(anyOf(['委', '委员会']), 'u').exec('委员会')?.[0]).toBe('委');
});
