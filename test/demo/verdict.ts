// Compares what the operator reported with what each scenario promises in the end.
import { SERVICE_NAME_ANNOTATION } from '../../src/api/constants.ts';
import { serviceHealthSchema } from '../../src/api/service-health.ts';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import { Refusal } from '../cluster/report.ts';
import { describeStatus, describeStep, differences } from '../zoo/match.ts';
import type { ExpectedStep, Scenario } from '../zoo/scenario.ts';
import type { ServiceName } from './arguments.ts';

export interface ReportedService {
  /** As the API server holds it. */
  readonly object: unknown;
  readonly status: ServiceHealthStatus | undefined;
}

/** By "namespace/name of the service". */
export type Reports = ReadonlyMap<string, ReportedService>;

export interface Verdict {
  readonly services: number;
  readonly asExpected: number;
  /** One paragraph per service that is not told as promised. */
  readonly complaints: readonly string[];
}

export function serviceId({ namespace, name }: ServiceName): string {
  return `${namespace}/${name}`;
}

/** Items as the API server lists them. */
export function readReports(items: readonly unknown[]): Reports {
  return new Map(
    items.map((object) => {
      const { metadata, status } = serviceHealthSchema.parse(object);
      const { namespace = '', name, annotations = {} } = metadata;
      const service = annotations[SERVICE_NAME_ANNOTATION] ?? name;
      return [serviceId({ namespace, name: service }), { object, status }];
    }),
  );
}

/** In the order of the scenarios. */
function promisedServices(scenarios: readonly Scenario[]): readonly string[] {
  return scenarios.flatMap(({ namespace, expected }) =>
    expected.services.map(({ name }) => serviceId({ namespace, name })),
  );
}

export function refuseUnknownService(service: ServiceName, scenarios: readonly Scenario[]): void {
  const known = promisedServices(scenarios);
  if (known.includes(serviceId(service))) return;
  throw new Refusal(`There is no service ${serviceId(service)}; there are ${known.join(', ')}.`);
}

/** True when there is a word for each service; it may be the wrong one. */
export function isComplete(scenarios: readonly Scenario[], reports: Reports): boolean {
  return promisedServices(scenarios).every((id) => reports.get(id)?.status?.health !== undefined);
}

/** Here all scenarios are one cluster, in which more services share a cause than in the scenario's own. */
function amongOthers(step: ExpectedStep): ExpectedStep {
  const diagnoses = step.diagnoses.map((diagnosis) => {
    const { otherServices: _, ...rest } = diagnosis;
    return rest;
  });
  return { ...step, diagnoses };
}

function complaintsOf({ namespace, expected }: Scenario, reports: Reports): readonly string[] {
  return expected.services.flatMap(({ name, steps }) => {
    const step = steps.at(-1);
    if (step === undefined) return [];
    const id = serviceId({ namespace, name });
    const status = reports.get(id)?.status;
    const wrong = differences(amongOthers(step), status);
    if (wrong.length === 0) return [];
    const expectation = `  expected: ${describeStep(step)}`;
    return [`${id}: ${wrong.join(', ')}\n${expectation}\n  said:     ${describeStatus(status)}`];
  });
}

export function judgeReports(scenarios: readonly Scenario[], reports: Reports): Verdict {
  const promised = new Set(promisedServices(scenarios));
  const wrong = scenarios.flatMap((scenario) => complaintsOf(scenario, reports));
  const extra = [...reports.keys()].filter((id) => !promised.has(id));
  return {
    services: reports.size,
    asExpected: promised.size - wrong.length,
    complaints: [...wrong, ...extra.map((id) => `${id}: nobody expects this service`)],
  };
}

export function verdictLine({ services, asExpected }: Verdict): string {
  return `${services} services, ${asExpected} as expected`;
}
