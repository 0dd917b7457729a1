/**
 * The colours of the product, once for each theme. Neutrals carry the page, one accent marks what can be acted on, and
 * status colours are used for status only. Every text colour keeps at least 4.5 : 1 against `page` and `surface`; a
 * test measures it.
 */
export interface Palette {
  readonly page: string;
  readonly surface: string;
  readonly raised: string;
  readonly sunken: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly textSoft: string;
  readonly textFaint: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly onAccent: string;
  readonly selected: string;
  readonly fine: string;
  readonly warned: string;
  readonly breached: string;
  readonly unknown: string;
  readonly manual: string;
  readonly closed: string;
  readonly pending: string;
  /** Shading of days off behind charts, and of make-up working days. */
  readonly dayOff: string;
  readonly dayMadeUp: string;
}

export const LIGHT: Palette = {
  page: '#f7f7f6',
  surface: '#ffffff',
  raised: '#ffffff',
  sunken: '#efefed',
  line: '#e3e3e0',
  lineStrong: '#cbcbc7',
  text: '#1c1c1b',
  textSoft: '#54544f',
  textFaint: '#656560',
  accent: '#1d3f73',
  accentHover: '#2b5596',
  onAccent: '#ffffff',
  selected: '#e6ecf5',
  fine: '#127537',
  warned: '#a84a07',
  breached: '#c01f1f',
  unknown: '#5b6b80',
  manual: '#1f5fd6',
  closed: '#666662',
  pending: '#54544f',
  dayOff: '#efefed',
  dayMadeUp: '#fbf0dc',
};

export const DARK: Palette = {
  page: '#161616',
  surface: '#1e1e1e',
  raised: '#2a2a2a',
  sunken: '#121212',
  line: '#333333',
  lineStrong: '#4a4a4a',
  text: '#e8e8e6',
  textSoft: '#b4b4b0',
  textFaint: '#a0a09c',
  accent: '#9dbcec',
  accentHover: '#bdd2f4',
  onAccent: '#10203a',
  selected: '#2b3340',
  fine: '#4ade80',
  warned: '#fbbf24',
  breached: '#f87171',
  unknown: '#94a3b8',
  manual: '#60a5fa',
  closed: '#a3a3a3',
  pending: '#b4b4b0',
  dayOff: '#272727',
  dayMadeUp: '#3a3118',
};

/** CSS custom properties of a palette, e.g. `--line-strong: #cbcbc7`. */
export function cssVariables(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${value};`)
    .join(' ');
}
