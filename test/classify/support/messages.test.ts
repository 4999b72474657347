// Texts of Kubernetes and what is made of them. The long ones were written by a 1.34 cluster with containerd 1.6.
import { describe, expect, test } from 'vitest';
import { probe } from '../../../src/classify/support/examples.ts';
import { exitWords } from '../../../src/classify/support/exit-codes.ts';
import { probeWords } from '../../../src/classify/support/probe-words.ts';
import { pullFamily } from '../../../src/classify/support/pull-families.ts';
import { steadyPullText } from '../../../src/classify/support/pull-text.ts';
import { parseQuotaMessage } from '../../../src/classify/support/quota-message.ts';
import { fillTemplate, placeholdersOf } from '../../../src/classify/support/template.ts';
import { brief, joinWords, plural } from '../../../src/classify/support/text.ts';

const HEAD =
  'failed to pull and unpack image "a.test/b:1": failed to resolve reference "a.test/b:1": ';

describe('pullFamily', () => {
  test.each([
    ['rpc error: code = NotFound desc = ' + HEAD + 'a.test/b:1: not found', 'notFound'],
    ['manifest unknown: manifest unknown', 'notFound'],
    ['rpc error: code = NotFound desc = no match for platform in manifest: not found', 'platform'],
    ['no matching manifest for linux/arm64/v8 in the manifest list entries', 'platform'],
    [
      HEAD + 'pulling from host a.test failed with status code [manifests 1]: 401 Unauthorized',
      'authCertain',
    ],
    [
      'unexpected status from GET request to https://a.test/v2/: 403 Forbidden: not found',
      'authCertain',
    ],
    [
      'failed to authorize: failed to fetch anonymous token: unexpected status: 404 Not Found',
      'authCertain',
    ],
    ['failed to fetch oauth token: unexpected status: 503 Service Unavailable', 'network'],
    ['failed to fetch anonymous token: dial tcp 1.2.3.4:443: i/o timeout', 'network'],
    ['failed to fetch anonymous token: unexpected status: 429 Too Many Requests', 'rateLimit'],
    ['toomanyrequests: You have reached your pull rate limit', 'rateLimit'],
    ['unexpected status code 429 Too Many Requests - Server message: not found', 'rateLimit'],
    ['tls: failed to verify certificate: x509: certificate signed by unknown authority', 'tls'],
    ['http: server gave HTTP response to HTTPS client', 'tls'],
    ['dial tcp: lookup a.test on 10.255.255.53:53: no such host', 'dns'],
    [
      'dial tcp: lookup a.test on 10.0.0.2:53: read udp 10.0.0.9:41->10.0.0.2:53: i/o timeout',
      'dns',
    ],
    ['write /var/lib/containerd/x: no space left on device', 'disk'],
    ['dial tcp 127.0.0.1:1: connect: connection refused', 'network'],
    ['net/http: TLS handshake timeout', 'network'],
    [
      'unexpected status from HEAD request to https://a.test/v2/: 503 Service Unavailable',
      'network',
    ],
    [
      'pull access denied, repository does not exist or may require authorization',
      'accessAmbiguous',
    ],
    [
      'reading manifest 9 in a.test/b: denied: requested access to the resource is denied',
      'accessAmbiguous',
    ],
    [
      'reading manifest 9 in quay.test/b: unauthorized: access to the requested resource is not authorized',
      'accessAmbiguous',
    ],
    ['reading manifest 9 in a.test/b: manifest unknown', 'notFound'],
    ['failed to resolve image: a.test/b:9: not found', 'notFound'],
    ['authorization failed: no basic auth credentials', 'authCertain'],
    [
      'choosing image instance: no image found in image index for architecture "arm64", variant "v8", OS "linux"',
      'platform',
    ],
    ['image pull failed for a.test/b:1 because the registry is unavailable', 'network'],
    ['reading manifest 1 in ghcr.io/a/b: denied', 'accessAmbiguous'],
    ['Back-off pulling image "a.test/b:1"', undefined],
    ['Back-off pulling image "a.test/unauthorized-404-notfound:503"', undefined],
    ['', undefined],
  ])('%s', (message, family) => {
    expect(pullFamily(message)).toBe(family);
  });
});

describe('steadyPullText', () => {
  test.each([
    [
      'dial tcp: lookup a.test on 10.255.255.53:53: no such host',
      'dial tcp: lookup a.test: no such host',
    ],
    [
      'dial tcp: lookup a.test on [fd00::a]:53: read udp [fd00::9]:4120->[fd00::a]:53: i/o timeout',
      'dial tcp: lookup a.test: read udp: i/o timeout',
    ],
    ['dial tcp 127.0.0.1:1: connect: connection refused', 'dial tcp: connect: connection refused'],
    [
      'read tcp 10.0.0.9:41234->1.2.3.4:443: read: connection reset by peer',
      'read tcp: read: connection reset by peer',
    ],
    [
      'pulling from host 127.0.0.1:24099 failed with status code [manifests 1.0.0]: 401 Unauthorized',
      'pulling failed with status code [manifests 1.0.0]: 401 Unauthorized',
    ],
    [
      'x509: certificate has expired or is not yet valid: current time 2026-01-01T00:00:00Z is after 2025-12-31T00:00:00Z',
      'x509: certificate has expired or is not yet valid: now is after 2025-12-31T00:00:00Z',
    ],
    [
      'Get "https://a.test/blob?X-Amz-Date=20260101T000000Z&X-Amz-Expires=1200": net/http: TLS handshake timeout',
      'Get "https://a.test/blob": net/http: TLS handshake timeout',
    ],
    [
      'unexpected status from GET request to https://a.test/token?scope=a%3Ab&service=a: 403 Forbidden',
      'unexpected status from GET request to https://a.test/token: 403 Forbidden',
    ],
    ['a.test:5000/b:1: not found', 'a.test:5000/b:1: not found'],
    ['', ''],
  ])('%s', (message, steady) => {
    expect(steadyPullText(message)).toBe(steady);
  });
});

describe('parseQuotaMessage', () => {
  test.each([
    [
      'pods "web-1" is forbidden: exceeded quota: compute, requested: requests.cpu=20m,requests.memory=64Mi, used: requests.cpu=0,requests.memory=0, limited: requests.cpu=10m,requests.memory=20Mi',
      {
        quota: 'compute',
        requested: 'requests.cpu=20m, requests.memory=64Mi',
        used: 'requests.cpu=0, requests.memory=0',
        limited: 'requests.cpu=10m, requests.memory=20Mi',
        quote:
          'exceeded quota: compute, requested: requests.cpu=20m,requests.memory=64Mi, used: requests.cpu=0,requests.memory=0, limited: requests.cpu=10m,requests.memory=20Mi',
      },
    ],
    [
      'exceeded quota: pods, requested: pods=1, us',
      {
        quota: 'pods',
        requested: 'pods=1, us',
        used: 'unknown',
        limited: 'unknown',
        quote: 'exceeded quota: pods, requested: pods=1, us',
      },
    ],
    [
      'pods "web-1" is forbidden: failed quota: compute: must specify limits.cpu for: app',
      undefined,
    ],
    ['', undefined],
  ])('%s', (message, refusal) => {
    expect(parseQuotaMessage(message)).toEqual(refusal);
  });
});

describe('probeWords', () => {
  test.each([
    [
      'Readiness probe failed: HTTP probe failed with statuscode: 401',
      'an answer that asks for a login ("HTTP probe failed with statuscode: 401")',
    ],
    [
      'Readiness probe failed: HTTP probe failed with statuscode: 404',
      'an answer that the path is wrong ("HTTP probe failed with statuscode: 404")',
    ],
    [
      'Readiness probe failed: HTTP probe failed with statuscode: 429',
      'an answer that there are too many requests ("HTTP probe failed with statuscode: 429")',
    ],
    [
      'Readiness probe failed: HTTP probe failed with statuscode: 400',
      'an answer that the request is wrong ("HTTP probe failed with statuscode: 400")',
    ],
    [
      'Liveness probe failed: HTTP probe failed with statuscode: 500',
      'an error of the application ("HTTP probe failed with statuscode: 500")',
    ],
    [
      'Readiness probe failed: HTTP probe failed with statuscode: 302',
      'an answer that is not a success ("HTTP probe failed with statuscode: 302")',
    ],
    [
      'Readiness probe failed: dial tcp 10.244.0.91:9999: connect: connection refused',
      'no connection, because nothing listens on that port ("dial tcp <pod IP>:9999: connect: connection refused")',
    ],
    [
      'Readiness probe failed: command timed out: "sleep 10" timed out after 1s',
      'no answer in time ("command timed out: "sleep 10" timed out after 1s")',
    ],
    [
      'Readiness probe failed: Get "http://10.0.0.1:80/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      'no answer in time ("Get "http://<pod IP>:80/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)")',
    ],
    [
      'Liveness probe failed: timeout: failed to connect service "10.0.0.1:9090" within 1s: context deadline exceeded',
      'no gRPC connection, because nothing listens on that port or what does speaks no gRPC without TLS ("timeout: failed to connect service "<pod IP>:9090" within 1s: context deadline exceeded")',
    ],
    [
      'Liveness probe failed: timeout: health rpc did not complete within 1s',
      'no answer in time ("timeout: health rpc did not complete within 1s")',
    ],
    [
      'Readiness probe failed: error: this server does not implement the grpc health protocol (grpc.health.v1.Health): unknown service grpc.health.v1.Health',
      'an answer that the application has no gRPC health service ("error: this server does not implement the grpc health protocol (grpc.health.v1.Health): unknown service grpc.health.v1.Health")',
    ],
    [
      'Readiness probe failed: error: health rpc probe failed: rpc error: code = NotFound desc = unknown service',
      'an answer that the application does not know the service the probe names ("error: health rpc probe failed: rpc error: code = NotFound desc = unknown service")',
    ],
    [
      'Readiness probe failed: service unhealthy (responded with "NOT_SERVING")',
      'the answer NOT_SERVING ("service unhealthy (responded with "NOT_SERVING")")',
    ],
    [
      'Readiness probe failed: Get "http://10.0.0.1:80/": EOF',
      'a connection that is closed without an answer ("Get "http://<pod IP>:80/": EOF")',
    ],
    [
      'Readiness probe failed: Get "http://10.0.0.1:80/": read tcp 10.0.0.9:41222->10.0.0.1:80: read: connection reset by peer',
      'a connection that is closed without an answer ("Get "http://<pod IP>:80/": read tcp <pod IP>-><pod IP>:80: read: connection reset by peer")',
    ],
    [
      'Readiness probe failed: Get "http://10.0.0.1:443/": net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x15\\x03"',
      'something that is not HTTP ("Get "http://<pod IP>:443/": net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x15\\x03"")',
    ],
    [
      'Readiness probe failed: Get "https://10.0.0.1:80/": remote error: tls: handshake failure',
      'no secure connection ("Get "https://<pod IP>:80/": remote error: tls: handshake failure")',
    ],
    [
      'Readiness probe failed: Get "http://shop.test:80/": dial tcp: lookup shop.test on 10.0.0.2:53: no such host',
      'no connection, because the host it names is not known ("Get "http://shop.test:80/": dial tcp: lookup shop.test on <pod IP>:53: no such host")',
    ],
    [
      'Readiness probe failed: dial tcp 203.0.113.7:80: connect: no route to host',
      'no connection, because the node does not reach that address ("dial tcp <pod IP>:80: connect: no route to host")',
    ],
    [
      'Readiness probe failed: Get "http://10.0.0.1:80/b": stopped after 10 redirects',
      'one redirect after another ("Get "http://<pod IP>:80/b": stopped after 10 redirects")',
    ],
    ['Readiness probe failed: not yet\n', 'a failure ("not yet")'],
    ['Startup probe failed: ', 'a failure'],
    [
      'Readiness probe errored and resulted in unknown state: no such port',
      'nothing, because it cannot be carried out ("no such port")',
    ],
    [
      `Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to start exec "${'0a'.repeat(32)}": exec: "/nope": no such file or directory`,
      'nothing, because the image does not have that command ("failed to start exec "<id>": exec: "/nope": no such file or directory")',
    ],
    [
      'Readiness probe errored and resulted in unknown state: OCI runtime exec failed: exec: "curl": executable file not found in $PATH: unknown',
      'nothing, because the image does not have that command ("OCI runtime exec failed: exec: "curl": executable file not found in $PATH: unknown")',
    ],
    [
      'Readiness probe failed: cat: /tmp/ready: no such file or directory',
      'a failure ("cat: /tmp/ready: no such file or directory")',
    ],
    [
      'Readiness probe errored and resulted in unknown state: strconv.Atoi: parsing "http": invalid syntax',
      'nothing, because no port of the container has that name ("strconv.Atoi: parsing "http": invalid syntax")',
    ],
    ['', 'a failure'],
  ])('%s', (message, answer) => {
    expect(probeWords(probe(), message)['answer']).toBe(answer);
  });

  test.each([
    [
      "wget: can't connect to remote host (127.0.0.1): Connection refused\n",
      'no connection, because nothing listens where the command asks',
    ],
    ['sh: curl: not found\n', 'nothing, because the image does not have that command'],
    ['key greeting: not found', 'an exit code other than 0'],
  ])('tells what a command prints: %s', (output, answer) => {
    const words = probeWords(probe({ handler: 'exec' }), `Readiness probe failed: ${output}`);
    expect(words['answer']).toBe(`${answer} ("${output.trim()}")`);
  });

  test.each([
    [probe(), 'the probe GET /healthz on port 8080', '3 times in a row, tried every 10 s'],
    [
      probe({ path: '', failureThreshold: 1 }),
      'the probe GET / on port 8080',
      'once, tried every 10 s',
    ],
    [
      probe({ handler: 'exec', port: '' }),
      'the command of the probe',
      '3 times in a row, tried every 10 s',
    ],
    [
      probe({ handler: 'grpc', port: '90' }),
      'the grpc probe of port 90',
      '3 times in a row, tried every 10 s',
    ],
    [undefined, 'the probe', 'several times'],
  ])('describes the probe %#', (fact, words, patience) => {
    expect(probeWords(fact, '')).toMatchObject({ probe: words, patience });
  });
});

describe('exitWords', () => {
  test.each([
    [1, 'Error', 'the process reported an error and stopped'],
    [126, 'Error', 'its shell or script found a command, but may not execute it'],
    [127, 'Error', 'its shell or script did not find a command that it should run'],
    [
      134,
      'Error',
      'the process aborted itself (SIGABRT), often after a failed check in native code',
    ],
    [
      139,
      'Error',
      'the process touched memory that is not its own (SIGSEGV), a fault in native code',
    ],
    [143, 'Error', 'something asked it to stop (SIGTERM) and it did'],
    [128, 'StartError', 'the container runtime could not start its command, so it wrote no log'],
    [128, 'Error', 'the process reported an error and stopped'],
    [255, 'Error', 'the process returned -1, as many programs do at any error'],
  ])('%i with reason %s means that %s', (exitCode, reason, meaning) => {
    expect(exitWords({ exitCode, reason })['meaning']).toBe(meaning);
  });
});

describe('fillTemplate', () => {
  test.each([
    ['{who} ends with {exitCode}', { who: 'app', exitCode: '1' }, 'app ends with 1'],
    ['{kubectl} logs {pod}', { pod: 'web-1' }, '{kubectl} logs web-1'],
    ['{constructor} {toString}', {}, '{constructor} {toString}'],
    ['{a}', { a: '{b}', b: 'never' }, '{b}'],
    ['{a}', { a: '$& $1' }, '$& $1'],
    ['{}', {}, '{}'],
  ])('%s', (text, details, filled) => {
    expect(fillTemplate(text, details)).toBe(filled);
  });

  test('placeholdersOf names what a text asks for', () => {
    expect(placeholdersOf('{a} {b} {a} {not one}')).toEqual(['a', 'b', 'a']);
  });
});

describe('texts', () => {
  test.each([
    ['short', 10, 'short'],
    ['two\n lines ', 10, 'two lines'],
    ['a text that is too long', 10, 'a text th…'],
    ['x'.repeat(1_000_000), 3, 'xx…'],
  ])('brief %#', (text, max, wanted) => {
    expect(brief(text, max)).toBe(wanted);
  });

  test('joinWords and plural read like sentences', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(joinWords)).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
    expect([plural(1, 'node'), plural(2, 'node')]).toEqual(['1 node', '2 nodes']);
  });
});
