// The report, indexed for searching and filtering. Verdicts, states, and what belongs together come from Python.
const Model = (() => {
  const NONE = '(none)';

  const sessionKey = (target, id) => JSON.stringify([target ?? null, id ?? null]);

  /** [{name, title, of(item)}]: what sessions and findings can be told apart by, beside policy, severity and status. */
  const facetsOf = (report, targets) => {
    const plain = (name, title) => ({ name, title, of: (item) => String(item[name] ?? NONE) });
    const facets = [plain('work_group', 'Work group'), plain('state', 'State')];
    if (report.sessions.some((session) => session.owner !== undefined)) facets.push(plain('owner', 'Owner'));
    if (!report.targets) return [...facets, plain('region', 'Region')];
    const labels = [...new Set(report.targets.flatMap((target) => Object.keys(target.labels ?? {})))];
    const target = (item) => targets.get(item.target);
    facets.unshift(plain('target', 'Target'));
    if (!labels.includes('account')) {
      facets.push({ name: 'account', title: 'Account', of: (item) => String(target(item)?.account_id ?? NONE) });
    }
    if (!labels.includes('region')) facets.push(plain('region', 'Region'));
    for (const label of labels) {
      const of = (item) => {
        const known = target(item)?.labels ?? {};
        return Object.hasOwn(known, label) ? String(known[label]) : NONE;
      };
      facets.push({ name: `label.${label}`, title: label, label: true, of });
    }
    return facets;
  };

  const spread = (value) => (typeof value === 'string' ? value : JSON.stringify(value) ?? '');

  /** All text of a finding that a search looks at, in lower case. */
  const haystack = (finding, facets) =>
    [
      finding.session_id, finding.policy, finding.pointer, finding.operator, finding.kind, finding.message,
      finding.severity, finding.status, finding.fingerprint, finding.remediation, finding.root_cause, finding.waiver,
      finding.declared, finding.actual, ...facets.map((facet) => facet.of(finding)),
    ].map((part) => spread(part ?? '')).join('\n').toLowerCase();

  const make = () => {
    const targets = new Map((REPORT.targets ?? []).map((target) => [target.name, target]));
    const facets = facetsOf(REPORT, targets);
    const sessions = REPORT.sessions.map((session, at) => {
      const states = PREPARED.sessions[at].cells.map((state) => Words.states[state].name);
      const entry = { session, states, key: sessionKey(session.target, session.session_id), cells: new Map() };
      entry.text = () => (entry.cached ??= [session.session_id, session.engine_version, session.verdict,
        ...facets.map((facet) => facet.of(session))].join('\n').toLowerCase());
      return entry;
    });
    const findings = REPORT.findings.map((finding, at) => {
      const { difference, place, state: rank, session: row } = PREPARED.findings[at];
      const owner = sessions[row];
      const entry = { finding, difference, place, rank, state: Words.states[rank].name, owner };
      entry.text = () => (entry.cached ??= haystack(finding, facets));
      owner.cells.set(finding.policy, (owner.cells.get(finding.policy) ?? 0) + 1);
      return entry;
    });
    const worstFirst = PREPARED.order.map((row) => sessions[row]);
    return { report: REPORT, sessions: worstFirst, findings, facets, policies: PREPARED.policies };
  };

  /** {state, count}: one cell of the matrix, and how many findings are in it. */
  const cell = (entry, policy) =>
    ({ state: entry.states[PREPARED.policies.indexOf(policy)], count: entry.cells.get(policy) ?? 0 });

  /** Findings of one difference together, the worst first, then the most frequent: [{first, entries, rank, state}]. */
  const groups = (entries) => {
    const found = new Map();
    for (const entry of entries) {
      const group = found.get(entry.difference);
      if (group) group.entries.push(entry);
      else found.set(entry.difference, { first: entry.finding, difference: entry.difference, entries: [entry] });
    }
    for (const group of found.values()) {
      group.rank = Math.min(...new Set(group.entries.map((entry) => entry.rank)));
      group.state = Words.states[group.rank].name;
    }
    return [...found.values()].sort((one, other) => one.rank - other.rank || other.entries.length - one.entries.length);
  };

  return { make, cell, groups, sessionKey };
})();
