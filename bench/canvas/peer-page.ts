import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type GraphDoc, wireId } from '@/nodes/kernel/graph-doc/graph-doc';

/** Serves a bare React Flow page with the graph of a document, bundled for production. */
export async function servePeer(doc: GraphDoc): Promise<{ url: string; stop(): void }> {
  const built = await build({
    entryPoints: [join(import.meta.dirname, 'peer.tsx')],
    bundle: true,
    minify: true,
    write: false,
    jsx: 'automatic',
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const css = readFileSync(createRequire(import.meta.url).resolve('@xyflow/react/dist/style.css'), 'utf8');
  const graph = {
    nodes: Object.entries(doc.nodes).map(([id, node]) => ({
      id,
      position: doc.layout[id],
      data: { label: node.title ?? id },
      style: { width: 200, height: 72 },
      sourcePosition: 'right',
      targetPosition: 'left',
    })),
    edges: doc.wires.map((wire) => ({ id: wireId(wire), source: wire.from.node, target: wire.to.node })),
  };
  const page = `<!doctype html><style>${css} html,body,body>div{height:100%;margin:0}</style><body><script>graph=${JSON.stringify(graph)}</script><script>${built.outputFiles[0]!.text}</script>`;
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop: () => server.close() };
}
