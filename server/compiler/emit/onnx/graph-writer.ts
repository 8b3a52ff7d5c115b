import type { OnnxTensor } from '@/nodes/kernel/expr/onnx';
import type { NamedTensor, OnnxFile, OnnxNode, TensorPlace } from './proto-writer';
import { widthOf } from './tensor-facts';

/** An output of the file. `width` is stated where it cannot be read off the operators. */
export interface GraphOutput {
  readonly name: string;
  readonly tensor: OnnxTensor;
  readonly width?: number;
}

/** Lays a lazy graph out as a list of nodes. Equal parts are emitted once, whether shared by reference or only alike. */
export function writeGraph(outputs: readonly GraphOutput[], metadata: Readonly<Record<string, string>>): OnnxFile {
  const nodes: OnnxNode[] = [];
  const initializers: NamedTensor[] = [];
  const inputs = new Map<string, TensorPlace>();
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
      inputs.set(tensor.name, { name: tensor.name, element: tensor.element, width: 1 });
      return tensor.name;
    }
    const parts = tensor.kind === 'operator' ? tensor.inputs.map(nameOf) : [];
    const likeness = likenessOf(tensor, parts);
    const twin = likeness === undefined ? undefined : alike.get(likeness);
    if (twin !== undefined) return twin;
    const fresh = `$${nodes.length + initializers.length}`;
    // An initializer that is an output gets its name from an Identity below.
    const name = tensor.kind === 'operator' ? (wanted.get(tensor) ?? fresh) : fresh;
    if (tensor.kind === 'constant') initializers.push({ ...tensor, name });
    else nodes.push({ ...tensor, inputs: parts, output: name });
    if (likeness !== undefined) alike.set(likeness, name);
    return name;
  }

  const places = outputs.map(({ name, tensor, width }): TensorPlace => {
    const placed = nameOf(tensor);
    if (placed !== name) nodes.push({ operator: 'Identity', inputs: [placed], output: name, attributes: {} });
    return { name, element: tensor.element, width: width ?? widthOf(tensor) };
  });
  return { nodes, initializers, inputs: [...inputs.values()], outputs: places, metadata };
}

/** Equal for tensors that compute the same. Undefined where comparing would cost more than it saves (tree tables). */
function likenessOf(tensor: Exclude<OnnxTensor, { kind: 'input' }>, inputs: readonly string[]): string | undefined {
  if (tensor.kind === 'constant') {
    const values = tensor.values.map((value) => (Object.is(value, -0) ? '-0' : String(value)));
    return JSON.stringify([tensor.element, tensor.shape, values]);
  }
  const large = Object.values(tensor.attributes).some((attribute) => 'tensor' in attribute);
  return large ? undefined : JSON.stringify([tensor.operator, tensor.domain, inputs, tensor.attributes]);
}
