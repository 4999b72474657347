/**
 * How long texts and lists of a HealthRule may be. They fit into a diagnosis once placeholders are filled: a title of 200
 * leaves room for two long names within a line.
 */
export const RULE_BOUNDS = {
  /** Rules that are used at once; the oldest are. */
  rules: 100,
  /** As long as a person can still read. */
  pattern: 512,
  title: 200,
  explanation: 1024,
  fix: 400,
  command: 512,
  sentence: 400,
  url: 512,
  linkName: 63,
  justification: 512,
  owner: 128,
  /** A code, a kind, a DNS label. */
  word: 63,
  /** A reason of a state or an Event. */
  reason: 128,
  name: 253,
  reasons: 10,
  exitCodes: 20,
  kinds: 10,
  namespaces: 50,
  services: 50,
  labels: 10,
  fixes: 6,
  commands: 6,
  links: 5,
  overrides: 10,
} as const;
