import { describe, expect, it } from 'vitest';
import type { Answer } from './cluster-client.ts';
import { withWords } from './words.ts';

function clusterThat(answer: Answer) {
  const asked: string[] = [];
  async function call(path: string): Promise<Answer> {
    asked.push(path);
    return answer;
  }
  return { asked, call };
}

function clusterWithWebhook() {
  const data = { url: 'https://127.0.0.1:20001', caBundle: 'Y2E=' };
  return clusterThat({ status: 200, text: JSON.stringify({ data }) });
}

function objectWith(spec: unknown) {
  return { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' }, spec };
}

describe('a word of a manifest', () => {
  it('stands for the second in which it is sent, without a question', async () => {
    const cluster = clusterWithWebhook();
    const object = objectWith({ at: 'NOW', said: 'not NOW' });
    expect(await withWords(cluster, object)).toEqual(
      objectWith({
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        said: 'not NOW',
      }),
    );
    expect(cluster.asked).toEqual([]);
  });

  it('stands for what the cluster says of its webhook', async () => {
    const cluster = clusterWithWebhook();
    const object = objectWith([{ url: 'WEBHOOK_URL', caBundle: 'WEBHOOK_CA' }, 'WEBHOOK_URL/path']);
    const filled = { url: 'https://127.0.0.1:20001', caBundle: 'Y2E=' };
    expect(await withWords(cluster, object)).toEqual(objectWith([filled, 'WEBHOOK_URL/path']));
    expect(cluster.asked).toEqual(['/api/v1/namespaces/kube-system/configmaps/zoo-webhook']);
  });

  it('cannot be filled in by a cluster that has no such webhook, which is said', async () => {
    const cluster = clusterThat({ status: 404, text: 'not found' });
    const sent = withWords(cluster, objectWith({ url: 'WEBHOOK_URL' }));
    await expect(sent).rejects.toThrow('needs a cluster of "npm run cluster:up"');
  });

  it('is not sent when the cluster leaves it out', async () => {
    const cluster = clusterThat({ status: 200, text: '{"data": {"url": "https://127.0.0.1:1"}}' });
    const sent = withWords(cluster, objectWith({ caBundle: 'WEBHOOK_CA' }));
    await expect(sent).rejects.toThrow('caBundle');
  });
});
