import { type LayoutRequest, layoutGraph } from './layout-graph';

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = ({ data }: MessageEvent<LayoutRequest>) => scope.postMessage(layoutGraph(data));
