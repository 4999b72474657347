import { sandboxPatience } from '../creating.ts';

export default sandboxPatience(
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "8f1c": connection refused',
);
