/** Arithmetic on colours, for what CSS cannot do: drawing on a canvas, and proving contrast. */

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** `#2755cf`, `#fff`, `rgb(18 24 38)` or `rgb(18, 24, 38)`; throws on anything else. */
export function parseColor(text: string): Rgb {
  const trimmed = text.trim();
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(trimmed)?.[1];
  if (hex) {
    const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
    return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)) as unknown as Rgb;
  }
  const parts = /^rgba?\(([^)/]+)/
    .exec(trimmed)?.[1]
    ?.split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
  const [red, green, blue] = parts ?? [];
  if (red === undefined || green === undefined || blue === undefined || parts?.some(Number.isNaN))
    throw new Error(`“${text}” is not a colour of the form #rrggbb or rgb(r g b).`);
  return [red, green, blue];
}

/** `share` of the first laid over the second, as `color-mix(in srgb, a share, b)` does. */
export function mixColors(a: Rgb, b: Rgb, share: number): Rgb {
  const mixed = (at: 0 | 1 | 2) => a[at] * share + b[at] * (1 - share);
  return [mixed(0), mixed(1), mixed(2)];
}

export function cssColor([red, green, blue]: Rgb): string {
  return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`;
}

/** Relative luminance as WCAG 2 defines it, 0 to 1. */
function luminance(color: Rgb): number {
  const linear = (part: number) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
}

/** The contrast ratio of WCAG 2, 1 to 21, whichever is the lighter. */
export function contrastRatio(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((one, other) => other - one) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
