import { token } from './token.ts';
import type { Shape } from './types.ts';

/** What runs and watches applications: clusters, secret stores, monitoring, infrastructure. */
export const platforms: readonly Shape[] = [
  token(
    'JSON Web Token',
    'RFC 7519: header and payload are JSON in base64; the signature may be missing. Also service accounts of Kubernetes.',
    ['eyj'],
    /eyJ[\w-]{8,}\.(?:eyJ|ey[A-Za-z])[\w-]{4,}(?:\.[\w-]*)?/y,
  ),
  token(
    'Encrypted web token',
    'RFC 7516: five parts, the second may be empty',
    ['eyj'],
    /eyJ[\w-]{8,}\.[\w-]*\.[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/y,
  ),
  {
    name: 'Kubernetes bootstrap token',
    from: 'Kubernetes: kubeadm join --token, six and sixteen characters',
    hints: ['--token ', 'bearer ', 'token: ', 'token='],
    pattern: /((?:--token|bearer|token:|token=)[ "']{0,2})[a-z0-9]{6}\.[a-z0-9]{16}(?![\w.])/iy,
  },
  token('OpenShift token', 'OpenShift 4: OAuth access tokens', ['sha256~'], /sha256~[\w-]{43}/y),
  token(
    'Vault token',
    'HashiCorp Vault: service, batch, recovery; before 1.10 with one letter',
    ['hvs.', 'hvb.', 'hvr.'],
    /hv[sbr]\.[\w-]{20,}/y,
  ),
  {
    name: 'Old Vault token',
    from: 'HashiCorp Vault before 1.10',
    hints: ['s.', 'b.', 'r.'].flatMap((kind) =>
      'abcdefghijklmnopqrstuvwxyz0123456789'.split('').map((next) => kind + next),
    ),
    pattern: /[sbr]\.(?=[A-Za-z0-9]{0,23}\d)(?=[A-Za-z0-9]{0,23}[A-Z])[A-Za-z0-9]{24}(?![\w.])/y,
    isToken: true,
  },
  {
    name: 'Terraform Cloud token',
    from: 'HCP Terraform: 14 characters before the mark',
    hints: ['.atlasv1.'],
    lead: 14,
    pattern: /[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{40,}/y,
    isToken: true,
  },
  token('Pulumi token', 'Pulumi Cloud', ['pul-'], /pul-[a-f0-9]{40}/y),
  token('Infracost key', 'Infracost', ['ico-'], /ico-[A-Za-z0-9]{32}/y),
  token(
    'Doppler token',
    'Doppler: personal, service, CLI, SCIM',
    ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
    /dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]{1,40}\.)?[A-Za-z0-9]{36,}/y,
  ),
  token(
    'Infisical token',
    'Infisical: service tokens',
    ['st.'],
    /st\.[a-f0-9]{24}\.[a-f0-9]{32}\.[a-f0-9]{32}/y,
  ),
  token(
    'age key',
    'age: secret keys in Bech32',
    ['age-secret-key-'],
    /AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{50,}/iy,
  ),
  token(
    'Grafana token',
    'Grafana: service accounts, cloud, API keys before 9',
    ['glsa_', 'glc_', 'eyjrijoi'],
    /(?:glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}|glc_[A-Za-z0-9+/]{32,}={0,2}|eyJrIjoi[A-Za-z0-9+/]{40,}={0,2})/y,
  ),
  token(
    'New Relic key',
    'New Relic: user, insert, licence, browser',
    ['nrak-', 'nrii-', 'nrjs-'],
    /NR(?:AK-[A-Z0-9]{27}|II-[\w-]{32}|JS-[a-f0-9]{19})/y,
  ),
  {
    name: 'New Relic licence key',
    from: 'New Relic: 40 characters that end in NRAL',
    hints: ['nral'],
    lead: 36,
    pattern: /[a-f0-9]{36}NRAL(?![A-Za-z0-9])/y,
    isToken: true,
  },
  token(
    'Dynatrace token',
    'Dynatrace: public and secret part',
    ['dt0c01.', 'dt0s01.', 'dt0s16.'],
    /dt0[a-z]\d\d\.[A-Z0-9]{8,24}\.[A-Z0-9]{64}/y,
  ),
  token(
    'Sentry token',
    'Sentry: organisation and user tokens',
    ['sntrys_', 'sntryu_'],
    /sntry[su]_[A-Za-z0-9+/=_-]{40,}/y,
  ),
  token(
    'Honeycomb key',
    'Honeycomb: ingest and management keys',
    ['hcaik_', 'hcaic_', 'hcxik_'],
    /hc[a-z]{3}_[a-z0-9]{50,}/y,
  ),
  token(
    'LaunchDarkly key',
    'LaunchDarkly: kinds before a UUID',
    ['sdk-', 'mob-', 'api-'],
    /(?:sdk|mob|api)-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/y,
  ),
  token('Tailscale key', 'Tailscale: auth, API, client', ['tskey-'], /tskey-[a-z]+-[\w-]{20,}/y),
  token(
    'ngrok key',
    'ngrok: ids of 27 characters in front',
    ['ak_', 'cr_'],
    /(?:ak|cr)_[A-Za-z0-9]{27}(?![A-Za-z0-9])/y,
  ),
  token(
    'SOPS value',
    'SOPS: values in place',
    ['enc['],
    /ENC\[AES256_GCM,data:[A-Za-z0-9+/=]+,iv:[A-Za-z0-9+/=]+,tag:[A-Za-z0-9+/=]+,type:[a-z]+\]/y,
  ),
  token(
    'NATS seed',
    'NATS: seeds of accounts, users, operators',
    ['sua', 'saa', 'soa', 'sna', 'sca'],
    /S[UAONC]A[A-Z2-7]{55}(?![A-Za-z0-9])/y,
  ),
  token(
    'Confluent and Elastic keys',
    'Elastic Cloud; Confluent: since 2025',
    ['essu_', 'cflt'],
    /(?:essu_[A-Za-z0-9+/=]{60,}|cflt[A-Za-z0-9+/]{56,})/y,
  ),
];
