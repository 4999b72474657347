import { describe, expect, test } from 'vitest';
import { arrayAt, valueAt } from './json.ts';
import { type Answer, startTestServer, type TestClient } from './support.ts';

const PATH = '/apis/servicehealth.dev/v1alpha1/namespaces/shop/servicehealths/s';

interface Applying {
  readonly manager?: string;
  readonly force?: boolean;
  readonly status?: unknown;
  readonly spec?: unknown;
  readonly labels?: unknown;
}

/** Through /status when a status is given. */
function apply(client: TestClient, applying: Applying): Promise<Answer> {
  const { manager = 'servicehealth', force = false, status, spec, labels } = applying;
  const path = `${PATH}${status === undefined ? '' : '/status'}?fieldManager=${manager}&force=${force}`;
  return client.ask('PATCH', path, {
    contentType: 'application/apply-patch+yaml',
    body: {
      apiVersion: 'servicehealth.dev/v1alpha1',
      kind: 'ServiceHealth',
      metadata: { name: 's', labels },
      spec,
      status,
    },
  });
}

function condition(type: string, status: string): object {
  return { type, status };
}

function managers(answer: Answer): unknown {
  return arrayAt(answer.body, 'metadata', 'managedFields').map((entry) =>
    ['manager', 'operation', 'fieldsV1'].map((field) => valueAt(entry, field)),
  );
}

describe('an apply', () => {
  test('creates with 201 and owns what it said; the same again counts once, for the defaults, then no more', async () => {
    const client = await startTestServer({ now: () => 0 });
    const first = await apply(client, { labels: { a: '1' }, spec: { displayName: 'x' } });
    const again = await apply(client, { labels: { a: '1' }, spec: { displayName: 'x' } });
    const third = await apply(client, { labels: { a: '1' }, spec: { displayName: 'x' } });
    expect([first.code, again.code, third.text]).toEqual([201, 200, again.text]);
    expect(again.text).toBe(first.text.replace('"resourceVersion":"2"', '"resourceVersion":"3"'));
    expect(first.body).toEqual({
      apiVersion: 'servicehealth.dev/v1alpha1',
      kind: 'ServiceHealth',
      metadata: {
        name: 's',
        namespace: 'shop',
        uid: expect.any(String),
        resourceVersion: '2',
        generation: 1,
        creationTimestamp: '1970-01-01T00:00:00Z',
        labels: { a: '1' },
        managedFields: [
          {
            manager: 'servicehealth',
            operation: 'Apply',
            apiVersion: 'servicehealth.dev/v1alpha1',
            time: '1970-01-01T00:00:00Z',
            fieldsType: 'FieldsV1',
            fieldsV1: {
              'f:metadata': { 'f:labels': { 'f:a': {} } },
              'f:spec': { 'f:displayName': {} },
            },
          },
        ],
      },
      spec: { displayName: 'x' },
      status: { observedGeneration: -1 },
    });
  });

  test('takes YAML', async () => {
    const client = await startTestServer();
    const answer = await client.ask('PATCH', `${PATH}?fieldManager=me`, {
      contentType: 'application/apply-patch+yaml',
      body: 'apiVersion: servicehealth.dev/v1alpha1\nkind: ServiceHealth\nmetadata: {name: s}\nspec:\n  suspend: true\n',
    });
    expect([answer.code, answer.body['spec']]).toEqual([201, { suspend: true }]);
  });

  test('of a status finds nothing to create', async () => {
    const client = await startTestServer();
    const answer = await apply(client, { status: { health: 'Healthy' } });
    expect([answer.code, answer.body['message']]).toEqual([
      404,
      'servicehealths.servicehealth.dev "s" not found',
    ]);
  });

  test('needs a field manager', async () => {
    const client = await startTestServer();
    const answer = await apply(client, { manager: '' });
    expect([answer.code, answer.body['message']]).toEqual([
      422,
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    ]);
  });

  test('lets go of what it no longer says, unless another owns it too', async () => {
    const client = await startTestServer();
    await apply(client, { labels: { a: '1', b: '1', c: '1' } });
    await apply(client, { manager: 'other', labels: { b: '1' } });
    const answer = await apply(client, { labels: { c: '1' } });
    expect(answer.body['metadata']).toMatchObject({ labels: { b: '1', c: '1' } });
  });

  test('conflicts with the owner of another value and names each field', async () => {
    const client = await startTestServer();
    await apply(client, { labels: { a: '1' }, spec: { displayName: 'x' } });
    const one = await apply(client, { manager: 'other', labels: { a: '2' } });
    const two = await apply(client, {
      manager: 'other',
      labels: { a: '2' },
      spec: { displayName: 'y' },
    });
    expect([one.code, one.body['reason'], one.body['message']]).toEqual([
      409,
      'Conflict',
      'Apply failed with 1 conflict: conflict with "servicehealth": .metadata.labels.a',
    ]);
    expect([two.body['message'], two.body['details']]).toEqual([
      'Apply failed with 2 conflicts: conflicts with "servicehealth":\n- .metadata.labels.a\n- .spec.displayName',
      {
        causes: ['.metadata.labels.a', '.spec.displayName'].map((field) => ({
          reason: 'FieldManagerConflict',
          message: 'conflict with "servicehealth"',
          field,
        })),
      },
    ]);
  });

  test('shares an equal value without a conflict', async () => {
    const client = await startTestServer();
    await apply(client, { labels: { a: '1' } });
    const answer = await apply(client, { manager: 'other', labels: { a: '1' } });
    expect([answer.code, managers(answer)]).toEqual([
      200,
      [
        ['other', 'Apply', { 'f:metadata': { 'f:labels': { 'f:a': {} } } }],
        ['servicehealth', 'Apply', { 'f:metadata': { 'f:labels': { 'f:a': {} } } }],
      ],
    ]);
  });

  test('with force takes the field away from its owner', async () => {
    const client = await startTestServer();
    await apply(client, { manager: 'other', labels: { a: '1' } });
    const answer = await apply(client, { labels: { a: '2' }, force: true });
    expect(answer.body['metadata']).toMatchObject({ labels: { a: '2' } });
    expect(managers(answer)).toEqual([
      ['servicehealth', 'Apply', { 'f:metadata': { 'f:labels': { 'f:a': {} } } }],
    ]);
  });

  test('conflicts with an update by kubectl, which takes fields without asking', async () => {
    const client = await startTestServer();
    await apply(client, { labels: { a: '1' } });
    await client.ask('PATCH', `${PATH}?fieldManager=kubectl-label`, {
      contentType: 'application/merge-patch+json',
      body: { metadata: { labels: { a: '2' } } },
    });
    const answer = await apply(client, { labels: { a: '1' } });
    expect([answer.code, answer.body['message']]).toEqual([
      409,
      'Apply failed with 1 conflict: conflict with "kubectl-label" using servicehealth.dev/v1alpha1: .metadata.labels.a',
    ]);
  });

  test('keeps conditions by type and replaces every other list as a whole', async () => {
    const client = await startTestServer();
    await apply(client, {});
    await apply(client, {
      manager: 'other',
      status: { conditions: [condition('Theirs', 'True')] },
    });
    await apply(client, {
      status: {
        conditions: [condition('Ready', 'True'), condition('Healthy', 'True')],
        diagnoses: [{ code: 'A' }, { code: 'B' }],
      },
    });
    const answer = await apply(client, {
      status: { conditions: [condition('Ready', 'False')], diagnoses: [{ code: 'C' }] },
    });
    expect(answer.body['status']).toEqual({
      observedGeneration: -1,
      conditions: [condition('Theirs', 'True'), condition('Ready', 'False')],
      diagnoses: [{ code: 'C' }],
    });
  });
});
