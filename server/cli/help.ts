const overview = `sluice: machine-learning pipelines from a shell, with the same compiler and executor as the web IDE

  run FILE       execute a pipeline file
  compile FILE   print the spec it compiles to
  diff A B       say what differs in meaning
  export FILE    write the spec, or a workflow that runs it in CI
  predict WHAT   ask a published endpoint
  gc             free what nothing reaches any more
  help [NAME]    say more

Call it as:  npm run --silent sluice -- run examples/telco-churn/pipeline.json
Every command takes --json: one JSON document on standard output, whatever happens.
Exit codes:  0 done · 1 a gate or validation refused · 2 the file, data or call is invalid · 3 it broke`;

const binding = `
  --set NAME=VALUE       a run parameter; its type and default are in the file
  --data SOURCE=PATH     where the data of a source node is, if not at its own path. The bytes must have the hash
                         that the file names; SOURCE=PATH#SHA256 binds new content on purpose`;

const topics: Readonly<Record<string, string>> = {
  run: `sluice run FILE [--set NAME=VALUE]… [--data SOURCE=PATH]… [--from NODE] [--to NODE] [--publish] [--json]
${binding}
  --from NODE            run this node and what follows it anew, although the results are known
  --to NODE              run only what leads to this node
  --publish              let deploy and monitor nodes act: the file becomes a saved version of the pipeline of its name

Progress goes to standard error, the result to standard output.`,
  compile: `sluice compile FILE [--set NAME=VALUE]… [--data SOURCE=PATH]… [--json]
${binding}

Prints the spec. Problems go to standard error; errors among them end with exit code 2.`,
  diff: `sluice diff BEFORE.json AFTER.json [--json]

Nodes, settings, wires and parameters that differ. Positions do not count, nor do defaults spelled out.`,
  export: `sluice export FILE --to spec|document|github-actions [--output PATH|-] [--json]
${binding}
  --output PATH          where to write it; - prints it. Without: .github/workflows/NAME.yml, NAME.spec.json`,
  predict: `sluice predict ENDPOINT|FILE [--rows ROWS.json|-] [--key KEY] [--json]

  ENDPOINT               the endpoint's slug, or the pipeline file that deploys it
  --rows                 a JSON list of objects, from a file or standard input
  --key                  an API key; without one a key is made for this call

Asks the running gateway. When Sluice is not running, the packaged model is opened in this process.`,
  gc: `sluice gc [--dry-run] [--keep-runs N] [--json]

  --dry-run              say what would go, and leave it
  --keep-runs N          keep what the last N runs of each pipeline made

Removes results that no version, deployment or recent run reaches.`,
};

export function helpText(topic: string | undefined): string {
  return (topic !== undefined && topics[topic]) || overview;
}
