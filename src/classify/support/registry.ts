/** What an image without a host is fetched from. */
const DEFAULT_REGISTRY = 'docker.io';

/**
 * The host that an image is fetched from, with its port. As the reference grammar of the distribution project reads it:
 * the first part is a host if it has a dot or a colon, or is "localhost", and a name of the default registry else.
 */
export function registryOf(image: string): string {
  const end = image.indexOf('/');
  const first = end === -1 ? '' : image.slice(0, end).toLowerCase();
  const isHost = first === 'localhost' || first.includes('.') || first.includes(':');
  // The name under which Docker Hub was known to its first clients.
  return isHost && first !== 'index.docker.io' ? first : DEFAULT_REGISTRY;
}
