import type { OnnxPlace, OnnxSubgraph, OnnxTensor } from '@/nodes/kernel/expr/onnx/onnx';
import type { OnnxConstant } from '@/nodes/kernel/expr/onnx/tensor';
import type { NamedTensor, OnnxBody, OnnxFile, OnnxNode } from './proto-writer';
import { widthOf } from './tensor-facts';

type OperatorTensor = Extract<OnnxTensor, { kind: 'operator' }>;

/** An output of the file. `width` is stated where it cannot be read off the operators. */
export interface GraphOutput {
  readonly name: string;
  readonly tensor: OnnxTensor;
  readonly width?: number;
}

/** Lays a lazy graph out as a list of nodes. Equal parts are emitted once, whether shared by reference or only alike. */
export function writeGraph(outputs: readonly GraphOutput[], metadata: Readonly<Record<string, string>>): OnnxFile {
  const { nodes, initializers, inputs } = writeNodes(outputs, '$');
  const places = outputs.map(
    ({ name, tensor, width }): OnnxPlace => ({ name, element: tensor.element, dims: ['N', width ?? widthOf(tensor)] }),
  );
  return { nodes, initializers, inputs, outputs: places, metadata };
}

/** `prefix` begins the names of what lies between inputs and outputs; a body's must differ from those around it. */
function writeNodes(
  outputs: readonly { readonly name: string; readonly tensor: OnnxTensor }[],
  prefix: string,
): Pick<OnnxFile, 'nodes' | 'initializers' | 'inputs'> {
  const nodes: OnnxNode[] = [];
  const initializers: NamedTensor[] = [];
  const inputs = new Map<string, OnnxPlace>();
  const names = new Map<OnnxTensor, string>();
  const alike = new Map<string, string>();
  const wanted = new Map(outputs.map((output) => [output.tensor, output.name]));

  function nameOf(tensor: OnnxTensor): string {
    const known = names.get(tensor);
    if (known !== undefined) return known;
    const name = place(tensor);
    names.set(tensor, name);
    return name;
  }

  function place(tensor: OnnxTensor): string {
    if (tensor.kind === 'input') {
      inputs.set(tensor.name, { name: tensor.name, element: tensor.element, dims: ['N', 1] });
      return tensor.name;
    }
    if (tensor.kind === 'output') return outputName(nameOf(tensor.of), tensor.at);
    const parts = tensor.kind === 'operator' ? tensor.inputs.map(nameOf) : [];
    const likeness = likenessOf(tensor, parts);
    const twin = likeness === undefined ? undefined : alike.get(likeness);
    if (twin !== undefined) return twin;
    const fresh = `${prefix}${nodes.length + initializers.length}`;
    // An initializer that is an output, or one of several results, gets its name from an Identity below.
    const name = tensor.kind === 'operator' && tensor.outputs === undefined ? (wanted.get(tensor) ?? fresh) : fresh;
    if (tensor.kind === 'constant') initializers.push({ ...tensor, name });
    else nodes.push(nodeOf(tensor, parts, name));
    if (likeness !== undefined) alike.set(likeness, name);
    return name;
  }

  for (const { name, tensor } of outputs) {
    const placed = nameOf(tensor);
    if (placed !== name) nodes.push({ operator: 'Identity', inputs: [placed], outputs: [name], attributes: {} });
  }
  return { nodes, initializers, inputs: [...inputs.values()] };
}

const outputName = (first: string, at: number): string => (at === 0 ? first : `${first}.${at}`);

function nodeOf(tensor: OperatorTensor, inputs: readonly string[], name: string): OnnxNode {
  const outputs = Array.from({ length: tensor.outputs ?? 1 }, (_, at) => outputName(name, at));
  const attributes = Object.fromEntries(
    Object.entries(tensor.attributes).map(([key, value]) => [
      key,
      'graph' in value ? { body: bodyOf(value.graph, `${name}/`) } : value,
    ]),
  );
  return { operator: tensor.operator, domain: tensor.domain, inputs, outputs, attributes };
}

function bodyOf({ inputs, outputs }: OnnxSubgraph, prefix: string): OnnxBody {
  const own = outputs.map(({ name, tensor }) => ({ name: prefix + name, tensor }));
  const { nodes, initializers } = writeNodes(own, prefix);
  const renamed = (place: OnnxPlace): OnnxPlace => ({ ...place, name: prefix + place.name });
  const within = new Set(inputs.map((input) => input.name));
  return {
    name: prefix,
    nodes: nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map((input) => (within.has(input) ? prefix + input : input)),
    })),
    initializers,
    inputs: inputs.map(renamed),
    outputs: outputs.map(renamed),
  };
}

/** Equal for tensors that compute the same. Undefined where comparing would cost more than it saves (tree tables). */
function likenessOf(tensor: OperatorTensor | OnnxConstant, inputs: readonly string[]): string | undefined {
  if (tensor.kind === 'constant') {
    const values = tensor.values.map((value) => (Object.is(value, -0) ? '-0' : String(value)));
    return JSON.stringify([tensor.element, tensor.shape, values]);
  }
  const large = Object.values(tensor.attributes).some((attribute) => 'tensor' in attribute || 'graph' in attribute);
  return large ? undefined : JSON.stringify([tensor.operator, tensor.domain, inputs, tensor.attributes]);
}
