// Where facts come in that services do not consist of: each kind goes straight to what is around services.
import type {
  AutoscalerFact,
  DisruptionBudgetFact,
  EndpointSliceFact,
  IngressFact,
  NamespaceFact,
  NodeFact,
  QuotaFact,
  StorageClassFact,
  VolumeFact,
} from '../facts/index.ts';
import type { Intake } from './intake.ts';
import { isSameIngress, unlessSame } from './same.ts';
import type { HealthObject } from './service-registry.ts';
import type { Surroundings } from './surroundings.ts';
import { type Project, type Sink, Table } from './table.ts';

/** One sink per source and scope, like those of the index. */
export class SurroundingSinks<H extends HealthObject> {
  readonly #surroundings: Surroundings<H>;
  readonly #intake: Intake;

  constructor(surroundings: Surroundings<H>, intake: Intake) {
    this.#surroundings = surroundings;
    this.#intake = intake;
  }

  endpointSlice(project: Project<EndpointSliceFact>): Sink {
    return this.#table(project, (...change) => this.#surroundings.routing.changeSlice(...change));
  }

  ingress(project: Project<IngressFact>): Sink {
    return this.#table(
      project,
      (...change) => this.#surroundings.routing.changeIngress(...change),
      unlessSame(isSameIngress),
    );
  }

  disruptionBudget(project: Project<DisruptionBudgetFact>): Sink {
    return this.#table(project, (...change) => this.#surroundings.routing.changeBudget(...change));
  }

  node(project: Project<NodeFact>): Sink {
    return this.#table(project, (...change) => this.#surroundings.changeNode(...change));
  }

  autoscaler(project: Project<AutoscalerFact>): Sink {
    return this.#table(project, (...change) => this.#surroundings.changeAutoscaler(...change));
  }

  volume(project: Project<VolumeFact>): Sink {
    return this.#table(project, (...change) => this.#surroundings.changeVolume(...change));
  }

  storageClass(project: Project<StorageClassFact>): Sink {
    return this.#table(project, (...change) => this.#surroundings.changeStorageClass(...change));
  }

  namespace(project: Project<NamespaceFact>): Sink {
    return this.#table(project, (...change) => this.#surroundings.changeNamespace(...change));
  }

  quota(project: Project<QuotaFact>): Sink {
    return this.#table(project, (...change) => this.#surroundings.changeQuota(...change));
  }

  #table<F>(
    project: Project<F>,
    onChange: (before: F | undefined, now: F | undefined) => void,
    merge?: (before: F | undefined, now: F) => F,
  ): Sink {
    return new Table({ project, onChange, intake: this.#intake, ...(merge && { merge }) });
  }
}
