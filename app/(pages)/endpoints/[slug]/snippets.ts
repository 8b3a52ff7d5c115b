/** How a program asks the endpoint for one row. */
export function curlSnippet(url: string, row: Readonly<Record<string, unknown>>, explain = false): string {
  const body = JSON.stringify({ rows: [row], ...(explain && { explain }) }).replaceAll("'", "'\\''");
  return [
    `curl ${url} \\`,
    `  -H "Authorization: Bearer $SLUICE_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${body}'`,
  ].join('\n');
}

export function pythonSnippet(url: string, row: Readonly<Record<string, unknown>>, explain = false): string {
  const body = Object.entries(row)
    .map(([name, value]) => `    ${JSON.stringify(name)}: ${pythonValue(value)},`)
    .join('\n');
  return `import os
import requests

row = {
${body}
}
answer = requests.post(
    "${url}",
    headers={"Authorization": f"Bearer {os.environ['SLUICE_KEY']}"},
    json={"rows": [row]${explain ? ', "explain": True' : ''}},
    timeout=10,
)
answer.raise_for_status()
print(answer.json()["predictions"][0])`;
}

function pythonValue(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
}
