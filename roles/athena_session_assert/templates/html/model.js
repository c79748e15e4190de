// The report, indexed for the page. Verdicts and counts are the report's own; what is derived here is only where a
// finding stands: in which cell of the matrix, in which group.
const Model = (() => {
  const NONE = '(none)';
  const RANK = ['drift', 'warning', 'unverified', 'waived', 'compliant', 'none'];
  const ORDER = { drifted: 0, unverified: 1, unchecked: 2, compliant: 3 };

  const sessionKey = (target, id) => JSON.stringify([target ?? null, id ?? null]);

  /** How a finding shows: drift of a warning policy has a sign of its own. */
  const stateOf = (finding) =>
    finding.status === 'drift' && finding.severity === 'warning' ? 'warning' : finding.status;

  const worst = (states) => RANK.find((state) => states.includes(state)) ?? 'unverified';

  /** [{name, title, of(item)}]: what sessions and findings can be told apart by, beside policy, severity and status. */
  const facetsOf = (report, targets) => {
    const plain = (name, title) => ({ name, title, of: (item) => String(item[name] ?? NONE) });
    const facets = [plain('work_group', 'Work group'), plain('state', 'State')];
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

  /** Policies in the report's order; one that only a session or a finding names comes last rather than not at all. */
  const policiesOf = (report) => {
    const names = new Set(report.policies.map((policy) => policy.name));
    for (const session of report.sessions) for (const name of Object.keys(session.policies)) names.add(name);
    for (const finding of report.findings) names.add(finding.policy);
    return [...names];
  };

  const spread = (value) => (typeof value === 'string' ? value : JSON.stringify(value) ?? '');

  /** All text of a finding that a search looks at, in lower case. */
  const haystack = (finding, facets) =>
    [
      finding.session_id, finding.policy, finding.pointer, finding.operator, finding.kind, finding.message,
      finding.severity, finding.status, finding.fingerprint, finding.remediation, finding.root_cause, finding.waiver,
      finding.declared, finding.actual, ...facets.map((facet) => facet.of(finding)),
    ].map((part) => spread(part ?? '')).join('\n').toLowerCase();

  const make = (report) => {
    const targets = new Map((report.targets ?? []).map((target) => [target.name, target]));
    const facets = facetsOf(report, targets);
    const byKey = new Map();
    const sessions = report.sessions.map((session) => {
      const entry = { session, key: sessionKey(session.target, session.session_id), cells: new Map() };
      entry.text = () => (entry.cached ??= [session.session_id, session.engine_version, session.verdict,
        ...facets.map((facet) => facet.of(session))].join('\n').toLowerCase());
      byKey.set(entry.key, [...(byKey.get(entry.key) ?? []), entry]);
      return entry;
    });
    const findings = report.findings.map((finding) => {
      const owners = byKey.get(sessionKey(finding.target, finding.session_id)) ?? [];
      const entry = { finding, state: stateOf(finding), owners };
      entry.text = () => (entry.cached ??= haystack(finding, facets));
      // Sessions without ids cannot be told apart: each shows the finding, so that none looks better than it may be.
      for (const owner of owners) {
        const cell = owner.cells.get(finding.policy);
        if (cell) cell.push(entry);
        else owner.cells.set(finding.policy, [entry]);
      }
      return entry;
    });
    // Worst first; otherwise as the report has them.
    sessions.sort((one, other) => (ORDER[one.session.verdict] ?? 1) - (ORDER[other.session.verdict] ?? 1));
    return { report, sessions, findings, facets, targets, policies: policiesOf(report), byKey };
  };

  /** {state, findings}: one cell of the matrix. */
  const cell = (entry, policy) => {
    const findings = entry.cells.get(policy) ?? [];
    if (findings.length) return { state: worst(findings.map((each) => each.state)), findings };
    return { state: Object.hasOwn(entry.session.policies, policy) ? 'compliant' : 'none', findings };
  };

  const groupKey = ({ policy, pointer, operator, declared, actual }) =>
    JSON.stringify([policy, pointer, operator, declared, actual]);

  /** Identical findings together, the worst groups first, then the largest: [{first, entries, state}]. */
  const groups = (entries) => {
    const found = new Map();
    for (const entry of entries) {
      const key = (entry.groupKey ??= groupKey(entry.finding));
      const group = found.get(key);
      if (group) group.entries.push(entry);
      else found.set(key, { first: entry.finding, entries: [entry] });
    }
    const all = [...found.values()];
    for (const group of all) group.state = worst([...new Set(group.entries.map((entry) => entry.state))]);
    const rank = (group) => RANK.indexOf(group.state);
    return all.sort((one, other) => rank(one) - rank(other) || other.entries.length - one.entries.length);
  };

  return { make, cell, groups, sessionKey, RANK };
})();
