import { parseArgs } from 'node:util';

/** A loud one: a limit, a kill, a loop, and a number to change. */
const defaultService = 'zoo-oom-killed/oom-killed';

export const helpText = `Shows the operator at work on services that are in trouble, each in another one.

  npm run demo              a table of all services, drawn again every 2 s until Ctrl-C; one of them gets
                            an image that does not exist, and recovers, again and again
  npm run demo -- --once    the same table once, then one service in full

It needs Node and nothing else: the real operator watches an API server inside this program, which plays what
was recorded on a real cluster (test/zoo). --once ends with 1 when a service is not told as expected.

Flags
  --service NAMESPACE/NAME  the service that is shown in full (default: ${defaultService})
  --cluster                 on a real cluster: the one that is up ("npm run cluster:up"), else one that is made
                            and taken down afterwards; about 4 minutes
  --help                    this text
`;

export interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

export interface DemoArguments {
  readonly help: boolean;
  readonly once: boolean;
  readonly cluster: boolean;
  readonly service: ServiceName;
}

export type ParsedArguments =
  | { readonly ok: true; readonly arguments: DemoArguments }
  | { readonly ok: false; readonly message: string };

export function parseDemoArguments(words: readonly string[]): ParsedArguments {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        once: { type: 'boolean', default: false },
        cluster: { type: 'boolean', default: false },
        service: { type: 'string', default: defaultService },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return withService(values);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    return { ok: false, message: `${reason}; see --help.` };
  }
}

type Values = Omit<DemoArguments, 'service'> & { readonly service: string };

function withService({ service, ...switches }: Values): ParsedArguments {
  const [namespace = '', name = '', ...more] = service.split('/');
  if (namespace === '' || name === '' || more.length > 0) {
    return { ok: false, message: `--service needs NAMESPACE/NAME, not "${service}".` };
  }
  return { ok: true, arguments: { ...switches, service: { namespace, name } } };
}
