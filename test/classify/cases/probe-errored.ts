import { podWith } from '../../../src/classify/support/example-pods.ts';
import { ago, container, event, probe, running } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const MINUTES = { state: running(600) };

function errored(name: string, cause: string, count = 12) {
  const message = `${name} probe errored and resulted in unknown state: ${cause}`;
  return event('Unhealthy', message, { count });
}

export default [
  {
    name: 'a port name that no port has',
    given: {
      pods: [podWith(container({ ...MINUTES, ready: false, readiness: probe({ port: 'htttp' }) }))],
      events: [errored('Readiness', 'strconv.Atoi: parsing "htttp": invalid syntax')],
    },
    found: [
      {
        container: 'app',
        confidence: 'confirmed',
        reason: 'Running',
        details: { fault: 'it names a port that the container does not have' },
      },
    ],
  },
  {
    name: 'a liveness probe that cannot be carried out is a gap in the watch, and no outage',
    given: {
      pods: [podWith(container({ ...MINUTES, liveness: probe({ handler: 'exec' }) }))],
      events: [errored('Liveness', 'exec: "check": executable file not found in $PATH')],
    },
    found: [
      {
        container: 'app',
        confidence: 'confirmed',
        severity: 'warning',
        reason: 'Running',
        details: { name: 'liveness' },
      },
    ],
  },
  {
    name: 'a startup probe that cannot be carried out keeps the pod from starting for good',
    given: {
      pods: [podWith(container({ ...MINUTES, ready: false, started: false, startup: probe() }))],
      events: [errored('Startup', 'exec: "check": permission denied')],
    },
    found: [
      {
        container: 'app',
        confidence: 'confirmed',
        reason: 'Running',
        details: { name: 'startup', fault: 'its command may not be executed' },
      },
    ],
  },
  {
    name: 'two hiccups of the container runtime',
    given: {
      pods: [podWith(container({ ...MINUTES, readiness: probe() }))],
      events: [errored('Readiness', 'rpc error: code = Unavailable', 2)],
    },
    found: [],
  },
  {
    name: 'errors before the present run of the container',
    given: {
      pods: [podWith(container({ ...MINUTES, ready: false, readiness: probe() }))],
      events: [{ ...errored('Readiness', 'x'), firstMs: ago(800), lastMs: ago(700) }],
    },
    found: [],
  },
  {
    name: 'errors that have stopped',
    given: {
      pods: [podWith(container({ readiness: probe() }))],
      events: [{ ...errored('Readiness', 'x'), firstMs: ago(3000), lastMs: ago(901) }],
    },
    found: [],
  },
  {
    name: 'a young container gets the time of its start, however old the pod is',
    given: {
      pods: [
        podWith(
          container({ ready: false, state: running(100), readiness: probe({ port: 'htttp' }) }),
        ),
      ],
      events: [errored('Readiness', 'strconv.Atoi: parsing "htttp": invalid syntax')],
    },
    found: [],
  },
  {
    name: 'a container that is ready stays so, and the newest error says when it was last seen',
    given: {
      pods: [podWith(container({ ...MINUTES, readiness: probe({ port: 'htttp' }) }))],
      events: [
        { ...errored('Readiness', 'strconv.Atoi: one'), uid: 'one', lastMs: ago(5) },
        { ...errored('Readiness', 'strconv.Atoi: two'), uid: 'two', lastMs: ago(40) },
      ],
    },
    found: [{ confidence: 'confirmed', severity: 'warning', reason: 'Running', lastMs: ago(5) }],
  },
  {
    name: 'a liveness probe is not in the way of a container that is not ready',
    given: {
      pods: [
        podWith(container({ ...MINUTES, ready: false, liveness: probe({ handler: 'exec' }) })),
      ],
      events: [errored('Liveness', 'exec: "check": executable file not found in $PATH')],
    },
    found: [{ confidence: 'confirmed', severity: 'warning', reason: 'Running' }],
  },
] satisfies Cases;
