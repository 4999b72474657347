import { isOpaque, isRandom } from '../secret-words.ts';
import type { Shape } from './types.ts';

const SAYING = [' is ', ' was ', ' set to ', ' `', " '"];
const SAID = ['password', 'passwd', 'passphrase', 'secret', 'token', 'key'];

/** What files, commands and statements hold, and hashes of passwords. */
export const files: readonly Shape[] = [
  {
    name: 'Login of a docker config',
    from: 'Docker: auths of config.json, the base64 of user:password',
    hints: ['auth"', String.raw`auth\"`, String.raw`auth\\\"`],
    pattern: /(auth\\{0,3}"[ \t]?:[ \t]?\\{0,3}")[A-Za-z0-9+/]{8,}={0,2}/y,
    isInner: true,
  },
  {
    name: 'Login of an npmrc',
    from: 'npm: _auth is the base64 of user:password',
    hints: ['_auth'],
    pattern: /(_auth[ \t]{0,4}=[ \t]{0,4}"?)[A-Za-z0-9+/]{6,}={0,2}/y,
    isInner: true,
  },
  {
    name: 'Password of a netrc',
    from: 'curl, ftp, git: machine, login, password',
    hints: ['login '],
    pattern: /(login[ \t]{1,8}\S{1,128}\s{1,8}(?:password|passwd)[ \t]{1,8})\S+/y,
  },
  {
    name: 'Password of a pgpass',
    from: 'PostgreSQL: host:port:database:user:password',
    hints: [':5432:', ':5433:', ':6432:'],
    pattern: /(:\d{4}:[^:\s]{1,64}:[^:\s]{1,64}:)[^\s:"']+/y,
    isInner: true,
  },
  {
    name: 'Password of curl, wget or a login command',
    from: 'curl -u user:password, --user, -U for proxies',
    hints: ['-u ', '--user ', '--user=', '--proxy-user '],
    pattern: /((?:-[uU]|--(?:proxy-)?user)[ =]["']?[\w.@-]{1,64}:)[^\s"':/]+/y,
  },
  {
    name: 'Password behind an option of one letter',
    from: 'mysql -p…, mysqldump, sshpass -p, redis-cli -a, docker login -p',
    hints: [
      'mysql',
      'sshpass',
      'redis-cli',
      'docker login',
      'mongo',
      'mariadb',
      'sqlcmd',
      'ldapsearch',
    ],
    pattern:
      /((?:mysql(?:dump|admin)?|mariadb|sshpass|redis-cli|docker login|mongo(?:sh|dump|restore)?|sqlcmd|ldapsearch)(?: (?!-[paPw][ \S])[^\s|;]{1,128}){0,12} (?:-p ?|-a |-P |-w ))[^\s-][^\s"']{2,}/y,
    accepts: (secret) => !/^\d{1,5}$/.test(secret),
  },
  {
    name: 'Password as the last word of a command',
    from: 'rabbitmqctl add_user, htpasswd -b; ENV and pass of files; keys that a client sends without a header',
    hints: [
      'add_user ',
      'change_password ',
      'htpasswd -',
      'password ',
      'passwd ',
      'pass ',
      'masterauth ',
      'auth-pass ',
      'apikey ',
      'api-key ',
      'dpop ',
    ],
    pattern:
      /((?:(?:add_user|change_password) \S{1,64}|htpasswd -\w{1,8} \S{1,128} \S{1,64}|auth-pass \S{1,64}|password|passwd|pass|masterauth|apikey|api-key|dpop) )[^\s"'`,;:=()<>]{8,}/iy,
    isInner: true,
    accepts: isRandom,
  },
  {
    name: 'Keys that unseal a Vault',
    from: 'vault operator init',
    hints: ['unseal key ', 'recovery key '],
    pattern: /((?:unseal|recovery) key(?: \d{1,2})?: ?)[\w+/=]{10,}/iy,
  },
  {
    name: 'Password under a keyword',
    from: 'Clojure: a keyword, a blank and a string',
    hints: [':password "', ':pass "', ':secret "', ':token "', ':api-key "'],
    pattern: /(:(?:password|pass|secret|token|api-key) ")(?:[^"\\\n]|\\.)+/y,
    isInner: true,
  },
  {
    name: 'Password of an Oracle address',
    from: 'JDBC thin, SQL*Plus: user/password@//host',
    hints: ['@//'],
    isWordLead: true,
    pattern: /((?:jdbc:oracle:\w{1,8}:)?[\w.$-]{1,64}\/)[^\s@/]{1,128}(?=@\/\/)/y,
  },
  {
    name: 'Password of a statement',
    from: 'SQL: IDENTIFIED BY, CREATE ROLE … PASSWORD, PRAGMA key',
    hints: ['identified ', "password '", 'password e', 'pragma '],
    pattern:
      /((?:identified (?:with [\w'"]{1,64} )?(?:by|as) (?:password )?|password e?|pragma (?:re|hex)?key ?= ?)')(?:[^'\n\\]|\\.)+/iy,
  },
  {
    name: 'AUTH command',
    from: 'Redis MONITOR and SMTP: the words of a command in quotes; AUTH PLAIN and LOGIN in base64',
    hints: ['"auth" "', 'auth plain ', 'auth login '],
    pattern: /("AUTH" "(?:[^"\s]{1,64}" ")?|AUTH (?:PLAIN|LOGIN) )[^\s"]+/iy,
  },
  {
    name: 'Secret that a sentence tells',
    from: '"the password is …", "with password …": only what no word looks like',
    hints: SAID.flatMap((name) => SAYING.map((said) => name + said)).concat('secret key '),
    pattern:
      /((?:password|passwd|passphrase|secret|token|(?:secret )?key) (?:(?:is|was|set to) ?:? ?)?["'`]?)[^\s"'`,;]{6,}/iy,
    isInner: true,
    accepts: (secret) => isRandom(secret.replace(/[.!?)]{1,3}$/, '')),
  },
  {
    name: 'Secret in an element',
    from: 'XML: settings.xml of Maven, SOAP, web.config',
    hints: [
      'password>',
      'passwd>',
      'passphrase>',
      'secret>',
      'token>',
      'apikey>',
      'pwd>',
      'accesskey>',
    ],
    pattern:
      /((?:password|passwd|passphrase|secret|token|apikey|pwd|accesskey)>)[^<>\s][^<>\n]{0,512}(?=<\/)/iy,
    isInner: true,
  },
  {
    name: 'Private part of a JSON Web Key',
    from: 'RFC 7518: d of RSA and EC, k of a symmetric key',
    hints: ['"d":', '"d" :', '"k":', String.raw`"d\":`, String.raw`"k\":`],
    pattern: /("[dk]\\{0,3}"[ \t]?:[ \t]?\\{0,3}")[\w-]{40,}/y,
    isInner: true,
  },
  {
    name: 'bcrypt hash',
    from: 'htpasswd -B and most frameworks: cost, salt and hash',
    hints: ['$2a$', '$2b$', '$2y$', '$2x$'],
    pattern: /\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}/y,
    isInner: true,
  },
  {
    name: 'crypt hash',
    from: 'crypt(5): MD5, Apache MD5, SHA-256, SHA-512, yescrypt, scrypt',
    hints: ['$1$', '$5$', '$6$', '$y$', '$7$', '$apr1$'],
    pattern:
      /\$(?:apr1|[1567y])\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,32}\$(?:[./A-Za-z0-9]{1,32}\$)?[./A-Za-z0-9]{22,86}/y,
    isInner: true,
  },
  {
    name: 'Argon2 or scrypt hash',
    from: 'PHC string format',
    hints: ['$argon2', '$scrypt$', '$pbkdf2'],
    pattern:
      /\$(?:argon2(?:id|i|d)|scrypt|pbkdf2(?:-sha\d+)?)(?:\$[\w=,]+){1,2}\$[\w+/.=-]+\$[\w+/.=-]+/y,
    isInner: true,
  },
  {
    name: 'Django, Werkzeug or SCRAM hash',
    from: 'Django, Flask, PostgreSQL',
    hints: ['pbkdf2_sha', 'pbkdf2:sha', 'scrypt:', 'scram-sha-'],
    pattern:
      /(?:pbkdf2[_:]sha\d{1,3}|scrypt|SCRAM-SHA-\d{1,3})[$:][\w:=]{1,64}[$:][\w+/=.-]{4,}[$:][\w+/=:.-]{20,}/iy,
  },
  {
    name: 'LDAP or MySQL hash',
    from: 'RFC 2307: {SSHA}; MySQL 4.1: mysql_native_password',
    hints: ['{ssha', '{sha}', '{smd5}', '{md5}', '{crypt}', "as '*"],
    pattern:
      /(?:\{(?:s?sha(?:256|512)?|s?md5|crypt)\}[A-Za-z0-9+/$.]{16,}={0,2}|(?<=')\*[0-9A-F]{40})/iy,
    isInner: true,
  },
  {
    name: 'Key of an environment variable',
    from: 'APP_KEY=base64:…, STRIPE_KEY=…: a key by its name, and by its value no word',
    hints: ['_key=', '_key": "', '_key":"', '_key: '],
    pattern: /(_KEY(?:\\{0,3}")?(?:=|: ?)(?:\\{0,3}["'])?)[\w+/=:.-]{16,}/y,
    isInner: true,
    accepts: (secret) => isRandom(secret) && isOpaque(secret),
  },
];
