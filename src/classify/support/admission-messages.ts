// What admission plugins of the API server say when they refuse a pod (wordings of Kubernetes 1.25 to 1.34).
import { brief } from './text.ts';

const MAX_SENTENCE = 400;

type Details = Readonly<Record<string, string>> | undefined;

// PodSecurity: violates PodSecurity "restricted:latest": runAsNonRoot != true (pod or container "app" must set …), …
const POD_SECURITY = /^violates PodSecurity "([^"]{1,100})": /;

/** The level that is enforced, and what the pod template breaks of it. */
export function podSecurityDetails(message: string): Details {
  const match = POD_SECURITY.exec(message);
  const [whole = '', level = ''] = match ?? [];
  return match === null
    ? undefined
    : { level, violations: brief(message.slice(whole.length), MAX_SENTENCE) };
}

// LimitRanger: minimum|maximum cpu usage per Container is 1, but limit is 2 · cpu max limit to request ratio per …
const LIMIT_RANGE =
  /^\[?(?:(?:minimum|maximum) [a-z0-9./-]{1,100} usage per [A-Za-z]{1,40} is |[a-z0-9./-]{1,100} max limit to request ratio per )/;
// ResourceQuota: failed quota: compute: must specify limits.cpu for: app; requests.memory for: app
const MUST_SPECIFY = /^failed quota: ([^:]{1,253}): must specify /;

/** What of the requests and limits is out of bounds, or has to be named. */
export function limitRangeDetails(message: string): Details {
  const quota = MUST_SPECIFY.exec(message)?.[1];
  if (quota !== undefined) {
    const missing = message.slice(message.indexOf('must specify '));
    return { who: `quota "${quota}"`, rule: brief(missing, MAX_SENTENCE) };
  }
  if (!LIMIT_RANGE.test(message)) return undefined;
  return { who: 'a LimitRange', rule: brief(message.replace(/^\[|\]$/g, ''), MAX_SENTENCE) };
}

// Webhooks: admission webhook "validate.kyverno.svc-fail" denied the request: … · … denied the request without explanation
const WEBHOOK_DENIAL = /^admission webhook "([^"]{1,253})" denied the request(?:: |\b)/;
// Policies of the API server itself: ValidatingAdmissionPolicy 'a' with binding 'b' denied request: …
const POLICY_DENIAL =
  /^(?:ValidatingAdmissionPolicy|policy) ['"]([^'"]{1,253})['"](?: with binding '[^']{1,253}')? denied request: /;

/** Which webhook says no, and in which words. */
export function webhookDenialDetails(message: string): Details {
  return denial(WEBHOOK_DENIAL.exec(message), message);
}

/** Which policy says no, and in which words. */
export function policyDenialDetails(message: string): Details {
  return denial(POLICY_DENIAL.exec(message), message);
}

function denial(match: RegExpExecArray | null, message: string): Details {
  if (match === null) return undefined;
  const [whole, policy = ''] = match;
  const words = brief(message.slice(whole.length), MAX_SENTENCE);
  return { policy, words: words === '' ? 'it gives no reason' : words };
}

// Internal error occurred: failed calling webhook "a.b": failed to call webhook: Post "https://x.y.svc:443/…": dial tcp …
const UNREACHABLE = /^(?:Internal error occurred: )?failed calling webhook "([^"]{1,253})"(?:: |;)/;

/** crypto/x509 and crypto/tls of the API server: what answers is not trusted. */
const UNTRUSTED = /\bx509: |\btls: |certificate (?:has expired|is not valid|signed by unknown)/;

/** Which webhook could not be asked, and why. */
export function unreachableDetails(message: string): Details {
  const match = UNREACHABLE.exec(message);
  if (match === null) return undefined;
  const [whole, webhook = ''] = match;
  return { webhook, cause: brief(message.slice(whole.length), MAX_SENTENCE) };
}

/** What is wrong with such a webhook, and what to tell those who run it. */
export function webhookFault(cause: string): { readonly fault: string; readonly mend: string } {
  return UNTRUSTED.test(cause)
    ? { fault: 'cannot be trusted', mend: UNTRUSTED_MEND }
    : { fault: 'does not answer', mend: DOWN_MEND };
}

const UNTRUSTED_MEND =
  'the certificate of the webhook and the caBundle in its configuration do not fit each other, or the certificate has expired';
const DOWN_MEND = 'the service behind the webhook is down or cannot be reached';

// error looking up service account shop/builder: serviceaccount "builder" not found
const SERVICE_ACCOUNT =
  /^error looking up service account [^/]{1,63}\/([^:]{1,253}): serviceaccount "[^"]{1,253}" not found/;

/** The service account that does not exist. */
export function serviceAccountDetails(message: string): Details {
  const account = SERVICE_ACCOUNT.exec(message)?.[1];
  return account === undefined ? undefined : { account };
}

const PRIORITY_CLASS = /^no PriorityClass with name (.{1,253}) was found/;

/** The PriorityClass that the pod template names and the cluster does not have. */
export function priorityClassDetails(message: string): Details {
  const name = PRIORITY_CLASS.exec(message)?.[1];
  return name === undefined ? undefined : { name };
}

const RUNTIME_CLASS = /^pod rejected: RuntimeClass "([^"]{1,253})" not found/;

/** The RuntimeClass that the pod template names and the cluster does not have. */
export function runtimeClassDetails(message: string): Details {
  const name = RUNTIME_CLASS.exec(message)?.[1];
  return name === undefined ? undefined : { name };
}

// Pod "web-x" is invalid: spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to …
const INVALID_FIELD =
  /^\[?([a-z][A-Za-z0-9[\]().-]{1,200}): (?:Invalid value|Required value|Unsupported value|Forbidden|Duplicate value|Not found|Too long|Too many)\b/;

/** The field of the template that makes every pod invalid. */
export function invalidFieldDetails(message: string): Details {
  const field = INVALID_FIELD.exec(message)?.[1];
  return field === undefined
    ? undefined
    : { field, problem: brief(message.replace(/^\[|\]$/g, ''), MAX_SENTENCE) };
}
