import type { ThemeConfig } from 'antd';
import { DARK, LIGHT } from './palette';

export const FONT_FAMILY =
  '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

/**
 * antd speaks the product's palette: flat surfaces, hairlines, small radii, no shadow but on what floats. Without
 * `motion` nothing moves: antd waits for the end of an animation before it takes a closed menu away, and the style
 * sheet alone, which forbids animations, would let it wait for ever.
 */
export function antdTheme(shown: 'light' | 'dark', motion: boolean): ThemeConfig {
  const palette = shown === 'dark' ? DARK : LIGHT;
  return {
    cssVar: { key: 'gm' },
    hashed: false,
    token: {
      fontFamily: FONT_FAMILY,
      fontSize: 14,
      borderRadius: 4,
      borderRadiusLG: 4,
      borderRadiusSM: 2,
      controlHeight: 32,
      colorPrimary: palette.accent,
      colorLink: palette.accent,
      colorLinkHover: palette.accentHover,
      colorTextLightSolid: palette.onAccent,
      colorBgBase: palette.surface,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.raised,
      colorBgLayout: palette.page,
      colorTextBase: palette.text,
      colorText: palette.text,
      colorTextSecondary: palette.textSoft,
      colorTextTertiary: palette.textFaint,
      colorTextPlaceholder: palette.textFaint,
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
      colorError: palette.breached,
      colorWarning: palette.warned,
      colorSuccess: palette.fine,
      colorInfo: palette.manual,
      motion,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Tooltip: { colorBgSpotlight: palette.raised, colorTextLightSolid: palette.text },
    },
  };
}
