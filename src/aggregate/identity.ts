import type { Subject } from '../classify/types.ts';
import type { ServiceKey } from '../facts/index.ts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** 32-bit FNV-1a as 8 hex digits: enough to tell apart the few problems of one service. */
function fnv1a(text: string): string {
  let hash = FNV_OFFSET;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * The id of a problem: service, cause, workload and container, or the node, and an object beside them. No pod is in it, so the id survives
 * restarts, retries and the replacement of pods.
 */
export function diagnosisId(service: ServiceKey, code: string, subject: Subject): string {
  const about =
    subject.node === undefined ? subject.workload : { kind: 'Node', name: subject.node };
  const parts = [
    service.namespace,
    service.name,
    code,
    about.kind,
    about.name,
    subject.container ?? '',
    subject.containerKind ?? '',
    // Absent in all but a few: what was said before there were any keeps its id.
    ...(subject.about === undefined ? [] : [subject.about]),
  ];
  return fnv1a(parts.join('\n'));
}
