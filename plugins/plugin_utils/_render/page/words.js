// The words of the page, which are made in Python.
const Words = (() => {
  const { states, verdicts, kinds, origins, reasons } = PREPARED.words;
  const byName = new Map(states.map((state) => [state.name, state]));

  const own = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);

  const number = (value) => Number(value).toLocaleString('en');

  /** `1 session`, `2,000 sessions`. */
  const count = (value, noun, plural = `${noun}s`) => `${number(value)} ${Number(value) === 1 ? noun : plural}`;

  /** `2026-11-22 17:00:00 UTC` for the report's ISO 8601 time. */
  const time = (iso) => String(iso).replace('T', ' ').replace(/\+00:00$/, ' UTC');

  const state = (name) => byName.get(name);
  const verdict = (name) => own(verdicts, name) ?? { state: 'unverified', word: String(name) };
  const kind = (name) => own(kinds, name) ?? { sign: '?', word: String(name) };
  const origin = (name) => own(origins, name) ?? String(name);
  const reason = (name) => own(reasons, name) ?? String(name);

  return { states, number, count, time, state, verdict, kind, origin, reason };
})();
