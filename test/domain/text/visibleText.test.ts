import { visibleText } from '../../../src/domain/text/visibleText';

describe('a title as it is read', () => {
  test.each([
    ['a sign that turns the direction around', '关于\u202E知通的\u202C通知', '关于知通的通知'],
    ['isolates', '\u2066甲\u2069\u2067乙\u2068丙', '甲乙丙'],
    ['marks of direction', '甲\u200E乙\u200F丙\u061C丁', '甲乙丙丁'],
    ['blanks without width', '国务院\u200B办公厅\uFEFF\u2060', '国务院办公厅'],
    ['a soft hyphen and a joiner of graphemes', '通\u00AD知\u034F', '通知'],
    ['controls', '甲\u0000乙\u0007\u009B丙', '甲乙丙'],
    ['fillers', '甲\u3164乙\uFFA0丙\u115F', '甲乙丙'],
    ['a text hidden in tags', '甲\u{E0041}\u{E0042}乙', '甲乙'],
    ['annotations', '甲\uFFF9乙\uFFFA丙\uFFFB', '甲乙丙'],
    ['joiners between Han and Latin', '国\u200D务院A\u200CB', '国务院AB'],
  ])('carries no more %s', (_what, text, read) => {
    expect(visibleText(text)).toBe(read);
  });

  test.each([
    ['a family', '我家👨\u200D👩\u200D👧\u200D👦'],
    ['a heart on fire and a rainbow', '❤\uFE0F\u200D🔥🏳\uFE0F\u200D🌈'],
    ['a picture in a colour of skin', '👩🏽\u200D⚕\uFE0F'],
    ['the flag of a region', '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}'],
    ['a joined script', 'می\u200Cخواهم ᠮᠣᠩᠭᠣᠯ\u180Eᠠ क\u094D\u200Dष'],
    ['a variant of a Han sign', '葛\u{E0100}'],
    ['breaks, tabs, wide blanks and every usual sign', '《关于\t〔2026〕1号\n的　通知》——·…'],
  ])('keeps %s', (_what, text) => {
    expect(visibleText(text)).toBe(text);
  });
});
