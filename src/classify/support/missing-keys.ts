/** The kubelet about a variable: it names the object with its namespace. */
const VARIABLE =
  /couldn't find key ([-._A-Za-z0-9]{1,253}) in (ConfigMap|Secret) [a-z0-9-]{1,63}\/([a-z0-9.-]{1,253})/;
/** The kubelet about a volume: it names the volume, and not the object behind it. */
const VOLUME =
  /volume "([a-z0-9-]{1,63})".{0,60}references non-existent (config|secret) key: ([-._A-Za-z0-9]{1,253})/;

/** Which key of a variable the kubelet does not find; undefined when the message is about something else. */
export function missingKey(message: string): Readonly<Record<string, string>> | undefined {
  const [, key, kind, name] = VARIABLE.exec(message) ?? [];
  if (key === undefined || kind === undefined || name === undefined) return undefined;
  return { key, holder: `${kind} "${name}"`, holderPath: `${kind.toLowerCase()}/${name}` };
}

/** The same for the key of a volume. */
export function missingVolumeKey(message: string): Readonly<Record<string, string>> | undefined {
  const [, volume, sort, key] = VOLUME.exec(message) ?? [];
  if (key === undefined || sort === undefined || volume === undefined) return undefined;
  const kind = sort === 'config' ? 'ConfigMap' : 'Secret';
  return { key, holder: `the ${kind} of volume "${volume}"`, holderPath: `${kind.toLowerCase()}s` };
}
