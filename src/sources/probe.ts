import type { ProbeFact } from '../facts/index.ts';
import { freeText } from '../logs/text/free-text.ts';
import type { Interner } from './intern.ts';
import { type Fields, fields, integer, isObject, word } from './read.ts';

const MAX_PORT = 63;
const MAX_PATH = 256;

/** With the defaults of the API server (pkg/apis/core/v1/defaults.go); undefined for a probe without a handler. */
export function probeOf(value: unknown, intern: Interner): ProbeFact | undefined {
  const probe = fields(value);
  const handler = handlerOf(probe);
  if (handler === undefined) return undefined;
  return intern.probe({
    ...handler,
    initialDelaySeconds: integer(probe['initialDelaySeconds'], 0),
    periodSeconds: integer(probe['periodSeconds'], 10, 1),
    timeoutSeconds: integer(probe['timeoutSeconds'], 1, 1),
    failureThreshold: integer(probe['failureThreshold'], 3, 1),
    successThreshold: integer(probe['successThreshold'], 1, 1),
  });
}

function handlerOf(probe: Fields): Pick<ProbeFact, 'handler' | 'port' | 'path'> | undefined {
  const http = probe['httpGet'];
  if (isObject(http)) {
    // A path may carry a token in its query.
    return { handler: 'http', port: portOf(http), path: freeText(http['path'], MAX_PATH) || '/' };
  }
  if (isObject(probe['tcpSocket'])) {
    return { handler: 'tcp', port: portOf(probe['tcpSocket']), path: '' };
  }
  if (isObject(probe['grpc'])) {
    return { handler: 'grpc', port: portOf(probe['grpc']), path: '' };
  }
  return isObject(probe['exec']) ? { handler: 'exec', port: '', path: '' } : undefined;
}

function portOf({ port }: Fields): string {
  return typeof port === 'number' ? String(integer(port, 0)) : word(port, MAX_PORT);
}
