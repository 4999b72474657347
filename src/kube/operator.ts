// The @dot-i/k8s-operator base class as the shell of the ServiceHealth resource: its lifecycle, finalizer logic and
// event types are used, its own HTTP is not. Pods, events and workloads never come here.

import { CoreV1Api, type V1CustomResourceDefinitionVersion } from '@kubernetes/client-node';
import { GROUP, PLURAL, VERSION } from '../api/constants.ts';
import type { KubeClient } from './client.ts';
import { describeError } from './errors.ts';
import { withoutDefaultConfig } from './inert-config.ts';
import type { PooledKubeConfig } from './kube-config.ts';
import {
  Operator,
  type ResourceEvent,
  ResourceEventType,
  type ResourceMeta,
  ResourceMetaImpl,
} from './operator-base.ts';
import {
  hasResource,
  identityOf,
  kubernetesObject,
  notServed,
  objectPath,
  operatorLogger,
  resourcePath,
  type WatchTarget,
  watchTarget,
  writtenMeta,
} from './operator-resource.ts';
import type { Logger } from './types.ts';

export type { WatchTarget } from './operator-resource.ts';

/** A watch that runs until it is stopped. */
export interface RunningWatch {
  stop(): Promise<void>;
}

/** Told of every object that came, changed or went. */
export type ChangeListener = (type: keyof typeof EVENT_TYPES, object: unknown) => void;

/** Starts a watch that survives what watches meet in years; in the product that is a reflector. */
export type WatchStarter = (target: WatchTarget, onChange: ChangeListener) => RunningWatch;

/** What the operator is made of. */
export interface HealthOperatorOptions {
  readonly kubeConfig: PooledKubeConfig;
  readonly client: KubeClient;
  readonly log: Logger;
  readonly startWatch: WatchStarter;
  /** Events of ServiceHealth objects, one after the other. */
  readonly onEvent?: (event: ResourceEvent) => Promise<void>;
}

const EVENT_TYPES = {
  ADDED: ResourceEventType.Added,
  MODIFIED: ResourceEventType.Modified,
  DELETED: ResourceEventType.Deleted,
} as const;

/** Builds the operator; `start()` starts the watch of ServiceHealth. Reads no kubeconfig but the given one. */
export function createHealthOperator(options: HealthOperatorOptions): HealthOperator {
  return withoutDefaultConfig(() => new HealthOperator(options));
}

/** Overrides every method of the base class that would talk to the API server; a test counts them. */
export class HealthOperator extends Operator {
  readonly #options: HealthOperatorOptions;
  readonly #watches: RunningWatch[] = [];

  constructor(options: HealthOperatorOptions) {
    super(operatorLogger(options.log));
    this.#options = options;
    this.kubeConfig = options.kubeConfig;
    this.k8sApi = options.kubeConfig.makeApiClient(CoreV1Api);
  }

  protected override async init(): Promise<void> {
    const onEvent = this.#options.onEvent ?? (async () => {});
    await this.watchResource(GROUP, VERSION, PLURAL, onEvent);
  }

  /** The base class ends the process here. */
  override stop(): void {
    void this.shutdown();
  }

  /** Stops, and resolves when nothing runs any more. */
  async shutdown(): Promise<void> {
    const watches = this.#watches.splice(0);
    await Promise.all(watches.map((watch) => watch.stop()));
  }

  protected override getCustomResourceApiUri(
    group: string,
    version: string,
    plural: string,
    namespace?: string,
  ): string {
    const server = this.kubeConfig.getCurrentCluster()?.server.replace(/\/$/, '') ?? '';
    return server + resourcePath(watchTarget(group, version, plural, namespace));
  }

  /**
   * Makes sure that the resource is served, and throws when it is not. The CRD is installed with the chart: an
   * operator that may change CRDs may change everybody's.
   */
  protected override async registerCustomResourceDefinition(
    _crdFile: string,
  ): Promise<{ group: string; versions: V1CustomResourceDefinitionVersion[]; plural: string }> {
    const path = `/apis/${GROUP}/${VERSION}`;
    const served = await this.#options.client.request({ method: 'GET', path });
    // Another kind of ours may be served alone.
    if (!hasResource(served, PLURAL)) throw notServed(path);
    const schema = { name: VERSION, served: true, storage: true };
    return { group: GROUP, versions: [schema], plural: PLURAL };
  }

  // The base class's signature.
  // oxlint-disable-next-line max-params
  protected override async watchResource(
    group: string,
    version: string,
    plural: string,
    onEvent: (event: ResourceEvent) => Promise<void>,
    namespace?: string,
  ): Promise<void> {
    const target = watchTarget(group, version, plural, namespace);
    let last = Promise.resolve();
    const watch = this.#options.startWatch(target, (type, object) => {
      last = last.then(() => this.#deliver(plural, type, object, onEvent));
    });
    this.#watches.push(watch);
  }

  /** Throws an ApiError where the base class returns null. */
  protected override async setResourceStatus(
    meta: ResourceMeta,
    status: unknown,
  ): Promise<ResourceMeta> {
    const body = { ...identityOf(meta), status };
    const path = `${objectPath(meta)}/status`;
    return writtenMeta(meta, await this.#options.client.request({ method: 'PUT', path, body }));
  }

  /** Throws an ApiError where the base class returns null. */
  protected override async patchResourceStatus(
    meta: ResourceMeta,
    status: unknown,
  ): Promise<ResourceMeta> {
    const body = { ...identityOf(meta), status };
    return writtenMeta(meta, await this.#mergePatch(`${objectPath(meta)}/status`, body));
  }

  /** With the resourceVersion, so that a finalizer which somebody added meanwhile is not erased. */
  protected override async setResourceFinalizers(
    meta: ResourceMeta,
    finalizers: string[],
  ): Promise<void> {
    const { resourceVersion } = meta;
    await this.#mergePatch(objectPath(meta), { metadata: { resourceVersion, finalizers } });
  }

  async #mergePatch(path: string, body: object): Promise<unknown> {
    const contentType = 'application/merge-patch+json';
    return await this.#options.client.request({ method: 'PATCH', path, contentType, body });
  }

  /** The base class loses an exception of a handler without a trace. */
  async #deliver(
    plural: string,
    type: Parameters<ChangeListener>[0],
    object: unknown,
    onEvent: (event: ResourceEvent) => Promise<void>,
  ): Promise<void> {
    try {
      const known = kubernetesObject(object);
      const meta = ResourceMetaImpl.createWithPlural(plural, known);
      await onEvent({ meta, object: known, type: EVENT_TYPES[type] });
    } catch (error) {
      const fields = { resource: plural, error: describeError(error) };
      this.#options.log.error('an event was not handled', fields);
    }
  }
}
