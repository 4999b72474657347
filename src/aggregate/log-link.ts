/** What a template may name. */
export interface LogLinkNames {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly cluster: string;
}

const PLACEHOLDER = /\{(namespace|pod|container|cluster)\}/g;

/** The team's template with the names in it, each escaped; empty without one. */
export function logLink(template: string, names: LogLinkNames): string {
  return template.replace(PLACEHOLDER, (_whole, name: string) =>
    encodeURIComponent(valueOf(name, names)),
  );
}

function valueOf(name: string, names: LogLinkNames): string {
  if (name === 'namespace') return names.namespace;
  if (name === 'pod') return names.pod;
  return name === 'container' ? names.container : names.cluster;
}
