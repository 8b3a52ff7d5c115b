/**
 * What is on screen as one HTML file that opens anywhere: the elements as they are, pictures included, every style and
 * font of the page written in, no script and no link to this server. It stays as light or dark as it is here.
 */
export async function pageAsHtml(root: HTMLElement, title: string): Promise<string> {
  const copy = root.cloneNode(true) as HTMLElement;
  for (const element of copy.querySelectorAll('[data-not-in-file], script, .modebar-container')) element.remove();
  for (const link of copy.querySelectorAll('a[href]')) link.removeAttribute('href');
  // Controls say what they were set to; nothing answers them any more.
  for (const control of copy.querySelectorAll('button, input, select, textarea')) control.setAttribute('disabled', '');
  copyCanvases(root, copy);
  const styles = await withFonts(await styleText());
  return `<!doctype html>
<html lang="en" class="${escapeAttribute(document.documentElement.className)}"${themeAttribute()}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<style>${styles.replaceAll('</style', '<\\/style')}
html, body { height: auto; overflow: auto; }
body { padding: 24px; }
</style>
</head>
<body>${copy.outerHTML}</body>
</html>
`;
}

/** Addresses in a sheet are relative to the sheet; here they are written out. */
async function styleText(): Promise<string> {
  const sheets = await Promise.all(
    [...document.styleSheets].map(async (sheet) =>
      (await textOf(sheet)).replaceAll(FONT, (_, path) => fontAt(path, sheet)),
    ),
  );
  return sheets.join('\n');
}

const FONT = /url\(["']?([^"')]+\.woff2)["']?\)/g;
const fontAt = (path: string, sheet: CSSStyleSheet): string =>
  `url("${new URL(path, sheet.href ?? document.baseURI).href}")`;

/**
 * A sheet as it was written. Its parsed rules would not do: browsers write a shorthand with a variable that a later
 * longhand amends (`font: … var(--font-ui); font-feature-settings: …`) as longhands without values.
 */
async function textOf(sheet: CSSStyleSheet): Promise<string> {
  if (sheet.href !== null) {
    const response = await fetch(sheet.href).catch(() => undefined);
    if (response?.ok) return response.text();
  }
  return rulesOf(sheet);
}

function rulesOf(sheet: CSSStyleSheet): string {
  // A sheet of another origin cannot be read; the product has none of its own.
  try {
    return [...sheet.cssRules].map((rule) => rule.cssText).join('\n');
  } catch {
    return '';
  }
}

/** Fonts become part of the file. */
async function withFonts(css: string): Promise<string> {
  const addresses = [...new Set([...css.matchAll(FONT)].map((match) => match[1]!))];
  const written = await Promise.all(addresses.map(async (address) => [address, await asDataUrl(address)] as const));
  return written.reduce((text, [address, data]) => text.replaceAll(address, data), css);
}

async function asDataUrl(address: string): Promise<string> {
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) return address;
  const bytes = new Uint8Array(await response.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return `data:font/woff2;base64,${btoa(binary)}`;
}

function copyCanvases(root: HTMLElement, copy: HTMLElement): void {
  const drawn = root.querySelectorAll('canvas');
  copy.querySelectorAll('canvas').forEach((canvas, index) => {
    const image = document.createElement('img');
    image.src = drawn[index]!.toDataURL();
    canvas.replaceWith(image);
  });
}

function themeAttribute(): string {
  const theme = document.documentElement.dataset.theme;
  return theme === undefined ? '' : ` data-theme="${escapeAttribute(theme)}"`;
}

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', '&quot;');
