// A certificate that one side of a connection does not accept.

interface Problem {
  readonly pattern: RegExp;
  /** Completes "a certificate …". */
  readonly problem: string;
  readonly advice: string;
}

const RENEW = 'Renew the certificate, or restart what serves it if it was renewed already';
const TRUST =
  'Give the program the authority that signed the certificate, in the bundle that it reads';

const PROBLEMS: readonly Problem[] = [
  {
    // crypto/x509 of Go says both in one sentence; OpenSSL, through Node.js, Python and Ruby; OpenJDK; rustls.
    pattern:
      /\bcertificate has expired\b|\bCERT_HAS_EXPIRED\b|\bCertificateExpiredException\b|invalid peer certificate: Expired/,
    problem: 'has expired',
    advice: RENEW,
  },
  {
    // The same, of an authority nobody here knows.
    pattern:
      /\bcertificate signed by unknown authority\b|\bself[- ]signed certificate\b|\bUNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)|\bunable to get (?:local )?issuer certificate\b|\bPKIX path building failed\b|invalid peer certificate: UnknownIssuer|\bPartialChain\b/,
    problem: 'is signed by an authority that the program does not know',
    advice: TRUST,
  },
  {
    pattern:
      /\bx509: certificate is (?:valid for|not valid for)\b|\bERR_TLS_CERT_ALTNAME_INVALID\b|\bHostname mismatch, certificate is not valid\b|\bNo subject alternative (?:DNS )?names? (?:matching|present)|invalid peer certificate: NotValidForName|\bRemoteCertificateNameMismatch\b/,
    problem: 'is for another name than the one that was called',
    advice: 'Call the name that the certificate is for, or add the name to the certificate',
  },
  {
    // Without a reason.
    pattern:
      /\bcertificate verify failed\b|\bfailed to verify certificate\b|\bremote certificate (?:is|was) (?:invalid|rejected)|\btls: bad certificate\b|\bx509: |\bCertPathValidatorException\b/,
    problem: 'is not accepted',
    advice: 'Look at the certificate: until when it is valid, for which names, and who signed it',
  },
];

export function certificateIn(text: string) {
  const found = PROBLEMS.find(({ pattern }) => pattern.test(text));
  return found && { problem: found.problem, advice: found.advice };
}
