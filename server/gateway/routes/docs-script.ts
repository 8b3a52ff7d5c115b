/** The endpoint page's own script; `endpoint` is defined before it. Plain JavaScript: no build step stands between. */
export const DOCS_SCRIPT = `
const form = document.getElementById('form'), answer = document.getElementById('answer'), key = document.getElementById('key');
document.querySelectorAll('[data-origin]').forEach((at) => { at.textContent = location.origin; });
key.value = sessionStorage.getItem('sluice-key') ?? '';
const made = (tag, text, kind) => Object.assign(document.createElement(tag), { textContent: text, className: kind ?? '' });
function cellOf(column, typed) {
  if (typed === '') return null;
  if (column.type === 'bool') return typed === 'true';
  if (column.type !== 'int' && column.type !== 'float') return typed;
  const number = Number(typed);
  return Number.isFinite(number) && (column.type === 'float' || Number.isSafeInteger(number) || !Number.isInteger(number)) ? number : typed;
}
function showPrediction(reply) {
  const row = reply.predictions[0];
  if (row.rejected) { answer.append(made('p', 'Rejected: ' + row.rejected, 'bad')); return; }
  if (row.prediction !== null && typeof row.prediction === 'object') answer.append(made('pre', JSON.stringify(row.prediction, null, 2)));
  else answer.append(made('p', String(row.prediction), 'big'));
  for (const [name, share] of Object.entries(row.probabilities ?? {})) {
    const bar = made('div', '', 'bar'), fill = made('i', '');
    fill.style.width = (share * 100) + '%';
    bar.append(made('span', name), fill, made('span', (share * 100).toFixed(1) + ' %'));
    answer.append(bar);
  }
  answer.append(made('p', 'Version ' + reply.modelVersion + ' · ' + reply.latencyMs + ' ms · request ' + reply.requestId, 'muted'));
}
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  sessionStorage.setItem('sluice-key', key.value);
  form.querySelectorAll('[aria-invalid]').forEach((at) => at.removeAttribute('aria-invalid'));
  const row = Object.fromEntries(endpoint.columns.map((column, at) => [column.name, cellOf(column, form.elements['c' + at].value)]));
  answer.replaceChildren();
  try {
    const response = await fetch('predict', { method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer ' + key.value }, body: JSON.stringify({ rows: [row] }) });
    const reply = await response.json();
    if (response.ok) { showPrediction(reply); return; }
    for (const problem of reply.problems ?? [reply.error]) {
      answer.append(made('p', problem.message, 'bad'));
      if (problem.hint) answer.append(made('p', problem.hint, 'muted'));
      const at = endpoint.columns.findIndex((column) => column.name === problem.place?.field);
      if (at >= 0) form.elements['c' + at].setAttribute('aria-invalid', 'true');
    }
  } catch (error) { answer.append(made('p', 'The gateway does not answer: ' + error.message, 'bad')); }
});
`;
