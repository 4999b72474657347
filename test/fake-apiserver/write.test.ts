import { describe, expect, test } from 'vitest';
import { pod, startTestServer, type TestClient } from './support.ts';

const CONFIGMAPS = '/api/v1/namespaces/shop/configmaps';
const HEALTHS = '/apis/servicehealth.dev/v1alpha1/namespaces/shop/servicehealths';
const MERGE = 'application/merge-patch+json';

function configMap(data: unknown, metadata: object = {}): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', ...metadata }, data };
}

function health(rest: object, metadata: object = {}): object {
  const apiVersion = 'servicehealth.dev/v1alpha1';
  return { apiVersion, kind: 'ServiceHealth', metadata: { name: 's', ...metadata }, ...rest };
}

/** Method, path, body, content type. */
type Asked = readonly [string, string, unknown?, string?];

/** Each request in turn; what the last one says. */
async function say(client: TestClient, ...requests: readonly Asked[]) {
  let answer = await client.get('/version');
  for (const [method, path, body, contentType] of requests) {
    answer = await client.ask(method, path, {
      ...(body === undefined ? {} : { body }),
      ...(contentType === undefined ? {} : { contentType }),
    });
  }
  return answer;
}

/** Wordings compared with kube-apiserver 1.34.2. */
const REFUSALS: readonly {
  readonly claim: string;
  readonly requests: readonly Asked[];
  readonly code: number;
  readonly reason?: string;
  readonly message: string;
}[] = [
  {
    claim: 'a second create of one name',
    requests: [
      ['POST', CONFIGMAPS, configMap({})],
      ['POST', CONFIGMAPS, configMap({})],
    ],
    code: 409,
    reason: 'AlreadyExists',
    message: 'configmaps "c" already exists',
  },
  {
    claim: 'a create without a name',
    requests: [['POST', CONFIGMAPS, { metadata: {} }]],
    code: 422,
    reason: 'Invalid',
    message:
      'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
  },
  {
    claim: 'a create with a resourceVersion',
    requests: [['POST', CONFIGMAPS, configMap({}, { resourceVersion: '5' })]],
    code: 500,
    message: 'resourceVersion should not be set on objects to be created',
  },
  {
    claim: 'a create in another namespace than the path says',
    requests: [['POST', CONFIGMAPS, configMap({}, { namespace: 'bank' })]],
    code: 400,
    reason: 'BadRequest',
    message:
      'the namespace of the provided object does not match the namespace sent on the request',
  },
  {
    claim: 'an update with an old resourceVersion',
    requests: [
      ['POST', CONFIGMAPS, configMap({})],
      ['PUT', `${CONFIGMAPS}/c`, configMap({}, { resourceVersion: '1' })],
    ],
    code: 409,
    reason: 'Conflict',
    message:
      'Operation cannot be fulfilled on configmaps "c": the object has been modified; please apply your changes to the latest version and try again',
  },
  {
    claim: 'an update of a custom resource without a resourceVersion',
    requests: [
      ['POST', HEALTHS, health({})],
      ['PUT', `${HEALTHS}/s`, health({})],
    ],
    code: 422,
    reason: 'Invalid',
    message:
      'servicehealths.servicehealth.dev "s" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update',
  },
  {
    claim: 'an update of what is not there',
    requests: [['PUT', `${CONFIGMAPS}/c`, configMap({})]],
    code: 404,
    reason: 'NotFound',
    message: 'configmaps "c" not found',
  },
  {
    claim: 'a merge patch with force',
    requests: [['PATCH', `${CONFIGMAPS}/c?force=true`, {}, MERGE]],
    code: 422,
    reason: 'Invalid',
    message:
      'PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch',
  },
  {
    claim: 'an event whose object lives elsewhere',
    requests: [
      [
        'POST',
        '/api/v1/namespaces/shop/events',
        { metadata: { name: 'e' }, involvedObject: { kind: 'Pod', name: 'p' } },
      ],
    ],
    code: 422,
    reason: 'Invalid',
    message:
      'Event "e" is invalid: involvedObject.namespace: Invalid value: "": does not match event.namespace',
  },
  {
    claim: 'a delete of an older version',
    requests: [
      ['POST', CONFIGMAPS, configMap({})],
      ['DELETE', `${CONFIGMAPS}/c`, { preconditions: { resourceVersion: '1' } }],
    ],
    code: 409,
    reason: 'Conflict',
    message:
      'Operation cannot be fulfilled on ConfigMap "c": the ResourceVersion in the precondition (1) does not match the ResourceVersion in record (2). The object might have been modified',
  },
  {
    claim: 'a name that is no DNS name and a label that is no label',
    requests: [['POST', CONFIGMAPS, configMap({}, { name: 'A_b', labels: { a: 'x y' } })]],
    code: 422,
    reason: 'Invalid',
    message:
      "ConfigMap \"A_b\" is invalid: [metadata.name: Invalid value: \"A_b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*'), metadata.labels: Invalid value: \"x y\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')]",
  },
  {
    claim: 'a subresource that the type does not have',
    requests: [['PUT', `${CONFIGMAPS}/c/status`, configMap({})]],
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
  },
];

describe('a write is refused', () => {
  test.each(REFUSALS)('$claim', async ({ requests, code, reason, message }) => {
    const { body } = await say(await startTestServer(), ...requests);
    expect([body['code'], body['reason'], body['message']]).toEqual([code, reason, message]);
  });

  test('in a namespace that is being deleted, and in one that is gone', async () => {
    const client = await startTestServer();
    const create: Asked = ['POST', CONFIGMAPS, configMap({})];
    await say(client, ['POST', '/api/v1/namespaces', { metadata: { name: 'shop' } }]);
    const ending = await say(client, ['DELETE', '/api/v1/namespaces/shop'], create);
    client.server.store.remove({ resource: 'v1/namespaces', name: 'shop' });
    const gone = await say(client, create);
    expect([ending.code, ending.body['message'], ending.body['details']]).toEqual([
      403,
      'configmaps "c" is forbidden: unable to create new content in namespace shop because it is being terminated',
      {
        name: 'c',
        kind: 'configmaps',
        causes: [
          {
            reason: 'NamespaceTerminating',
            message: 'namespace shop is being terminated',
            field: 'metadata.namespace',
          },
        ],
      },
    ]);
    expect([gone.code, gone.body['message']]).toEqual([404, 'namespaces "shop" not found']);
  });
});

describe('a write', () => {
  test('that changes nothing makes no version and no event', async () => {
    const client = await startTestServer();
    await say(client, ['POST', CONFIGMAPS, configMap({ a: '1' })]);
    const before = client.server.store.resourceVersion;
    await say(
      client,
      ['PUT', `${CONFIGMAPS}/c`, configMap({ a: '1' })],
      ['PATCH', `${CONFIGMAPS}/c`, { data: { a: '1', b: null } }, MERGE],
    );
    expect(client.server.store.resourceVersion).toBe(before);
  });

  test('of the main resource leaves the status, a write of the status everything else', async () => {
    const client = await startTestServer();
    const patch = { metadata: { labels: { a: '1' } }, spec: { displayName: 'x' } };
    const answer = await say(
      client,
      ['POST', HEALTHS, health({ status: { health: 'Healthy' } })],
      ['PATCH', `${HEALTHS}/s/status`, { ...patch, status: { health: 'Degraded' } }, MERGE],
      ['PATCH', `${HEALTHS}/s`, { spec: { suspend: true }, status: { health: 'Healthy' } }, MERGE],
    );
    const { metadata, spec, status } = answer.body;
    expect({ spec, status }).toEqual({
      spec: { suspend: true },
      status: { observedGeneration: -1, health: 'Degraded' },
    });
    expect(metadata).toMatchObject({ generation: 2 });
    expect(metadata).not.toHaveProperty('labels');
  });

  test('makes a name from generateName and takes no uid from the client', async () => {
    const answer = await say(await startTestServer(), [
      'POST',
      '/api/v1/namespaces/shop/events',
      {
        metadata: { generateName: 'e.', uid: 'mine' },
        involvedObject: { kind: 'Pod', name: 'p', namespace: 'shop' },
      },
    ]);
    expect(answer.code).toBe(201);
    expect(answer.body['metadata']).toMatchObject({
      name: expect.stringMatching(/^e\.[0-9a-f]{5}$/),
      uid: expect.stringMatching(/^[-0-9a-f]{36}$/),
    });
  });

  test('that deletes an object with finalizers only begins until they are gone', async () => {
    const client = await startTestServer();
    const ref = { resource: 'v1/configmaps', namespace: 'shop', name: 'c' };
    await say(
      client,
      ['POST', CONFIGMAPS, configMap({}, { finalizers: ['x/y'] })],
      ['DELETE', `${CONFIGMAPS}/c`],
    );
    const ending = client.server.store.get(ref);
    await say(client, ['PATCH', `${CONFIGMAPS}/c`, { metadata: { finalizers: null } }, MERGE]);
    expect(ending?.metadata).toMatchObject({ deletionTimestamp: expect.any(String) });
    expect(client.server.store.get(ref)).toBeUndefined();
  });

  test('keeps a field named __proto__ a field', async () => {
    const client = await startTestServer();
    const answer = await say(
      client,
      ['POST', CONFIGMAPS, '{"metadata":{"name":"c"}}'],
      ['PATCH', `${CONFIGMAPS}/c`, '{"data":{"__proto__":"x"}}', MERGE],
    );
    expect(answer.text).toContain('"data":{"__proto__":"x"}');
  });
});

describe('access', () => {
  test('is refused without a token, with an unknown one, and as planned', async () => {
    const client = await startTestServer({
      forbidden: ['list pods', 'patch servicehealths/status'],
    });
    const user = 'system:serviceaccount:servicehealth:servicehealth';
    const answers = [
      await client.ask('GET', '/api/v1/pods', { token: '' }),
      await client.ask('GET', '/api/v1/pods', { token: 'old' }),
      await client.get('/api/v1/pods'),
      await client.get('/api/v1/namespaces/shop/pods'),
      await say(client, ['PATCH', `${HEALTHS}/s/status`, {}, MERGE]),
      await client.get('/api/v1/services'),
    ];
    expect(answers.map(({ code, body }) => [code, body['message']])).toEqual([
      [
        403,
        'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" at the cluster scope',
      ],
      [401, 'Unauthorized'],
      [
        403,
        `pods is forbidden: User "${user}" cannot list resource "pods" in API group "" at the cluster scope`,
      ],
      [
        403,
        `pods is forbidden: User "${user}" cannot list resource "pods" in API group "" in the namespace "shop"`,
      ],
      [
        403,
        `servicehealths.servicehealth.dev "s" is forbidden: User "${user}" cannot patch resource "servicehealths/status" in API group "servicehealth.dev" in the namespace "shop"`,
      ],
      [200, undefined],
    ]);
  });

  test('every request is recorded with its body and answered status', async () => {
    const client = await startTestServer();
    client.server.store.put(pod('a'));
    await say(client, ['POST', `${CONFIGMAPS}?fieldManager=me`, configMap({ a: '1' })]);
    const [, seen] = client.server.requests;
    expect(seen).toEqual({
      atMs: expect.any(Number),
      method: 'POST',
      path: CONFIGMAPS,
      query: { fieldManager: 'me' },
      watch: false,
      token: client.server.token,
      contentType: 'application/json',
      body: configMap({ a: '1' }),
      status: 201,
    });
  });
});
