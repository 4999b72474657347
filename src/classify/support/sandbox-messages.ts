// What the kubelet writes when it cannot make the surroundings of a pod: its network and its sandbox.
import { brief, steadyText } from './text.ts';

type Details = Readonly<Record<string, string>>;

const MAX_QUOTE_CHARACTERS = 350;

/** Address managers of cluster networks: AWS VPC CNI, host-local, Calico, Cilium, Azure. */
const NO_ADDRESS =
  /failed to assign an IP address to container|no (?:more )?(?:available )?(?:free )?IPs?(?: addresses)? (?:are )?(?:left|available)|no available IPs?|IP(?: address)? pools? (?:is|are) (?:exhausted|full)|No more IPs available|range is full|[Aa]ddress pool is full|No available addresses|not enough (?:free )?IP|InsufficientFreeAddresses/;

const HEAD = /^Failed to create pod sandbox: (?:rpc error: code = \w{1,30} desc = )?/;

interface CauseWords {
  readonly pattern: RegExp;
  readonly cause: string;
  readonly advice: string;
}

const NETWORK_ADVICE =
  'Tell the platform team which node it is: its network plugin has to be looked at';

const CAUSES: readonly CauseWords[] = [
  {
    pattern: /get sandbox image|pull(?:ing)? (?:and unpack )?(?:the )?image/,
    cause: 'the node cannot pull the image that every pod begins with',
    advice: 'Tell the platform team: the nodes cannot reach the registry of the pause image',
  },
  {
    pattern: /setup network|[Nn]etwork|\bcni\b|CNI/,
    cause: 'the network plugin of the node fails',
    advice: NETWORK_ADVICE,
  },
  {
    pattern: /DeadlineExceeded|context deadline exceeded|timed? ?out/,
    cause: 'the container runtime of the node does not answer in time',
    advice: 'Tell the platform team which node it is: its container runtime is overloaded or stuck',
  },
];

const NO_SETTING = 'Its images and settings are not the reason';
const PERHAPS_A_SETTING =
  'Mostly it is the node, and now and then a setting of the pod that the message names';

export function exhaustedAddresses(message: string): Details | undefined {
  return NO_ADDRESS.test(message) ? { raw: quote(message) } : undefined;
}

export function sandboxFailure(message: string): Details | undefined {
  if (NO_ADDRESS.test(message)) return undefined;
  const entry = CAUSES.find(({ pattern }) => pattern.test(message));
  return {
    blame: entry === undefined ? PERHAPS_A_SETTING : NO_SETTING,
    cause: entry?.cause ?? 'the container runtime of the node fails',
    advice: entry?.advice ?? 'Tell the platform team which node it is, and what it says',
    raw: quote(message),
  };
}

export function networkNotReady(message: string): Details {
  return { raw: quote(message) };
}

function quote(message: string): string {
  return brief(steadyText(message.replace(HEAD, '')), MAX_QUOTE_CHARACTERS);
}
