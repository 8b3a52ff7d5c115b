/** Pseudo-classes that a pointer or a key has to bring about, and the name under which the kit shows each. */
const pseudoClasses = [
  [':hover', 'hover'],
  [':focus-visible', 'focus'],
  [':active', 'pressed'],
] as const;

const focusable = ':is(button, input, textarea, select, a, summary, [tabindex], [role="slider"])';

/**
 * Copies every rule of the page that waits for a pointer or a key, so that below `[data-forced~="hover"]` things look
 * as if they were pointed at. The kit shows the product's own rules, which need not know of it.
 */
export function forceStates(): () => void {
  const sheet = new CSSStyleSheet();
  for (const rule of [...document.styleSheets].flatMap(rulesOf)) {
    const selectors = partsOf(rule.selectorText).flatMap(forced);
    if (selectors.length > 0) sheet.insertRule(`${selectors.join(',')}{${rule.style.cssText}}`, sheet.cssRules.length);
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}

const rulesOf = (sheet: CSSStyleSheet): CSSStyleRule[] =>
  [...sheet.cssRules].filter((rule): rule is CSSStyleRule => rule instanceof CSSStyleRule);

/** A list of selectors, cut at the commas that stand in no parentheses. */
function partsOf(list: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of list) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}

function forced(selector: string): string[] {
  if (selector.includes(':not(:')) return [];
  return pseudoClasses.flatMap(([pseudo, name]) => {
    if (!selector.includes(pseudo)) return [];
    const bare = selector.replaceAll(pseudo, '').trim();
    return [`[data-forced~="${name}"] ${bare === '' ? focusable : bare}`];
  });
}
