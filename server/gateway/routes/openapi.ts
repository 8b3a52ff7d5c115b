import type { ContractColumn, PackagedEndpoint, ServeSpec } from '@/server/compiler/emit/onnx';
import { MARGIN_UNITS, MOST_EXPLAINED_ROWS } from '../contract/explain-rows';
import type { EndpointRoute } from '../gateway-parts';
import { sendJson } from '../http';
import { refusal } from '../refusal';

type Schema = Readonly<Record<string, unknown>>;

/** GET …/openapi.json */
export const openapi: EndpointRoute = (_parts, { request, response, served }) => {
  if (!served.model) throw refusal({ code: 'not_found', message: `Nothing has been published to ${served.slug} yet.` });
  const { deployment, packaged } = served.model;
  sendJson(
    response,
    200,
    openapiOf(
      served.slug,
      served.title,
      deployment.number ?? 0,
      packaged,
      `http://${request.headers.host ?? 'localhost'}`,
    ),
  );
};

/** An OpenAPI 3.1 description of an endpoint, out of its columns. */
export function openapiOf(
  slug: string,
  title: string,
  version: number,
  { serveSpec: spec, proof }: Pick<PackagedEndpoint, 'serveSpec' | 'proof'>,
  server: string,
): Schema {
  const failures = {
    '400': 'Not JSON',
    '401': 'No key, or a wrong one',
    '413': 'Too large',
    '415': 'Not application/json',
    '422': 'Rows that do not fit',
    '503': 'No model',
  };
  const problems = Object.fromEntries(
    Object.entries(failures).map(([status, description]) => [
      status,
      { description, ...json({ $ref: '#/components/schemas/Failure' }) },
    ]),
  );
  const operation = (summary: string, operationId: string, body: Schema, example: Schema, answer: Schema) => ({
    post: {
      summary,
      operationId,
      requestBody: { required: true, content: { 'application/json': { schema: body, example } } },
      responses: { '200': { description: 'OK', ...json(answer) }, ...problems },
    },
  });
  const example = Object.fromEntries(spec.columns.map((column) => [column.name, column.example]));
  return {
    openapi: '3.1.0',
    info: { title, version: String(version), description: `Predictions of ${slug}. Up to 10,000 rows per request.` },
    // What the model learned, from which rows, and that none of them were test rows.
    ...(proof ? { 'x-leakage-proof': proof } : {}),
    servers: [{ url: server }],
    security: [{ bearer: [] }, { header: [] }],
    paths: {
      [`/endpoints/${slug}/predict`]: operation(
        'Predict rows',
        'predict',
        ref('Question'),
        { rows: [example] },
        ref('Answer'),
      ),
      [`/endpoints/${slug}/labels`]: operation(
        'Tell the truth about rows',
        'label',
        ref('Labels'),
        { labels: [{ rowKey: 'my-key', truth: 'yes' }] },
        ref('Labelled'),
      ),
    },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        header: { type: 'apiKey', in: 'header', name: 'x-api-key' },
      },
      schemas: { Row: rowSchema(spec.columns), ...SCHEMAS, Prediction: predictionSchema(spec), ...explained(spec) },
    },
  };
}

/** What a request for explanations takes and gets, where the package can explain. */
function explained({ explanation }: ServeSpec): Schema {
  if (!explanation) return {};
  const contributions = Object.fromEntries(explanation.columns.map(({ column }) => [column.column, NUMBER]));
  const output = object(
    {
      class: { type: 'string', description: 'The class it speaks for; absent where a number is predicted.' },
      base: { type: 'number', description: 'The expected margin of the training rows.' },
      baseAnswer: { type: 'number', description: 'The answer that the base would be.' },
      margin: {
        type: 'number',
        description: 'The margin of this row, before any calibration: base + the sum of the contributions, to 1e-6.',
      },
      answer: { type: 'number', description: 'What the margin becomes: the probability of the class, or the number.' },
      contributions: {
        ...object(contributions),
        description:
          'SHAP values by the columns that the model reads after preparation; an encoded column counts as one.',
      },
    },
    ['base', 'baseAnswer', 'margin', 'answer', 'contributions'],
  );
  return {
    Question: object(
      {
        ...(SCHEMAS.Question.properties as Schema),
        explain: {
          type: 'boolean',
          default: false,
          description: `Say of each answer what it is made of; up to ${MOST_EXPLAINED_ROWS} rows per request.`,
        },
      },
      ['rows'],
    ),
    Explanation: object(
      {
        unit: { enum: MARGIN_UNITS, description: 'What base, margin and contributions are in.' },
        outputs: list(output, { description: 'One; with three classes and more, one per class.' }),
        values: { type: 'object', description: 'What the model read, after preparation; null = missing, or a vector.' },
      },
      ['unit', 'outputs', 'values'],
    ),
  };
}

const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Schema, required: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  required,
});
const list = (items: Schema, more: Schema = {}): Schema => ({ type: 'array', items, ...more });
const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };
const WHOLE = { type: 'integer' };

const PROBLEM = object({ code: TEXT, message: TEXT, hint: TEXT, place: object({ row: WHOLE, field: TEXT }) }, [
  'code',
  'message',
]);
const SCHEMAS = {
  Question: object(
    {
      rows: list(ref('Row'), { minItems: 1, maxItems: 10_000 }),
      keys: list({ type: ['string', 'number'] }, { description: 'Your own key of each row, to label it later.' }),
    },
    ['rows'],
  ),
  Answer: object(
    {
      requestId: { type: 'string', format: 'uuid' },
      modelVersion: WHOLE,
      predictions: list(ref('Prediction')),
      latencyMs: NUMBER,
    },
    ['requestId', 'modelVersion', 'predictions'],
  ),
  Labels: object(
    {
      labels: list(
        object({ requestId: TEXT, row: WHOLE, rowKey: TEXT, truth: { type: ['string', 'number', 'boolean'] } }, [
          'truth',
        ]),
      ),
    },
    ['labels'],
  ),
  Labelled: object({
    labelled: WHOLE,
    unmatched: list(WHOLE, { description: 'Positions of labels that match no row.' }),
  }),
  Failure: object({ error: PROBLEM, problems: list(PROBLEM) }, ['error']),
};

function rowSchema(columns: readonly ContractColumn[]): Schema {
  return {
    ...object(
      Object.fromEntries(columns.map((column) => [column.name, columnSchema(column)])),
      columns.filter((column) => !column.nullable).map((column) => column.name),
    ),
    additionalProperties: false,
  };
}

function columnSchema({ type, nullable, range, categories, moreCategories, example }: ContractColumn): Schema {
  const [name, more] = JSON_TYPES[type];
  const seen = range
    ? `Seen from ${range[0]} to ${range[1]}.`
    : categories
      ? `Seen: ${categories.join(', ')}${moreCategories ? ', …' : ''}.`
      : undefined;
  return {
    type: [...(type === 'int' ? [name, 'string'] : [name]), ...(nullable ? ['null'] : [])],
    ...more,
    ...(seen && { description: seen }),
    examples: [example],
  };
}

const JSON_TYPES: Readonly<Record<ContractColumn['type'], readonly [string, Schema]>> = {
  bool: ['boolean', {}],
  int: ['integer', {}],
  float: ['number', {}],
  text: ['string', {}],
  date: ['string', { format: 'date' }],
  timestamp: ['string', { format: 'date-time' }],
};

function predictionSchema({ answers, classes, outputs, explanation }: ServeSpec): Schema {
  const why = explanation ? { explanation: ref('Explanation') } : {};
  const rejected = { type: 'string', description: 'Why this row has no prediction.' };
  const score = { type: ['number', 'null'] };
  switch (answers) {
    case 'classes':
      return object(
        {
          prediction: { enum: [...(classes ?? []), null] },
          probabilities: { type: 'object', additionalProperties: NUMBER },
          score,
          rejected,
          ...why,
        },
        ['prediction', 'score'],
      );
    case 'number':
      return object({ prediction: score, score, rejected, ...why }, ['prediction', 'score']);
    case 'columns':
      return object(
        {
          prediction: {
            type: ['object', 'null'],
            properties: Object.fromEntries(outputs.map(({ name }) => [name, {}])),
          },
          score,
          rejected,
        },
        ['prediction'],
      );
  }
}
