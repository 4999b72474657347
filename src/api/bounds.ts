/**
 * How long texts and lists of the status may be: the schema enforces it, the rendering cuts to it. Texts in UTF-16
 * units, of which the API server's characters are never more.
 */
export const BOUNDS = {
  /** A Kubernetes object name. */
  name: 253,
  /** A container, a kind, a code: a DNS label's length. */
  shortName: 63,
  /** Kind/name. */
  reference: 320,
  id: 16,
  statusReason: 128,
  /** One line: summary, title. */
  line: 256,
  explanation: 2048,
  fix: 512,
  command: 768,
  url: 512,
  /** Two sentences of a platform team. */
  note: 1024,
  evidenceField: 256,
  evidenceValue: 1024,
  eventMessage: 1024,
  uid: 253,
  role: 128,
  cluster: 128,
  podsReady: 32,
  versions: 256,
  /** metav1.Condition's own. */
  conditionType: 316,
  /** metav1.Condition's own. */
  conditionReason: 1024,
  conditionMessage: 2048,
  diagnoses: 10,
  fixes: 6,
  commands: 6,
  evidence: 5,
  sample: 3,
  affected: 10,
  consequences: 5,
  logs: 3,
  /** What `spec.logs.maxLines` may ask for. */
  logLines: 50,
  logLine: 512,
  alike: 2,
  fingerprint: 64,
  logURL: 2048,
  suspects: 3,
  /** `label:` and a key of 317. */
  dimension: 323,
  /** An image, the longest of what pods have in common. */
  traitValue: 512,
  breakdowns: 5,
  breakdownValues: 10,
  revision: 20,
  releaseImages: 3,
  commit: 64,
  conditions: 20,
  workloads: 20,
  autoscalers: 10,
  transitions: 10,
  events: 20,
  /** int32, as printer columns and the API conventions want it. */
  count: 2_147_483_647,
} as const;
