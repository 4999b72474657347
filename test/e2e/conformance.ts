// The fake API server against the real one of this run. Beside the zoo, while it is only watched: the operator leaves
// these namespaces out, since it would write into what is compared.
import { conformanceComplaints } from '../conformance/complaints.ts';
import { kubectlComplaints, NAMESPACE } from '../conformance/kubectl.ts';
import { namespacesOf, newSuffix } from '../conformance/servers.ts';
import type { Run } from './run.ts';

export class Conformance {
  readonly #run: Run;
  readonly #suffix = newSuffix();
  #complaints: readonly string[] | undefined;

  constructor(run: Run) {
    this.#run = run;
  }

  get namespaces(): readonly string[] {
    return [NAMESPACE, ...namespacesOf(this.#suffix)];
  }

  /** Empty when both answer alike. */
  get complaints(): readonly string[] {
    if (this.#complaints === undefined) throw new Error('the API servers were not compared');
    return this.#complaints;
  }

  async compare(): Promise<void> {
    const calls = await conformanceComplaints(this.#run.kubeconfig, this.#suffix);
    this.#complaints = [...calls, ...(await kubectlComplaints(this.#run))];
  }
}
