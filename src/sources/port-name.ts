import { word } from './read.ts';

/** Names of ports have at most 15 characters. */
const MAX_PORT_NAME = 63;

/** How a port is found by its name: a Service looks for name and protocol, and TCP is the default of both sides. */
export function targetName(name: unknown, protocol: unknown): string {
  const known = word(name, MAX_PORT_NAME);
  const isOther = protocol === 'UDP' || protocol === 'SCTP';
  return known !== '' && isOther ? `${known}/${protocol}` : known;
}
