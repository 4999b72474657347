/** Of this program; equal to package.json, which a test checks. Shown in the User-Agent header and the first log line. */
export const PROGRAM_VERSION = '0.1.0';
