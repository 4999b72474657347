// A cause that hits several services: each report says so with a number, and never whom it hits. A tenant may not know
// of the others.
import type { Classifier, Finding } from '../classify/types.ts';
import {
  causeKey,
  type ReportedCause,
  type ReportMemory,
  type ServiceKey,
  type SharedCause,
  type SharedKind,
  sharedCause,
  toldServices,
} from '../facts/index.ts';

const KIND_WORDS: Readonly<Record<SharedKind, string>> = {
  Registry: 'image registry',
  Image: 'image',
  Node: 'node',
  AdmissionWebhook: 'admission webhook',
  AdmissionPolicy: 'admission policy',
  StorageClass: 'storage class',
  ResourceQuota: 'quota',
};

/** What the number depends on. */
interface Surrounding {
  readonly service: ServiceKey;
  readonly memory: ReportMemory;
  readonly othersWith: (cause: SharedCause) => number;
}

/** What the finding shares with findings of other services, and how many those are. */
export function reportedCause(
  { sharedCause: shared }: Classifier,
  { details }: Finding,
  { service, memory, othersWith }: Surrounding,
): ReportedCause | undefined {
  const cause = shared && sharedCause(shared.kind, details[shared.detail] ?? '');
  if (cause === undefined) return undefined;
  const before = toldBefore(cause, service, memory);
  return { ...cause, otherServices: toldServices(othersWith(cause), before) };
}

/** Of the whole report, so that two diagnoses of one cause agree. */
function toldBefore(
  cause: SharedCause,
  { namespace }: ServiceKey,
  { diagnoses }: ReportMemory,
): number {
  // Only what is active has one.
  const told = diagnoses
    .flatMap((diagnosis) => diagnosis.sharedCause ?? [])
    .filter((it) => causeKey(it, namespace) === causeKey(cause, namespace));
  return Math.max(...told.map(({ otherServices }) => otherServices));
}

/** "at least 20 other services have trouble with the same node"; empty when no other is known. */
export function othersText(cause: ReportedCause | undefined): string {
  if (cause === undefined || cause.otherServices === 0) return '';
  const { kind, otherServices } = cause;
  const who =
    otherServices === 1 ? 'one other service has' : `${otherServices} other services have`;
  return `at least ${who} trouble with the same ${KIND_WORDS[kind]}`;
}

/** The explanation, with a sentence about the others. */
export function withOthers(explanation: string, cause: ReportedCause | undefined): string {
  const others = othersText(cause);
  if (cause === undefined || others === '') return explanation;
  const sentence = others.charAt(0).toUpperCase() + others.slice(1);
  return `${explanation} ${sentence}, ${cause.name}: it is not this service alone.`;
}
