import type { EndpointRoute } from '../gateway-parts';
import { send } from '../http';
import { refusal } from '../refusal';
import { docsPage } from './docs-page';

/** GET …/docs: a page to read the contract and to try it. It loads nothing from elsewhere. */
export const docs: EndpointRoute = (_parts, { response, served }) => {
  if (!served.model) throw refusal({ code: 'not_found', message: `Nothing has been published to ${served.slug} yet.` });
  const { deployment, packaged } = served.model;
  const page = docsPage({
    slug: served.slug,
    title: served.title,
    version: deployment.number ?? 0,
    spec: packaged.serveSpec,
  });
  send(response, 200, 'text/html; charset=utf-8', page);
};
