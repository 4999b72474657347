import { isOpaque, isRandom } from '../secret-words.ts';
import type { Shape } from './types.ts';

/** What protocols carry: headers, cookies, addresses, queries. */
export const headers: readonly Shape[] = [
  {
    name: 'Authorization header with a scheme',
    from: 'RFC 9110: in a header, a JSON field, a list of pairs, an argument of curl, percent-coded',
    hints: ['authorization'],
    pattern:
      /(authorization(?:\\{0,3}["'])?\]?(?:[ \t]|%20){0,4}(?:=>|[:=,]|%3A)(?:[ \t]|%20|\+){0,4}\[?(?:\\{0,3}["'])?(?:bearer|basic|digest|token|negotiate|apikey|bot|key|oauth|splunk|ntlm|hawk|genie-?key|sso-key)(?:[ \t]|%20|\+){1,4})[^\s"',;\\&]+/iy,
    isInner: true,
  },
  {
    name: 'Authorization header without a scheme',
    from: 'Services that take the key alone',
    hints: ['authorization'],
    pattern:
      /(authorization(?:\\{0,3}["'])?[ \t]{0,4}[:=][ \t]{0,4}\[?(?:\\{0,3}["'])?)[^\s"',;\\]{8,}/iy,
    isInner: true,
    accepts: isOpaque,
  },
  {
    name: 'Bearer or basic without its header',
    from: 'RFC 6750, RFC 7617. "basic authentication failed" and "Bearer realm=" are no secrets.',
    hints: ['bearer', 'basic '],
    pattern: /((?:bearer|basic)(?:[ \t]{1,4}|%20|\+)["'`<]?)[\w.~+/=-]{8,}/iy,
    accepts: (secret) => isOpaque(secret) && !/^[a-z_]+=$/.test(secret),
  },
  {
    name: 'Cookies of a request',
    from: 'RFC 6265: pairs behind one another; a first one alone is found by its name',
    hints: ['cookie'],
    pattern:
      /(cookie(?:\\{0,3}["'])?[ \t]{0,4}[:=][ \t]{0,4}\[?(?:\\{0,3}["'])?)[\w.%$-]+=[^;\s"\\]*(?:;[ \t]?[\w.%$-]+=[^;\s"\\]*)+/iy,
  },
  {
    name: 'Password in an address',
    from: 'RFC 3986: user:password@. A port and a path are no password; "@sha256:" is the digest of an image.',
    hints: ['://', String.raw`:\/\/`],
    pattern:
      /(:\\?\/\\?\/)[^\s:@/?#"'<>[\\]{0,128}:(?!\d{1,5}(?:[/?#\s"',;)\\]|$))[^\s"'<>]{1,256}(?=@(?!sha\d{3}:))/y,
    isInner: true,
  },
  {
    name: 'Token in an address',
    from: 'git and package managers: https://token@host. Short names are users: ssh://git@host.',
    hints: ['://'],
    pattern: /(:\/\/)[\w.~-]{20,256}(?=@(?!sha\d{3}:))/y,
    isInner: true,
  },
  {
    name: 'Password in a percent-coded address',
    from: 'RFC 3986 inside a query or a form',
    hints: ['%3a%2f%2f'],
    pattern: /(%3A%2F%2F)[^\s%"'&]{0,64}%3A(?:[^\s%"'&@]|%(?!40)[0-9A-F]{2}){1,256}(?=%40|@)/iy,
    isInner: true,
  },
  {
    name: 'Password in a MySQL data source of Go',
    from: 'go-sql-driver: user:password@tcp(host)',
    hints: ['@tcp(', '@unix(', '@tcp4(', '@tcp6('],
    isWordLead: true,
    pattern: /([\w.-]{1,64}:)[^\s"'/]{1,128}(?=@(?:tcp[46]?|unix)\()/y,
  },
  {
    name: 'Signature of a request',
    from: 'AWS, Google Cloud, Alibaba, Akamai: queries that are signed, and authorization headers with Signature=',
    hints: ['signature', '__token__=', 'hmac='],
    pattern:
      /((?:signature|__token__|hmac)(?:\\{0,3}["'])?(?:[:=]|%3D)[ \t]?(?:\\{0,3}["'])?)[\w+/%~*=-]{20,}/iy,
    isInner: true,
    accepts: isRandom,
  },
  {
    name: 'Credential of a query',
    from: 'OAuth codes, map keys, sessions: short names in a query',
    hints: ['key=', 'code=', 'sid=', 'auth=', 'ticket=', 'assertion=', 'session='].flatMap(
      (name) => [`?${name}`, `&${name}`],
    ),
    pattern: /([?&]\w{2,12}=)[\w.~%+/=-]{16,}/y,
    isInner: true,
    accepts: isRandom,
  },
  {
    name: 'Slack webhook',
    from: 'Slack: incoming webhooks and triggers of workflows',
    hints: ['hooks.slack.com'],
    pattern: /(hooks\.slack(?:-gov)?\.com\\?\/(?:services|workflows|triggers)\\?\/)[\w/\\-]{20,}/y,
  },
  {
    name: 'Discord webhook',
    from: 'Discord: id, then token',
    hints: ['/webhooks/', String.raw`webhooks\/`],
    pattern: /(\/?webhooks\\?\/)\d{15,22}\\?\/[\w-]{40,}/y,
    isInner: true,
  },
  {
    name: 'Webhook of Teams, Zapier, Make, IFTTT, Mattermost or Healthchecks',
    from: 'The secret is in the path',
    hints: [
      'webhook.office.com/',
      'hooks.zapier.com/',
      '.make.com/',
      'maker.ifttt.com/',
      'hc-ping.com/',
      '/hooks/',
    ],
    pattern:
      /((?:webhook\.office\.com\/webhookb2|hooks\.zapier\.com\/hooks\/catch|\.make\.com|maker\.ifttt\.com\/trigger\/\w{1,64}\/(?:json\/)?with\/key|hc-ping\.com|\/hooks)\/)[\w@/-]{20,}/y,
    isInner: true,
    accepts: isOpaque,
  },
];
