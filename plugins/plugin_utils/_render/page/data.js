// The data of the page: the report, and what Python says of it. What findings and sessions share is in the page once.
const { report: REPORT, prepared: PREPARED } = (() => {
  const { report, prepared, kinds, policies } = JSON.parse(document.getElementById('report-data').textContent);
  const sessions = report.sessions.map((session) => ({ ...session, policies: policies[session.policies] }));
  const findings = report.findings.map(([kind, row]) => {
    const { finding, of_session: names } = kinds[kind];
    return { ...finding, ...Object.fromEntries(names.map((name) => [name, sessions[row][name]])) };
  });
  const told = report.findings.map(([kind, row]) => ({ ...kinds[kind].prepared, session: row }));
  return { report: { ...report, sessions, findings }, prepared: { ...prepared, findings: told } };
})();

