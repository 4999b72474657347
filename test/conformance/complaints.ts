// The comparison of a live cluster with the fake, for those who have one.
import { accepted } from './accepted.ts';
import { complaintsOf, differencesOf } from './compare.ts';
import { fakeAnswers, realAnswers } from './servers.ts';

/** What is different without being listed, and what is listed without being different; none is well. */
export async function conformanceComplaints(
  kubeconfig: string,
  suffix: string,
): Promise<readonly string[]> {
  const real = await realAnswers(kubeconfig, suffix);
  const fake = await fakeAnswers(real.definition);
  return complaintsOf(differencesOf(fake, real.answers), accepted);
}
