import { isWritten } from '../../src/domain/writtenText';

test.each(['三定方案', ' a ', '1', '。', '\u200b补', '👍'])('%j can be read', (text) => {
  expect(isWritten(text)).toBe(true);
});

test.each(['', ' ', '\u3000\t\n', '\u200b', '\u202e\u2066', '\ufeff', '\u0000\u0007', '\u00ad\u200d'])(
  '%j shows nothing',
  (text) => {
    expect(isWritten(text)).toBe(false);
  },
);
