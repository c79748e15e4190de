// The filter: what is chosen, kept in the page's address so that a view can be sent to someone.
const Filter = (() => {
  const OWN = ['q', 'policy', 'severity', 'status', 'change', 'session', 'on', 'cell'];
  const SESSION_VERDICTS = ['compliant', 'unchecked'];

  /** The filter that an address holds; {} for none. `session`, `on` and `cell` name one session, its target, one policy. */
  const parse = (hash, facets) => {
    const known = new Set([...OWN, ...facets.map((facet) => facet.name)]);
    const chosen = {};
    for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ''))) {
      if (known.has(name) && value !== '') chosen[name] = value;
    }
    return chosen;
  };

  const format = (chosen) => {
    const used = Object.entries(chosen).filter(([, value]) => value);
    // "#" alone: an empty address would make the browser jump to the top.
    return `#${new URLSearchParams(used)}`;
  };

  /** An address without "=" is a place in the page, not a filter. */
  const isPlace = (hash) => hash.length > 1 && !hash.includes('=');

  const byFacets = (chosen, facets) => {
    const used = facets.filter((facet) => chosen[facet.name]);
    return (item) => used.every((facet) => facet.of(item) === chosen[facet.name]);
  };

  const byText = (chosen) => {
    const terms = (chosen.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    return (entry) => terms.every((term) => entry.text().includes(term));
  };

  /** {sessions, findings, columns}: what of the model the filter lets through. */
  const apply = (model, chosen) => {
    const facet = byFacets(chosen, model.facets);
    const text = byText(chosen);
    const wanted = ({ finding }) =>
      (!chosen.policy || finding.policy === chosen.policy) &&
      (!chosen.severity || finding.severity === chosen.severity) &&
      (!chosen.status || finding.status === chosen.status) &&
      (!chosen.change || finding.change === chosen.change);
    const findings = model.findings.filter((entry) => facet(entry.finding) && wanted(entry) && text(entry));
    const hit = new Set(findings.map((entry) => entry.owner));
    const byVerdict = SESSION_VERDICTS.includes(chosen.status);
    const applied = ({ session }) => !chosen.policy || Object.hasOwn(session.policies, chosen.policy);
    const plain = (entry) => {
      if (chosen.severity || chosen.change || (chosen.status && !byVerdict)) return false;
      if (byVerdict && entry.session.verdict !== chosen.status) return false;
      return facet(entry.session) && applied(entry) && text(entry);
    };
    return {
      findings,
      sessions: model.sessions.filter((entry) => hit.has(entry) || plain(entry)),
      columns: chosen.policy ? model.policies.filter((name) => name === chosen.policy) : model.policies,
    };
  };

  /** The findings of the session, and the cell, that the reader went to; all of them where none was chosen. */
  const select = (findings, chosen) => {
    if (!chosen.session) return findings;
    const key = Model.sessionKey(chosen.on, chosen.session);
    return findings.filter(({ finding, owner }) =>
      owner.key === key && (!chosen.cell || finding.policy === chosen.cell));
  };

  /** The same filter without the session that was gone to. */
  const without = ({ session, on, cell, ...rest }) => rest;

  const to = (session, policy) => ({ session: session.session_id, on: session.target, cell: policy });

  return { parse, format, isPlace, apply, select, without, to };
})();
