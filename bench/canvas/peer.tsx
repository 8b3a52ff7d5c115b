import { type Edge, type Node, ReactFlow, useEdgesState, useNodesState } from '@xyflow/react';
import { createRoot } from 'react-dom/client';

/** A bare React Flow page: its own nodes and edges, as its documentation begins, showing a graph it is given. */
const { nodes, edges } = (window as unknown as { graph: { nodes: Node[]; edges: Edge[] } }).graph;

function Peer() {
  const [shown, , onNodesChange] = useNodesState(nodes);
  const [wires, , onEdgesChange] = useEdgesState(edges);
  return (
    <ReactFlow
      nodes={shown}
      edges={wires}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      panOnScroll
      minZoom={0.05}
      fitView
    />
  );
}

createRoot(document.body.appendChild(document.createElement('div'))).render(<Peer />);
