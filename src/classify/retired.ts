/** Codes that once were published and must not come back with another meaning. */
export const RETIRED_CODES: readonly string[] = [];
