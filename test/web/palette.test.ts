import { cssVariables, DARK, LIGHT, type Palette } from '../../src/web/theme/palette';
import { readAppearance } from '../../src/web/theme/appearance';

function channel(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const TEXTS: readonly (keyof Palette)[] = [
  'text',
  'textSoft',
  'textFaint',
  'accent',
  'accentHover',
  'fine',
  'warned',
  'breached',
  'unknown',
  'manual',
  'closed',
  'pending',
];
const GROUNDS: readonly (keyof Palette)[] = ['page', 'surface', 'raised', 'sunken', 'selected'];

describe('the palette', () => {
  const pairs = (['light', 'dark'] as const).flatMap((theme) =>
    TEXTS.flatMap((text) => GROUNDS.map((ground) => [theme, text, ground] as const)),
  );
  test.each(pairs)('keeps AA contrast in %s: %s on %s', (theme, text, ground) => {
    const palette = theme === 'light' ? LIGHT : DARK;
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });

  test('keeps AA contrast on buttons of the accent', () => {
    expect(contrast(LIGHT.onAccent, LIGHT.accent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(DARK.onAccent, DARK.accent)).toBeGreaterThanOrEqual(4.5);
  });

  test('becomes custom properties with hyphens', () => {
    expect(cssVariables(LIGHT)).toContain(`--line-strong: ${LIGHT.lineStrong};`);
  });
});

describe('readAppearance', () => {
  test('keeps what is readable and falls back on the rest', () => {
    expect(readAppearance('{"theme":"dark","language":"fr","density":7,"railNarrow":true}')).toEqual({
      theme: 'dark',
      language: 'zh',
      density: 'comfortable',
      railNarrow: true,
    });
  });
  test.each([null, '', 'null', '[]', '{'])('survives %p', (stored) => {
    expect(readAppearance(stored)).toEqual({
      theme: 'system',
      language: 'zh',
      density: 'comfortable',
      railNarrow: false,
    });
  });
});
