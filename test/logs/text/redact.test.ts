import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/logs/text/redact.ts';

const key = 'MIIEpAIBAAKCAQEA3Tz2mr7SZiAMfQyuvBjM9Oi\nJ1xq5';

// Every secret here is "hunter2" or built of it, so that one look tells whether it is gone.
const secrets: readonly (readonly [string, string, string])[] = [
  ['an assignment', 'password=hunter2 next', 'password=[redacted] next'],
  ['an environment variable', 'DB_PASSWORD=hunter2', 'DB_PASSWORD=[redacted]'],
  ['a name run together', 'PGPASSWORD=hunter2', 'PGPASSWORD=[redacted]'],
  ['a property', 'spring.datasource.password: hunter2', 'spring.datasource.password: [redacted]'],
  ['a property without digits', 'password: swordfish', 'password: [redacted]'],
  ['a value that is a secret word itself', 'password=secret', 'password=[redacted]'],
  ['a value in quotes, blanks included', "pwd = 'hunter2 x'", "pwd = '[redacted]'"],
  ['a value with an escaped quote', 'password="hun\\"ter2"', 'password="[redacted]"'],
  ['a value whose quote is never closed', 'password="hunter2\nok', 'password="[redacted]\nok'],
  ['a value in angle brackets', 'password=<hunter2>', 'password=<[redacted]>'],
  ['JSON', '{"password":"hunter2","n":1}', '{"password":"[redacted]","n":1}'],
  ['JSON with blanks', '{"clientSecret" : "hunter2"}', '{"clientSecret" : "[redacted]"}'],
  [
    'JSON inside JSON',
    '{\\"token\\":\\"hunter2\\",\\"n\\":1}',
    '{\\"token\\":\\"[redacted]\\",\\"n\\":1}',
  ],
  ['an argument', 'run --password hunter2 --user x', 'run --password [redacted] --user x'],
  ['an argument with a sign', '--api-key=hunter2', '--api-key=[redacted]'],
  ['a query', 'GET /?user=a&access_token=hunter2&b=1', 'GET /?user=a&access_token=[redacted]&b=1'],
  ['two words for a key', 'api key: hunter2', 'api key: [redacted]'],
  ['an access key', 'aws_secret_access_key = hunter2/a+b', 'aws_secret_access_key = [redacted]'],
  ['a private key in one line', 'private key: hunter2', 'private key: [redacted]'],
  ['a credential', 'credentials=hunter2', 'credentials=[redacted]'],
  ['a key that signs', 'secret_key_base: hunter2', 'secret_key_base: [redacted]'],
  ['a hash rocket', ':token => hunter2', ':token => [redacted]'],
  ['a header', 'X-Api-Key: hunter2', 'X-Api-Key: [redacted]'],
  ['a cookie', 'Set-Cookie: sid=hunter2; Path=/', 'Set-Cookie: [redacted]; Path=/'],
  [
    'a storage key',
    'AccountKey=hunter2==;EndpointSuffix=x',
    'AccountKey=[redacted];EndpointSuffix=x',
  ],
  ['a connection string', 'Server=db;Password=hunter2;X=1', 'Server=db;Password=[redacted];X=1'],
  [
    'a named connection string',
    'connectionString="Server=db;Pwd=hunter2"',
    'connectionString="[redacted]"',
  ],
  [
    'an address with a password',
    'postgres://app:hunter2@db:5432/x',
    'postgres://[redacted]@db:5432/x',
  ],
  ['an address with a password alone', 'redis://:hunter2@cache', 'redis://[redacted]@cache'],
  ['an address with signs in the password', 'mysql://a:h@n/ter2@db/x', 'mysql://[redacted]@db/x'],
  [
    'an address with a long token',
    'https://hunter2hunter2hunter2@git.x/y',
    'https://[redacted]@git.x/y',
  ],
  ['a basic header', 'Authorization: Basic aHVudGVyMg==', 'Authorization: Basic [redacted]'],
  ['a bearer header', 'authorization: bearer hunter2', 'authorization: bearer [redacted]'],
  ['a bare header', 'Authorization: hunter2hunter2', 'Authorization: [redacted]'],
  [
    'a header in JSON',
    '{"Authorization":"Bearer hunter2"}',
    '{"Authorization":"Bearer [redacted]"}',
  ],
  ['a scheme without its header', 'sent Bearer hunter2abc', 'sent Bearer [redacted]'],
  ['a web token', 'got eyJhbGciOiJIUzI1.eyJzdWIiOiIx.hunter2 ok', 'got [redacted] ok'],
  ['a web token without signature', 'eyJhbGciOiJIUzI1.eyJzdWIiOiIx', '[redacted]'],
  ['an AWS key id', 'key AKIAIOSFODNN7EXAMPLE.', 'key [redacted].'],
  ['a GitHub token', 'ghp_hunter2hunter2hunter2hunter2', '[redacted]'],
  ['a GitLab token', 'glpat-hunter2hunter2hunter2', '[redacted]'],
  ['a Slack token', 'xoxb-2048-hunter2', '[redacted]'],
  ['a Stripe key', 'sk_live_hunter2hunter2', '[redacted]'],
  ['an OpenAI key', 'sk-proj-hunter2hunter2-x', '[redacted]'],
  ['a Google key', `AIza${'hunter2'.repeat(5)}`, '[redacted]'],
  ['an npm token', `npm_${'hunter2'.repeat(5)}`, '[redacted]'],
  ['a Vault token', 'hvs.hunter2hunter2hunter2', '[redacted]'],
  [
    'a private key',
    `a\n-----BEGIN RSA PRIVATE KEY-----\n${key}\n-----END RSA PRIVATE KEY-----\nb`,
    'a\n[redacted]\nb',
  ],
  ['a private key without end', `-----BEGIN PRIVATE KEY-----\n${key}`, '[redacted]'],
  ['a certificate', `-----BEGIN CERTIFICATE-----\n${key}\n-----END CERTIFICATE-----`, '[redacted]'],
];

// Texts of the kubelet, container runtimes, registries and controllers: what they say is the diagnosis.
const diagnoses: readonly string[] = [
  'secret "db-credentials" not found',
  "couldn't find key PASSWORD in Secret shop/db",
  'configmap "x" not found',
  'token',
  'exceeded quota: compute, requested: pods=1, used: pods=10, limited: pods=10',
  'exceeded quota: objects, requested: secrets=1, used: secrets=10, limited: secrets=10',
  'Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.',
  'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.docker.io/token?scope=repository%3Ax%3Apull&service=registry.docker.io: 401 Unauthorized',
  'failed to fetch anonymous token: Get "https://auth.docker.io/token": dial tcp: lookup auth.docker.io: no such host',
  'failed to fetch oauth token: Post "https://auth.docker.io/token": net/http: TLS handshake timeout',
  'failed to fetch oauth token: x509: certificate signed by unknown authority',
  'failed to fetch token: serviceaccounts "builder" is forbidden',
  'Www-Authenticate: Bearer realm="https://auth.docker.io/token",service="registry.docker.io"',
  'Back-off pulling image "app@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1"',
  'docker-pullable://app:1.0@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1',
  'Failed to pull image "shop/token-service:1.2": failed to resolve reference "docker.io/shop/secret:1.0"',
  'Back-off pulling image "secret:1.0"',
  'token-service: connection refused',
  'MountVolume.SetUp failed for volume "db-secret" : secret "db-credentials" not found',
  'MountVolume.SetUp failed for volume "certs" : references non-existent secret key: tls.crt',
  'FATAL: password authentication failed for user "shop"',
  'basic authentication failed',
  'invalid token: expired',
  'password: required',
  'unknown flag: --token is not defined',
  'secretName: db-credentials, secretKeyRef: db',
  'imagePullSecrets: [regcred]',
  'PASSWORD_FILE=/run/secrets/db',
  'PWD=/app',
  'max_tokens: 4096',
  '"password":null',
  'password=$(DB_PASSWORD) and ${DB_PASSWORD}',
  'http://web:8080/path?mail=a@b.example',
  'ssh://git@github.com/shop/web',
  'expected -----BEGIN CERTIFICATE----- but found an empty file',
  'sk-learn-trainer-with-a-long-name',
  'Liveness probe failed: HTTP probe failed with statuscode: 500',
];

describe('redact', () => {
  it.each(secrets)('takes out %s', (_, text, expected) => {
    expect(redact(text)).toEqual({ text: expected, count: 1 });
  });

  it.each(diagnoses)('leaves %s', (text) => {
    expect(redact(text)).toEqual({ text, count: 0 });
  });

  it('counts every secret once', () => {
    const text = 'token=eyJhbGciOiJIUzI1.eyJzdWIiOiIx.x and password=hunter2';
    expect(redact(text)).toEqual({
      text: 'token=[redacted:1] and password=[redacted:2]',
      count: 2,
    });
  });

  it('changes nothing when it sees its own output', () => {
    const once = redact('a password=hunter2 https://a:hunter2@b Bearer hunter2abc').text;
    expect(redact(once, { isOurs: true })).toEqual({ text: once, count: 0 });
  });
});
