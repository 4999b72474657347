import { sandboxPatience } from '../creating.ts';

export default sandboxPatience(
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "8f1c": plugin type="host-local" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.244.1.2-10.244.1.254',
);
