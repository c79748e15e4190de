// The first lines of the page: verdict, what it rests on, the counts; and the last line: where the report comes from.
const Overview = (() => {
  const { h } = Dom;

  /** A session that ended between listing and reading is told apart: it makes nothing unverified. */
  const unread = ({ unreadable }) => unreadable.filter((item) => item.reason !== 'gone').length;

  /** The verdict as a sentence, of the report's numbers only. */
  const sentence = (report) => {
    const { verdict, summary, errors } = report;
    const sessions = Words.count(summary.sessions, 'session');
    if (verdict === 'compliant') return `${Words.count(summary.compliant, 'session')} of ${sessions} checked ${summary.compliant === 1 ? 'runs' : 'run'} as declared.`;
    const parts = [];
    if (summary.drifted) parts.push(`${Words.number(summary.drifted)} of ${sessions} ${summary.drifted === 1 ? 'differs' : 'differ'} from what was declared`);
    if (summary.unverified) parts.push(`${Words.number(summary.unverified)}${summary.drifted ? '' : ` of ${sessions}`} could not be verified`);
    if (unread(report)) parts.push(`${Words.number(unread(report))} could not be read`);
    if (errors.length) parts.push(`${Words.count(errors.length, 'error')} kept the report from being whole`);
    if (!parts.length) parts.push(summary.checks ? 'Something could not be verified' : 'Nothing was checked');
    return `${parts.join('; ')}.`;
  };

  const card = (label, value, state) =>
    h('div', { class: `card ${Number(value) ? state : 'zero'}` }, h('dt', {}, label), h('dd', {}, Words.number(value)));

  const cards = ({ summary, unreadable }) =>
    h('dl', { class: 'cards', 'aria-label': 'Counts' },
      card('Sessions', summary.sessions, ''),
      card('Compliant', summary.compliant, 'compliant'),
      card('Drifted', summary.drifted, 'drift'),
      card('Unverified', summary.unverified, 'unverified'),
      card('Not checked', summary.unchecked, ''),
      card('Not read', unread({ unreadable }), 'unverified'),
      card('Gone', summary.gone, ''),
      card('Checks', summary.checks, ''),
      card('Drift, errors', summary.findings.error, 'drift'),
      card('Drift, warnings', summary.findings.warning, 'warning'),
      card('Waived', summary.waived, 'waived'));

  /** The sessions' verdicts as one bar; the cards say the same in words. */
  const bar = ({ summary }) => {
    const part = (state, value) => {
      const element = h('span', { class: state });
      element.style.flexGrow = String(value);
      return value > 0 && element;
    };
    return h('div', { class: 'share', 'aria-hidden': 'true' },
      part('drift', summary.drifted), part('unverified', summary.unverified), part('none', summary.unchecked),
      part('compliant', summary.compliant));
  };

  const origin = (report) => [
    Words.time(report.generated_at),
    report.account_id !== null && ['account ', Dom.text(report.account_id, 80)],
    report.regions.length > 0 && Dom.text(report.regions.join(', '), 160),
    report.targets && Words.count(report.targets.length, 'target'),
    ...Object.entries(report.labels).map(([name, value]) => [Dom.text(name, 60), ': ', Dom.text(value, 120)]),
  ].filter(Boolean);

  const render = (report) => {
    const verdict = Words.verdict(report.verdict);
    document.getElementById('verdict').replaceChildren(
      h('span', { class: `seal ${verdict.state}`, 'aria-hidden': 'true' }, Words.state(verdict.state).sign),
      h('div', {},
        h('h1', { class: verdict.state }, verdict.word),
        h('p', { class: 'sentence' }, sentence(report)),
        h('ul', { class: 'origin', 'aria-label': 'Origin' }, origin(report).map((each) => h('li', {}, each)))));
    document.getElementById('counts').replaceChildren(bar(report), cards(report));
    document.getElementById('about').replaceChildren(h('p', {},
      `Made by sparkops.athena at ${Words.time(report.generated_at)}, schema version ${Words.number(report.schema_version)}. `,
      'This page is one file; it loads nothing and sends nothing.'));
  };

  return { render };
})();
