import { type AuthorityKind, authorityKinds } from '../../../../contract/kinds.js';
import { sizeOf } from '../open-data/embeds.js';

export const kindNames: Record<AuthorityKind, string> = {
  municipality: 'Municipality',
  region: 'Region',
  association: 'Association',
  other: 'Other body',
};

/** Of every kind. */
export const anyKind = { id: 'signatory', name: 'Signatory' };

/** The description of the service, in the terms of the protocol (version 0.2). */
export function manifest(baseUrl: string): object {
  const service = (service_path: string) => ({ service_url: baseUrl, service_path });
  return {
    versions: ['0.2'],
    name: 'Pact of Towns and Regions to Stop Sexual Violence against Children: signatories',
    identifierSpace: `${baseUrl}/en/signatories/`,
    schemaSpace: 'https://schema.org/Organization',
    documentation: `${baseUrl}/en/api`,
    view: { url: `${baseUrl}/en/signatories/{{id}}` },
    defaultTypes: [
      anyKind,
      ...authorityKinds.map((id) => ({ id, name: kindNames[id], broader: [anyKind] })),
    ],
    preview: { url: `${baseUrl}/en/embed/signatories/{{id}}`, ...sizeOf('signatory') },
    suggest: {
      entity: service('/api/v1/reconcile/suggest/entity'),
      property: service('/api/v1/reconcile/suggest/property'),
    },
    extend: { propose_properties: service('/api/v1/reconcile/properties'), property_settings: [] },
  };
}
