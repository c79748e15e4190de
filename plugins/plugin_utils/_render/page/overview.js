// The first lines of the page: verdict, what it rests on, the counts; and the last line: where the report comes from.
const Overview = (() => {
  const { h } = Dom;

  const card = (label, value, state) =>
    h('div', { class: `card ${Number(value) ? state : 'zero'}` }, h('dt', {}, label), h('dd', {}, Words.number(value)));

  const cards = ({ summary }) =>
    h('dl', { class: 'cards', 'aria-label': 'Counts' },
      card('Sessions', summary.sessions, ''),
      card('Compliant', summary.compliant, 'compliant'),
      card('Drifted', summary.drifted, 'drift'),
      card('Unverified', summary.unverified, 'unverified'),
      card('Not checked', summary.unchecked, ''),
      card('Not read', PREPARED.unread, 'unverified'),
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
        h('p', { class: 'sentence' }, PREPARED.sentence),
        PREPARED.changes && h('p', { class: 'sentence', id: 'changes' }, PREPARED.changes),
        h('ul', { class: 'origin', 'aria-label': 'Origin' }, origin(report).map((each) => h('li', {}, each)))));
    document.getElementById('counts').replaceChildren(bar(report), cards(report));
    document.getElementById('about').replaceChildren(h('p', {},
      `Made by sparkops.athena at ${Words.time(report.generated_at)}, schema version ${Words.number(report.schema_version)}. `,
      'This page is one file; it loads nothing and sends nothing.'));
  };

  return { render };
})();
