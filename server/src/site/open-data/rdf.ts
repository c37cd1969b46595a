/**
 * RDF as JSON-LD in a strict form: every name is prefixed and every value typed, so that Turtle can
 * be written from the same tree.
 */
export type RdfValue =
  string | { '@value': string; '@language'?: string; '@type'?: string } | RdfNode;
export interface RdfNode {
  '@id'?: string;
  '@type'?: string | string[];
  [predicate: string]: RdfValue | readonly RdfValue[] | string[] | undefined;
}
type Prefixes = Record<string, string>;

export function jsonLd(prefixes: Prefixes, nodes: RdfNode[]): string {
  return JSON.stringify({ '@context': prefixes, '@graph': nodes }, null, 1);
}

/** The same nodes in Turtle (W3C RDF 1.1). */
export function turtle(prefixes: Prefixes, nodes: RdfNode[]): string {
  const head = Object.entries(prefixes).map(
    ([prefix, address]) => `@prefix ${prefix}: <${address}> .\n`,
  );
  const body = nodes.map((node) => `<${iri(node['@id']!)}> ${properties(node, '  ')} .\n`);
  return `${head.join('')}\n${body.join('\n')}`;
}

function properties({ '@id': _, '@type': types, ...rest }: RdfNode, indent: string): string {
  const lines = types ? [`a ${[types].flat().join(', ')}`] : [];
  for (const [predicate, values] of Object.entries(rest)) {
    if (values === undefined) continue;
    const objects = (Array.isArray(values) ? values : [values]) as RdfValue[];
    if (objects.length > 0)
      lines.push(`${predicate} ${objects.map((value) => object(value, `${indent}  `)).join(', ')}`);
  }
  return lines.join(` ;\n${indent}`);
}

function object(value: RdfValue, indent: string): string {
  if (typeof value === 'string') return literal(value);
  if ('@value' in value) {
    const {
      '@value': text,
      '@language': language,
      '@type': type,
    } = value as { '@value': string; '@language'?: string; '@type'?: string };
    return literal(text) + (language ? `@${language}` : type ? `^^${type}` : '');
  }
  const node = value as RdfNode;
  const inner = Object.keys(node).some((key) => key !== '@id');
  if (!inner) return `<${iri(node['@id']!)}>`;
  return `[\n${indent}${properties(node, indent)}\n${indent}]`;
}

function literal(text: string): string {
  return JSON.stringify(text);
}

/** Escapes characters that a Turtle IRI may not contain, so that no URL can break out of it. */
function iri(address: string): string {
  return address.replace(/[^!-\uffff]|[<>"{}|^`\\]/g, (character) => encodeURIComponent(character));
}
