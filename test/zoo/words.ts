// Words of a manifest that only the moment or the cluster can fill in: each is the whole of a value.
import { z } from 'zod';
import type { ClusterClient } from './cluster-client.ts';
import { mapStrings } from './player.ts';
import type { ManifestObject } from './scenario.ts';

/** The second in which it is written, as a kubelet or a controller would put it. */
const nowWord = 'NOW';

/** Where the cluster's own webhook is, and who vouches for its certificate. */
const webhookWords = { url: 'WEBHOOK_URL', caBundle: 'WEBHOOK_CA' } as const;

/** Written by the harness, which alone runs such a webhook. */
const webhookPath = '/api/v1/namespaces/kube-system/configmaps/zoo-webhook';

const configMap = z.object({ data: z.object({ url: z.string(), caBundle: z.string() }) });
type Webhook = z.infer<typeof configMap>['data'];

type Asked = Pick<ClusterClient, 'call'>;

async function webhookOf(client: Asked): Promise<Webhook> {
  const { status, text } = await client.call(webhookPath);
  if (status === 200) return configMap.parse(JSON.parse(text)).data;
  throw new Error(
    `the scenario needs a cluster of "npm run cluster:up", whose webhook refuses pods (${webhookPath}: ${status})`,
  );
}

function stringsIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  mapStrings(value, (text) => {
    found.add(text);
    return text;
  });
  return found;
}

/** The object as it is sent. The cluster is asked only when a word needs it. */
export async function withWords(client: Asked, object: ManifestObject): Promise<unknown> {
  const filled = new Map([[nowWord, `${new Date().toISOString().slice(0, 19)}Z`]]);
  const strings = stringsIn(object);
  if (Object.values(webhookWords).some((word) => strings.has(word))) {
    const { url, caBundle } = await webhookOf(client);
    filled.set(webhookWords.url, url).set(webhookWords.caBundle, caBundle);
  }
  return mapStrings(object, (text) => filled.get(text) ?? text);
}
