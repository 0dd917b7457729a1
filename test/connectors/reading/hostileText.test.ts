import { PAGE_READERS } from '../../bench/hostilePages';

/** How the cost grows is measured by `npm run bench:text`; here the same texts must only be read to their end. */
const CHARACTERS = 20_000;

describe.each(PAGE_READERS)('$name', ({ read, pieces }) => {
  test.each(pieces)('reads %j again and again without throwing', (piece) => {
    const text = piece.repeat(Math.ceil(CHARACTERS / piece.length));
    for (const whole of [text, `${text}x`, `<table><tr><td>${text}`]) expect(() => read(whole)).not.toThrow();
  });
});
