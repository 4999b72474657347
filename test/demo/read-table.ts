// Asks the API server for a table, with the request that kubectl makes.
import { request } from 'node:https';
import type { FakeApiServer } from '../fake-apiserver/types.ts';
import { type Table, tableSchema } from './table.ts';

const path = '/apis/servicehealth.dev/v1alpha1/servicehealths?limit=500';
const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

export async function readTable({
  url,
  caPem,
  token,
}: Pick<FakeApiServer, 'url' | 'caPem' | 'token'>): Promise<Table> {
  const headers = { accept, authorization: `Bearer ${token}` };
  const text = await new Promise<string>((resolve, reject) => {
    const sent = request(new URL(path, url), { ca: caPem, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`GET ${path}: ${response.statusCode} ${body.slice(0, 500)}`));
      });
    });
    sent.on('error', reject);
    sent.end();
  });
  return tableSchema.parse(JSON.parse(text));
}
