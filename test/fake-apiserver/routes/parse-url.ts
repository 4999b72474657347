// From a request line to what it asks for, by the URL grammar of the Kubernetes API.

/** A path under /api/v1 or /apis/GROUP/VERSION that names a resource type. */
export interface ResourcePath {
  /** "v1/pods", "apps/v1/deployments". */
  readonly resource: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
}

export interface ParsedUrl {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Path and query, percent-decoded, for fault patterns. */
  readonly decoded: string;
  readonly isWatch: boolean;
  readonly resource: ResourcePath | undefined;
}

export function parseUrl(rawUrl: string): ParsedUrl {
  const url = new URL(rawUrl, 'https://localhost');
  const query = readQuery(url.searchParams);
  return {
    path: url.pathname,
    query,
    decoded: decode(url.pathname + url.search.replaceAll('+', ' ')),
    isWatch: isTrue(query['watch']),
    resource: parseResource(url.pathname),
  };
}

/** The values that Go's strconv.ParseBool and the API server read as true. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'True' || value === 't';
}

function readQuery(parameters: URLSearchParams): Record<string, string> {
  // The first of repeated parameters wins; fromEntries makes even `__proto__` a plain field.
  return Object.fromEntries([...parameters].reverse());
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseResource(path: string): ResourcePath | undefined {
  const segments = path.split('/').filter(Boolean).map(decode);
  if (segments[0] === 'api' && segments.length >= 3) {
    return fromSegments(segments[1] ?? '', segments.slice(2));
  }
  if (segments[0] === 'apis' && segments.length >= 4) {
    return fromSegments(`${segments[1]}/${segments[2]}`, segments.slice(3));
  }
  return undefined;
}

function fromSegments(apiVersion: string, rest: readonly string[]): ResourcePath {
  // "namespaces/x" is the namespace itself, and so are its own subresources.
  const isNamespaced =
    rest[0] === 'namespaces' && rest.length >= 3 && !['status', 'finalize'].includes(rest[2] ?? '');
  const [plural = '', name, ...subresource] = isNamespaced ? rest.slice(2) : rest;
  return {
    resource: `${apiVersion}/${plural}`,
    namespace: isNamespaced ? rest[1] : undefined,
    name,
    subresource: subresource.length > 0 ? subresource.join('/') : undefined,
  };
}
