import { describe, expect, test } from 'vitest';
import { arrayAt, textAt } from './json.ts';
import { startTestServer } from './support.ts';

describe('discovery', () => {
  test('lists the groups and resources that are served', async () => {
    const { get } = await startTestServer({
      absent: ['servicehealths', 'healthrules'],
    });
    const groups = arrayAt((await get('/apis')).body, 'groups').map((group) =>
      textAt(group, 'name'),
    );
    const apps = await get('/apis/apps/v1');
    expect(groups).toContain('apps');
    expect(groups).not.toContain('servicehealth.dev');
    expect(arrayAt(apps.body, 'resources').map((resource) => textAt(resource, 'name'))).toEqual(
      ['replicasets', 'deployments', 'statefulsets', 'daemonsets'].flatMap((plural) => [
        plural,
        `${plural}/status`,
      ]),
    );
  });

  test.each([
    ['/healthz', 200, 'ok'],
    ['/livez', 200, 'ok'],
    ['/readyz', 200, 'ok'],
    ['/nonsense', 404, '404 page not found\n'],
    ['/apis/none.such/v1', 404, '404 page not found\n'],
    ['/apis/none.such/v1/things', 404, '404 page not found\n'],
  ])('%s answers %i %j', async (path, code, text) => {
    const { get } = await startTestServer();
    const answer = await get(path);
    expect([answer.code, answer.text]).toEqual([code, text]);
  });

  test('a missing resource of a known group is a Status, not plain text', async () => {
    const { get } = await startTestServer();
    const { body } = await get('/apis/apps/v1/nonsense');
    expect(body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'the server could not find the requested resource',
      reason: 'NotFound',
      details: {},
      code: 404,
    });
  });

  test('the version says whose behaviour is copied', async () => {
    const { ask } = await startTestServer();
    const { body } = await ask('GET', '/version', { token: '' });
    expect(body).toMatchObject({ major: '1', minor: '34' });
  });
});
