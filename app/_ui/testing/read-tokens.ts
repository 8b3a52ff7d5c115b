import { readFileSync } from 'node:fs';

export type ThemeName = 'light' | 'dark';

/** The tokens of a theme, by name without dashes: `read('dark')('accent')`. Asking for one that is not there throws. */
export function readTokens(theme: ThemeName): (name: string) => string {
  const css = readFileSync(new URL('../tokens.css', import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const values = new Map<string, string>();
  for (const [, selectors = '', body = ''] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const holds = selectors.split(',').some((one) => one.trim() === ':root' || one.includes(`data-theme="${theme}"`));
    if (!holds) continue;
    for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+):\s*([^;]+);/g)) {
      // Light is written on :root as well: for dark it stands below what dark says itself.
      if (theme === 'light' || selectors.includes('data-theme="dark"') || !values.has(name))
        values.set(name, value.trim());
    }
  }
  return (name) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`tokens.css has no --${name} for ${theme}.`);
    return value;
  };
}
