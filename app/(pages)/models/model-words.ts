import { registry } from '@/nodes/registry.gen';
import type { ModelHead, ModelReportPort } from '@/server/db/models';

/** What a model is called: the title of its node, or of its type. */
export const modelTitle = ({ nodeTitle, nodeType, node }: Pick<ModelHead, 'nodeTitle' | 'nodeType' | 'node'>): string =>
  nodeTitle ?? (nodeType === null ? undefined : registry[nodeType]?.title) ?? node;

export const reportTitle = ({ title, type, node }: ModelReportPort): string => title ?? registry[type]?.title ?? node;
