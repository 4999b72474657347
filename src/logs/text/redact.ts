import { redactPairs } from './redact-pairs.ts';
import { redactPem } from './redact-pem.ts';
import { isOpaque, REDACTED } from './secret-words.ts';

// Takes secrets out of text before it becomes a fact. It works on shape alone, so it finds what people and libraries
// usually print; it is no promise. Every pattern is linear: bounded counts, a fixed place to start, no overlaps.

/** The text without secrets, and how many were taken out. */
export interface Redaction {
  readonly text: string;
  readonly count: number;
}

interface Pattern {
  /** One of these is in every match: a plain search that spares most texts the pattern. None: always tried. */
  readonly hints?: readonly string[];
  readonly pattern: RegExp;
  /** What stands instead of the match; undefined leaves it. Groups are those of the pattern. */
  readonly replace: (groups: readonly string[]) => string | undefined;
}

function entirely(): string {
  return REDACTED;
}

/** The first group names the place and stays, the second is the secret. */
function afterFirst([before = '']: readonly string[]): string {
  return `${before}${REDACTED}`;
}

function afterFirstWhenOpaque([before = '', secret = '']: readonly string[]): string | undefined {
  return isOpaque(secret) ? `${before}${REDACTED}` : undefined;
}

const PATTERNS: readonly Pattern[] = [
  // scheme://user:password@host. A colon followed by a port and a path is no password; "@sha256:" is an image digest.
  {
    hints: ['://'],
    pattern:
      /(:\/\/)[^\s:@/?#"'<>[]{0,128}:(?!\d{1,5}(?:[/?#\s"',;)]|$))[^\s"'<>]{1,256}@(?!sha\d{3}:)/g,
    replace: ([before = '']) => `${before}${REDACTED}@`,
  },
  // https://token@host, as git and package managers write it. Short names before the @ are users: ssh://git@host.
  { hints: ['://'], pattern: /(:\/\/)[\w.~-]{20,256}(?=@(?!sha\d{3}:))/g, replace: afterFirst },
  // JSON Web Token: header and payload both begin with {" in base64. The signature may be missing.
  {
    hints: ['eyJ'],
    pattern: /(?<![\w-])eyJ[\w-]{8,8192}\.eyJ[\w-]{4,16384}(?:\.[\w-]{0,8192})?/g,
    replace: entirely,
  },
  // AWS access key ids: long-term, temporary and the kinds in between.
  {
    hints: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])/g,
    replace: entirely,
  },
  // GitHub and GitLab.
  {
    hints: ['gh', 'gl'],
    pattern:
      /(?<!\w)(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|gl[a-z]{2,8}-[\w-]{16,255})/g,
    replace: entirely,
  },
  // Slack.
  {
    hints: ['xox', 'xapp-'],
    pattern: /(?<!\w)(?:xox[a-z]|xapp)-[\w-]{10,255}/g,
    replace: entirely,
  },
  // Stripe, OpenAI, Anthropic: plain keys have no hyphen, which keeps names such as "sk-learn-trainer" out.
  {
    hints: ['k_', 'sk-'],
    pattern:
      /(?<![\w-])(?:[sr]k_(?:live|test)_\w{10,255}|sk-(?:proj|ant|svcacct|or)-[\w-]{16,255}|sk-[A-Za-z0-9]{20,255})/g,
    replace: entirely,
  },
  // Google: API key, OAuth access token.
  {
    hints: ['AIza', 'ya29.'],
    pattern: /(?<![\w-])(?:AIza[\w-]{35}|ya29\.[\w-]{20,2048})/g,
    replace: entirely,
  },
  // npm, PyPI, Docker Hub, Hashicorp Vault, DigitalOcean, Shopify, SendGrid.
  {
    hints: ['npm_', 'pypi-', 'dckr_', 'hv', 'do', 'shp', 'SG.'],
    pattern:
      /(?<![\w-])(?:npm_[A-Za-z0-9]{30,64}|pypi-[\w-]{16,512}|dckr_(?:pat|oat)_[\w-]{20,128}|hv[sbr]\.[\w-]{20,512}|do[opr]_v1_[a-f0-9]{64}|shp(?:at|ss|ca|pa)_[a-fA-F0-9]{32}|SG\.[\w-]{16,64}\.[\w-]{16,128})/g,
    replace: entirely,
  },
  // Authorization: Basic …, also as a JSON field or a curl argument.
  {
    pattern:
      /(?<![\w-])((?:proxy-)?authorization["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?:bearer|basic|digest|token|negotiate|apikey)[ \t]{1,4})[^\s"',;]{1,8192}/gi,
    replace: afterFirst,
  },
  {
    pattern:
      /(?<![\w-])((?:proxy-)?authorization["']?[ \t]{0,4}[:=][ \t]{0,4}["']?)([^\s"',;]{8,8192})/gi,
    replace: afterFirstWhenOpaque,
  },
  // A scheme without its header. "basic authentication failed" and "Bearer realm=" are no secrets.
  {
    pattern: /(?<![\w-])((?:bearer|basic)[ \t]{1,4})([\w.~+/=-]{8,8192})/gi,
    replace: afterFirstWhenOpaque,
  },
];

/** Replaces every secret that can be told by its shape with `[redacted]`. */
export function redact(text: string): Redaction {
  let redaction = redactPem({ text, count: 0 });
  for (const pattern of PATTERNS) redaction = apply(redaction, pattern);
  // Last, because a key's whole value goes, and what was taken before need not be counted twice.
  return redactPairs(redaction);
}

function apply(before: Redaction, { hints, pattern, replace }: Pattern): Redaction {
  if (hints !== undefined && !hints.some((hint) => before.text.includes(hint))) return before;
  let { count } = before;
  const text = before.text.replace(pattern, (match: string, ...groups: unknown[]) => {
    const replacement = replace(groups.filter((group) => typeof group === 'string'));
    if (replacement === undefined) return match;
    count += 1;
    return replacement;
  });
  return { text, count };
}
