// Which names promise a secret, and which words after them are none.

// Anywhere in a name, because the words of names are run together: PGPASSWORD, spring.datasource.password, myApiKey.
const SECRET_NAME =
  /passw(?:or)?d|passwort|passphrase|passcode|secret|credential|api_?key|(?:access|private|account|signing|encryption|auth|session|master|shared|sas|webhook|subscription|functions?|routing|integration|license|licence|storage|instrumentation|service|admin|deploy)_?key|connection_?str|(?:bind|root|user)_?pw|(?:session|access|refresh|id)_?token|client_?assertion/;

// Only as words of their own: "tokenizer", "pwdx" and "path" are none.
const SECRET_WORDS = new Set(
  words('token tokens pwd creds cookie jwt passwd pat otp totp passwords pwds authtoken mnemonic'),
);

/** Words that promise a secret where a value must follow, and are ordinary ones in a sentence. */
const NOTED_WORDS = new Set(words('pass pw psk sessionid'));

// A name that ends so names, counts or describes the secret: secretName, token_type, PASSWORD_FILE, secretKeyRef.
const DESCRIBING = new Set(
  words(`name names namespace ref refs reference file files path paths dir type types kind count
    length size limit ttl age expiry expires expired expiration seconds minutes days policy provider
    version service server url uri endpoint host port format source status state class enabled
    required valid method mode manager secretsmanager store operator controller error errors message reason volume
    mount annotations labels`),
);

// What follows a word that says what the secret is for: secret_key_base, connection string, token value.
const TAILS = new Set(['key', 'string', 'base', 'value', 'hash']);

// Values that are no values, in any notation.
const NO_VALUE = new Set(
  words(`null nil none undefined true false empty unset yes no (sensitive) sensitive redacted masked
    ok done ready loaded found success succeeded failed enabled disabled hidden omitted filtered removed known computed n/a`),
);

// What the kubelet, container runtimes, registries and libraries say after the name of a thing, instead of its value:
// "failed to fetch anonymous token: unexpected status", "password: required".
const PROSE = new Set(
  words(`a an the is was are were has have had be been this that it its must should can cannot could
    may might will would does do did not no unknown invalid valid expired missing required optional
    unexpected wrong incorrect bad malformed mismatch unsupported unauthorized unauthenticated
    unavailable forbidden denied rejected refused revoked failed failure failing error errors unable
    access authentication authorization permission permissions insufficient too rpc dial get post put
    head patch delete request response status http https context timeout timed connection eof lookup
    such references driver for from in on at to of with when while and or but if only found exists
    already waiting parse parsing decode decoding illegal crypto tls x509 exceeded`),
);

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}

/** The words of a name: camelCase, snake_case, kebab-case, dots and spaces. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .filter((part) => part !== '');
}

/** Whether a value under this name has to be taken for a secret. */
export function isSecretName(name: string): boolean {
  const parts = wordsOf(name);
  const last = parts.at(-1);
  if (last === undefined || DESCRIBING.has(last)) return false;
  return parts.some((part) => SECRET_WORDS.has(part)) || SECRET_NAME.test(parts.join('_'));
}

/** Whether a name promises a secret in JSON or an assignment, though in a sentence it would not: DB_PASS. */
export function isNotedName(name: string): boolean {
  return NOTED_WORDS.has(wordsOf(name).at(-1) ?? '');
}

/** The stricter question where prose looks the same ("token-cache: refused"): the secret has to come last. */
export function endsInSecretName(name: string): boolean {
  const last = wordsOf(name).at(-1) ?? '';
  return isSecretName(TAILS.has(last) ? name : last);
}

/** Whether the notation says that there is no value. */
export function isNoValue(value: string): boolean {
  return NO_VALUE.has(value.toLowerCase()) || /^(?:\*+|x{3,}|•+|\.{3}|…)$/i.test(value);
}

/** Whether the word after a name goes on with the sentence instead of giving the name's value. */
export function isProse(word: string): boolean {
  return PROSE.has(word.toLowerCase().replace(/[.:!?]$/, ''));
}

/** Whether something looks generated: words of a language have no digits, no inner capitals and no padding. */
export function isOpaque(value: string): boolean {
  return /\d|[a-z][A-Z]|[A-Z]{2}[a-z]|=$/.test(value);
}

/** Whether something looks drawn at random: letters and digits mixed, not a number with a unit, a date or a path. */
export function isRandom(value: string): boolean {
  if (value.length < 6 || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  const changes = value.match(/[A-Za-z]\d|\d[A-Za-z]|[a-z][A-Z]|[A-Z]{2}[a-z]/g)?.length ?? 0;
  return changes >= 2 || /[!#$%&*^~]/.test(value);
}
