import { createRequire } from 'node:module';
import { KubeConfig, Watch } from '@kubernetes/client-node';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  type ChangeListener,
  createHealthOperator,
  type HealthOperator,
  type WatchTarget,
} from '../../src/kube/operator.ts';
import {
  Operator,
  type ResourceEvent,
  ResourceEventType,
  type ResourceMeta,
  ResourceMetaImpl,
} from '../../src/kube/operator-base.ts';
import type { Logger } from '../../src/kube/types.ts';
import type { FakeApiServer } from '../fake-apiserver/types.ts';
import { startWorld } from './support.ts';

// The very gaxios that the base class has; it is not a dependency of ours.
const requireAsBase = createRequire(
  createRequire(import.meta.url).resolve('@dot-i/k8s-operator/package.json'),
);
const gaxios: { instance: { request: (options: object) => Promise<unknown> } } =
  requireAsBase('gaxios');

const OBJECT = {
  apiVersion: 'servicehealth.dev/v1alpha1',
  kind: 'ServiceHealth',
  metadata: { name: 'checkout', namespace: 'shop', resourceVersion: '1' },
};
const PATH = '/apis/servicehealth.dev/v1alpha1/namespaces/shop/servicehealths/checkout';
const REF = {
  resource: 'servicehealth.dev/v1alpha1/servicehealths',
  namespace: 'shop',
  name: 'checkout',
};

/** Ways to the network, and out of the process, that only the base class takes. */
const forbidden: string[] = [];

beforeEach(() => {
  forbidden.length = 0;
  vi.spyOn(gaxios.instance, 'request').mockImplementation(async () => {
    forbidden.push('gaxios');
    throw new Error('the base class used gaxios');
  });
  vi.spyOn(Watch.prototype, 'watch').mockImplementation(async () => {
    forbidden.push('Watch');
    throw new Error('the base class used Watch');
  });
  vi.spyOn(process, 'exit').mockImplementation((): never => {
    forbidden.push('process.exit');
    throw new Error('the base class ended the process');
  });
  return () => vi.restoreAllMocks();
});

async function startOperator(onEvent?: (event: ResourceEvent) => Promise<void>) {
  const { server, client, config } = await startWorld();
  server.store.put(OBJECT);
  const targets: WatchTarget[] = [];
  const listeners: ChangeListener[] = [];
  const lines: string[] = [];
  const stopped: string[] = [];
  function keep(message: string, fields?: object): void {
    lines.push(`${message} ${JSON.stringify(fields)}`);
  }
  const log: Logger = { debug: keep, info: keep, warn: keep, error: keep };
  const operator = createHealthOperator({
    client,
    kubeConfig: config,
    log,
    startWatch(target, onChange) {
      targets.push(target);
      listeners.push(onChange);
      return {
        async stop() {
          stopped.push(target.plural);
        },
      };
    },
    ...(onEvent ? { onEvent } : {}),
  });
  onTestFinished(() => operator.shutdown());
  function emit(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: unknown): void {
    for (const listener of listeners) listener(type, object);
  }
  return { operator, server, targets, stopped, lines, emit };
}

function metaOf(object: { apiVersion: string; kind: string; metadata: object }): ResourceMeta {
  return ResourceMetaImpl.createWithPlural('servicehealths', object);
}

function storedMeta(server: FakeApiServer): ResourceMeta {
  const object = server.store.get(REF);
  if (object === undefined) throw new Error('the object is gone');
  return metaOf(object);
}

describe('none of the base class’s own ways to the API server is ever taken', () => {
  /** One call of each method of the base class. */
  const calls: Record<string, (operator: HealthOperator, meta: ResourceMeta) => unknown> = {
    start: (operator) => operator.start(),
    stop: (operator) => operator.stop(),
    registerCustomResourceDefinition: (operator) =>
      operator['registerCustomResourceDefinition']('no-such-file.yaml'),
    getCustomResourceApiUri: (operator) => operator['getCustomResourceApiUri']('g', 'v1', 'things'),
    watchResource: (operator) => operator['watchResource']('g', 'v1', 'things', async () => {}),
    setResourceStatus: (operator, meta) => operator['setResourceStatus'](meta, { issues: 1 }),
    patchResourceStatus: (operator, meta) => operator['patchResourceStatus'](meta, { issues: 2 }),
    handleResourceFinalizer: (operator, meta) =>
      operator['handleResourceFinalizer'](
        { meta, type: ResourceEventType.Added, object: OBJECT },
        'servicehealth.dev/x',
        async () => {},
      ),
    setResourceFinalizers: (operator, meta) => operator['setResourceFinalizers'](meta, []),
    // These two read credentials and send nothing.
    applyAxiosKubeConfigAuth: (operator) => operator['applyAxiosKubeConfigAuth']({}),
    applyGaxiosKubeConfigAuth: (operator) => operator['applyGaxiosKubeConfigAuth']({}),
  };
  /** Private to the base class, and reached only through methods that are overridden. */
  const unreachable = ['resourceStatusRequest', 'errorToJson'];

  it('every method of the base class is called below', () => {
    const methods = Object.getOwnPropertyNames(Operator.prototype);
    expect(methods.toSorted()).toEqual(
      ['constructor', ...Object.keys(calls), ...unreachable].toSorted(),
    );
  });

  it.each(Object.keys(calls))('%s', async (name) => {
    const { operator, server } = await startOperator();
    await calls[name]?.(operator, storedMeta(server));
    expect(forbidden).toEqual([]);
  });

  it('(the base class itself would be caught)', async () => {
    const { operator } = await startOperator();
    const base = Operator.prototype;
    const meta = metaOf(OBJECT);
    Reflect.set(operator, 'resourcePathBuilders', { [meta.id]: () => 'https://nowhere.invalid' });
    await base['setResourceStatus'].call(operator, meta, {});
    await base['watchResource'].call(operator, 'g', 'v1', 'things', async () => {}).catch(() => {});
    expect(forbidden).toEqual(['gaxios', 'Watch', 'process.exit']);
  });
});

describe('the operator', () => {
  it('watches ServiceHealth everywhere, by the given watch, until it is stopped', async () => {
    const { operator, targets, stopped } = await startOperator();
    await operator.start();
    expect(targets).toEqual([
      { group: 'servicehealth.dev', version: 'v1alpha1', plural: 'servicehealths' },
    ]);
    await operator.shutdown();
    await operator.shutdown();
    expect(stopped).toEqual(['servicehealths']);
  });

  it('hands events on in order; one that fails is said and stops none', async () => {
    const seen: string[] = [];
    const { operator, emit, lines } = await startOperator(async ({ type, meta }) => {
      await Promise.resolve();
      if (type === ResourceEventType.Modified) throw new Error('no luck');
      seen.push(`${type} ${meta.name}`);
    });
    await operator.start();
    emit('ADDED', OBJECT);
    emit('MODIFIED', OBJECT);
    emit('ADDED', { kind: 'Status' });
    emit('DELETED', OBJECT);
    await vi.waitFor(() => expect(seen).toEqual(['ADDED checkout', 'DELETED checkout']));
    expect(lines).toEqual([
      'an event was not handled {"resource":"servicehealths","error":"no luck"}',
      'an event was not handled {"resource":"servicehealths","error":"an object without apiVersion, kind or name"}',
    ]);
  });

  it('knows the address of a resource', async () => {
    const { operator, server } = await startOperator();
    const uris = [
      operator['getCustomResourceApiUri'](
        'servicehealth.dev',
        'v1alpha1',
        'servicehealths',
        'shop',
      ),
      operator['getCustomResourceApiUri']('', 'v1', 'pods'),
    ];
    expect(uris).toEqual([
      `${server.url}/apis/servicehealth.dev/v1alpha1/namespaces/shop/servicehealths`,
      `${server.url}/api/v1/pods`,
    ]);
  });

  it('writes a status and knows the new version', async () => {
    const { operator, server } = await startOperator();
    const put = await operator['setResourceStatus'](storedMeta(server), { issues: 1 });
    const patched = await operator['patchResourceStatus'](put, { restarts: 2 });
    expect(patched).toEqual(storedMeta(server));
    expect(server.store.get(REF)).toMatchObject({ status: { issues: 1, restarts: 2 } });
  });

  it('throws when a write is refused, where the base class says nothing', async () => {
    const { operator, server } = await startOperator();
    const overtaken = storedMeta(server);
    await operator['setResourceStatus'](overtaken, { issues: 1 });
    for (const write of [
      operator['setResourceStatus'](overtaken, { issues: 2 }),
      operator['patchResourceStatus'](overtaken, { issues: 2 }),
      operator['setResourceFinalizers'](overtaken, []),
    ]) {
      await expect(write).rejects.toMatchObject({ name: 'ApiError', code: 409 });
    }
  });

  it('adds a finalizer to the version it saw', async () => {
    const { operator, server } = await startOperator();
    const { resourceVersion } = storedMeta(server);
    await operator['setResourceFinalizers'](storedMeta(server), ['servicehealth.dev/x']);
    expect(server.requests.at(-1)).toMatchObject({
      method: 'PATCH',
      path: PATH,
      contentType: 'application/merge-patch+json',
      body: { metadata: { resourceVersion, finalizers: ['servicehealth.dev/x'] } },
    });
  });

  it('says when the CRD is not installed, and never installs it', async () => {
    const { operator, server } = await startOperator();
    const registered = await operator['registerCustomResourceDefinition']('crd.yaml');
    expect(registered).toMatchObject({ group: 'servicehealth.dev', plural: 'servicehealths' });
    server.setAbsent([REF.resource]);
    await expect(operator['registerCustomResourceDefinition']('crd.yaml')).rejects.toMatchObject({
      code: 404,
    });
    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('does not mind a default kubeconfig that is broken', async () => {
    vi.stubEnv('KUBECONFIG', '/no/such/file');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(() => new KubeConfig().loadFromDefault()).toThrow('ENOENT');
    const { operator, server } = await startOperator();
    expect(operator['getCustomResourceApiUri']('', 'v1', 'pods')).toBe(`${server.url}/api/v1/pods`);
    // … and leaves everybody else's as it was.
    expect(() => new KubeConfig().loadFromDefault()).toThrow('ENOENT');
  });
});
