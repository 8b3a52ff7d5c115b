import type { ContractColumn, ServeSpec } from '@/server/compiler/emit/onnx';
import { MOST_EXPLAINED_ROWS } from '../contract/explain-rows';
import { DOCS_SCRIPT } from './docs-script';
import { DOCS_STYLE } from './docs-style';

export interface DocsContent {
  readonly slug: string;
  readonly title: string;
  readonly version: number;
  readonly spec: ServeSpec;
}

/** The page of one endpoint, whole in one document. */
export function docsPage({ slug, title, version, spec }: DocsContent): string {
  const example = Object.fromEntries(spec.columns.map((column) => [column.name, column.example]));
  const body = JSON.stringify({ rows: [example] });
  // `</script>` and `<!--` inside a text would end the script element.
  const data = JSON.stringify({ slug, columns: spec.columns, example }).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Sluice</title>
<link rel="icon" href="data:,">
<style>${DOCS_STYLE}</style>
</head>
<body>
<header>
  <p class="crumb">/endpoints/${escaped(slug)}</p>
  <h1>${escaped(title)}</h1>
  <p class="muted">Version ${version} · ${answerWords(spec)} · <a href="openapi.json">OpenAPI 3.1</a></p>
</header>
<main>
  <section aria-labelledby="try">
    <h2 id="try">Try it</h2>
    <form id="form">
      <label class="wide">API key<input id="key" type="password" autocomplete="off" placeholder="slk_…" spellcheck="false"></label>
      <div class="grid">${spec.columns.map(field).join('')}</div>
      <p class="actions"><button type="submit">Predict</button> <button type="reset" class="quiet">Example row</button></p>
    </form>
    <div id="answer" role="status" aria-live="polite"></div>
  </section>
  <section aria-labelledby="shell">
    <h2 id="shell">From a shell</h2>
    <pre id="curl">curl -X POST <span data-origin></span>/endpoints/${escaped(slug)}/predict \\
  -H 'Authorization: Bearer slk_…' -H 'Content-Type: application/json' \\
  -d '${escaped(body.replaceAll("'", "'\\''"))}'</pre>
    <p class="muted">Up to 10,000 rows per request. With <code>"keys": ["…"]</code> each row carries a key of yours, to send its truth later to <code>/endpoints/${escaped(slug)}/labels</code>.</p>
  </section>
  ${spec.explanation ? explanationWords() : ''}
  <section aria-labelledby="columns">
    <h2 id="columns">Columns</h2>
    <div class="scroll"><table><thead><tr><th>Name</th><th>Type</th><th>Required</th><th>Seen in training</th></tr></thead>
    <tbody>${spec.columns.map(tableRow).join('')}</tbody></table></div>
  </section>
  ${spec.reasons.length > 0 ? `<section aria-labelledby="rules"><h2 id="rules">Rows that are rejected</h2><ul>${spec.reasons.map((reason) => `<li>${escaped(reason)}</li>`).join('')}</ul></section>` : ''}
</main>
<script>const endpoint = ${data};${DOCS_SCRIPT}</script>
</body>
</html>`;
}

const explanationWords = (): string => `<section aria-labelledby="why">
    <h2 id="why">Why an answer</h2>
    <p class="muted">With <code>"explain": true</code> every answer carries an <code>explanation</code>, up to ${MOST_EXPLAINED_ROWS} rows per request: <code>base</code> (what is expected of a training row) + its <code>contributions</code> (SHAP values, one per column that the model reads) = <code>margin</code>, and the margin becomes the answer. Contributions are in the <code>unit</code> of the margin; <code>values</code> are what the model read after preparation.</p>
  </section>`;

function answerWords({ answers, classes, target, threshold }: ServeSpec): string {
  const of = target ? ` of <b>${escaped(target)}</b>` : '';
  if (answers === 'classes') {
    const names = (classes ?? []).map((name) => `<code>${escaped(name)}</code>`).join(', ');
    return `class${of}: ${names}${classes?.length === 2 ? ` (from ${threshold ?? 0.5})` : ''}`;
  }
  return answers === 'number' ? `number${of}` : 'columns of a table';
}

function field({ name, type, nullable, categories, moreCategories, example }: ContractColumn, at: number): string {
  const label = `${escaped(name)} <small>${type}${nullable ? '' : ' · required'}</small>`;
  const value = escaped(example === null ? '' : String(example));
  if (type === 'bool' || (type === 'text' && categories && !moreCategories)) {
    const options = type === 'bool' ? ['true', 'false'] : categories!;
    const all = [...(nullable ? [''] : []), ...options];
    return `<label>${label}<select name="c${at}">${all.map((option) => `<option${option === String(example ?? '') ? ' selected' : ''}>${escaped(option)}</option>`).join('')}</select></label>`;
  }
  const mode = type === 'int' || type === 'float' ? ' inputmode="decimal"' : '';
  return `<label>${label}<input name="c${at}" value="${value}"${mode} autocomplete="off"></label>`;
}

function tableRow({ name, type, nullable, range, categories, moreCategories }: ContractColumn): string {
  const seen = range
    ? `${escaped(String(range[0]))} … ${escaped(String(range[1]))}`
    : (categories ?? []).map((text) => `<code>${escaped(text)}</code>`).join(' ') + (moreCategories ? ' …' : '');
  return `<tr><th scope="row">${escaped(name)}</th><td>${type}</td><td>${nullable ? '' : 'yes'}</td><td>${seen}</td></tr>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
