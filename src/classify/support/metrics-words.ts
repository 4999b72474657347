// Why an autoscaler has no metrics, told from the message of its controller, and what to do about each.

/** The cause completes "because …"; the advice is an imperative without its period. */
interface MetricsWords {
  readonly cause: string;
  readonly advice: string;
}

interface MetricsFamily {
  /** The wording of pkg/controller/podautoscaler, or of client-go behind it. */
  readonly pattern: RegExp;
  readonly words: (caught: readonly string[]) => MetricsWords;
}

/** First match wins: what is certain stands before the name of an API, which every failure of that API holds. */
const FAMILIES: readonly MetricsFamily[] = [
  {
    // replica_calculator.go: a share of nothing cannot be computed.
    pattern: /missing request for (\S{1,64}) in container (\S{1,63})/,
    words: ([, resource = '', container = '']) => ({
      cause: `container "${container}" requests no ${resource}, so its use cannot be told as a percentage of that`,
      advice: `Set resources.requests.${resource} on every container of its pods, or scale by an absolute value`,
    }),
  },
  {
    // client-go, when nobody has registered the API.
    pattern: /could not find the requested resource \(get [a-z]{1,40}\.metrics\.k8s\.io\)/,
    words: () => ({
      cause: 'the cluster has no resource metrics API, which metrics-server provides',
      advice:
        'Ask the platform team to install metrics-server: no CPU or memory is measured without it',
    }),
  },
  {
    // metrics/client.go: the API answers, but with an empty list.
    pattern: /no metrics returned from resource metrics API/,
    words: () => ({
      cause: 'the resource metrics API knows nothing of these pods',
      advice:
        'Ask the platform team about metrics-server if "kubectl top pods" shows nothing either',
    }),
  },
  {
    pattern: /did not receive metrics for (?:targeted|any ready) pods/,
    words: () => ({
      cause: 'none of its ready pods is measured',
      advice: 'Look which pods "kubectl top pods" leaves out: those are not measured',
    }),
  },
  {
    pattern: /custom metrics API|custom\.metrics\.k8s\.io/,
    words: () => ({
      cause: 'the custom metrics API does not give the metric',
      advice:
        'Check the name of the metric in the autoscaler, and the adapter that serves custom metrics',
    }),
  },
  {
    pattern: /external metrics API|external\.metrics\.k8s\.io/,
    words: () => ({
      cause: 'the external metrics API does not give the metric',
      advice:
        'Check the name of the metric in the autoscaler, and the adapter that serves external metrics',
    }),
  },
  {
    pattern: /resource metrics API|\.metrics\.k8s\.io/,
    words: () => ({
      cause: 'the resource metrics API does not answer',
      advice: 'Ask the platform team about metrics-server: it is installed, but does not work',
    }),
  },
];

/** Never without words: the message is quoted besides. */
export function metricsWords(message: string): MetricsWords {
  for (const { pattern, words } of FAMILIES) {
    const caught = pattern.exec(message);
    if (caught !== null) return words(caught);
  }
  return {
    cause: 'what it measures cannot be read',
    advice: 'Compare the metrics in the autoscaler with what the cluster measures',
  };
}
