import { catalogue } from '@/nodes/catalogue.gen';
import type { ModelHead, ModelReportPort } from '@/server/db/models';

/** What a model is called: the title of its node, or of its type. */
export const modelTitle = ({ nodeTitle, nodeType, node }: Pick<ModelHead, 'nodeTitle' | 'nodeType' | 'node'>): string =>
  nodeTitle ?? (nodeType === null ? undefined : catalogue[nodeType]?.title) ?? node;

export const reportTitle = ({ title, type, node }: ModelReportPort): string => title ?? catalogue[type]?.title ?? node;
