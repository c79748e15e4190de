// The words and signs of the page, in one place.
const Words = (() => {
  // What a cell of the matrix, a finding or a session can be: sign and word, so that colour is never alone.
  const STATES = {
    drift: { sign: '\u2715', word: 'drift' },
    warning: { sign: '!', word: 'drift of a warning policy' },
    unverified: { sign: '?', word: 'unverified' },
    waived: { sign: '\u25c7', word: 'waived' },
    compliant: { sign: '\u2713', word: 'compliant' },
    none: { sign: '\u00b7', word: 'not applied' },
  };

  const VERDICTS = {
    compliant: { state: 'compliant', word: 'compliant' },
    drifted: { state: 'drift', word: 'drifted' },
    unverified: { state: 'unverified', word: 'unverified' },
    unchecked: { state: 'none', word: 'not checked' },
  };

  const KINDS = {
    different: { sign: '~', word: 'different' },
    missing: { sign: '\u2212', word: 'missing' },
    undeclared: { sign: '+', word: 'undeclared' },
    unverifiable: { sign: '?', word: 'cannot be told' },
  };

  const OPERATORS = {
    eq: 'equal to',
    ne: 'anything but',
    lt: 'less than',
    le: 'at most',
    gt: 'more than',
    ge: 'at least',
    in: 'one of',
    not_in: 'none of',
    match: 'wholly matching the pattern',
    not_match: 'not matching the pattern',
    contains: 'these, and perhaps more',
    subset: 'nothing but these',
    exhaustive: 'nothing beyond what is declared',
  };

  const ORIGINS = {
    work_group: 'Work group',
    client: 'Set by the client',
    unknown: 'Cannot be told',
  };

  const REASONS = {
    not_found: 'not found',
    gone: 'gone between listing and reading',
    access_denied: 'access denied',
    throttled: 'throttled',
    timeout: 'not read in time',
    error: 'error',
  };

  const own = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);

  const number = (value) => Number(value).toLocaleString('en');

  /** `1 session`, `2,000 sessions`. */
  const count = (value, noun, plural = `${noun}s`) => `${number(value)} ${Number(value) === 1 ? noun : plural}`;

  /** The operator of a finding as a reader would say it before the declared value. */
  const operator = ({ operator: name, declared }) => {
    if (name === 'present') return declared === false ? 'must not be there' : 'must be there';
    if (name === 'eq' && Array.isArray(declared)) return 'these, in any order';
    return own(OPERATORS, name) ?? String(name);
  };

  /** `2026-11-22 17:00:00 UTC` for the report's ISO 8601 time. */
  const time = (iso) => String(iso).replace('T', ' ').replace(/\+00:00$/, ' UTC');

  const state = (name) => own(STATES, name) ?? { sign: '?', word: String(name) };
  const verdict = (name) => own(VERDICTS, name) ?? { state: 'unverified', word: String(name) };
  const kind = (name) => own(KINDS, name) ?? { sign: '?', word: String(name) };
  const origin = (name) => own(ORIGINS, name) ?? String(name);
  const reason = (name) => own(REASONS, name) ?? String(name);

  return { STATES, number, count, operator, time, state, verdict, kind, origin, reason };
})();
