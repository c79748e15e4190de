// The quieter parts: errors, what could not be read, waivers, policies, the targets of a merged report.
const Sections = (() => {
  const { h } = Dom;
  const PAGE = 100;

  const heading = (id, title, total) =>
    h('div', { class: 'heading' }, h('h2', { id: `${id}-title`, tabindex: '-1' }, title),
      total !== undefined && h('span', { class: 'total' }, total));

  /** A table of at most PAGE rows at first, so that a thousand denied sessions do not bury the rest. */
  const paged = (caption, heads, items, rowOf, all) => {
    const holder = h('div');
    const draw = (most) => {
      const table = Dom.scroll(caption, Dom.table(caption, heads, items.slice(0, most).map(rowOf)));
      const left = items.length - most;
      holder.replaceChildren(table, ...(left > 0 ? [h('p', { class: 'shown' },
        `${Words.number(most)} of ${Words.number(items.length)} shown. `,
        Dom.button(`Show all ${Words.number(items.length)}`, () => draw(items.length)))] : []));
    };
    draw(all ? items.length : PAGE);
    return holder;
  };

  const errors = (section, { errors: list }) => {
    section.hidden = !list.length;
    const line = (error) => h('li', {}, h('strong', {}, Dom.text(error.stage, 80)),
      error.target !== undefined && [' in ', Dom.text(error.target, 120)], ': ', Dom.text(error.message, 1000));
    section.replaceChildren(heading('errors', Words.count(list.length, 'error')), h('ul', {}, list.map(line)));
  };

  /** What a reader should not miss although it is no finding. */
  const notices = (section, report) => {
    const ill = (report.targets ?? []).filter((target) => target.problem !== undefined);
    const { unread, unapplied } = PREPARED;
    const { expired, expiring } = report.waivers;
    const names = (list) => list.slice(0, 20).flatMap((name, at) => [at ? ', ' : '', Dom.code(name, 80)])
      .concat(list.length > 20 ? ` and ${Words.number(list.length - 20)} more` : []);
    const jump = (id, label) => h('a', { href: `#${id}`, 'data-jump': id }, label);
    const lines = [
      ill.length && [Words.count(ill.length, 'target'), ' with problems: ', names(ill.map((target) => target.name)), '. ', jump('targets', 'See targets')],
      unread && [Words.count(unread, 'session or work group', 'sessions or work groups'), ' could not be read. ', jump('unreadable', 'See which')],
      unapplied.length && [unapplied.length === 1 ? 'This policy applied to no session: ' : 'These policies applied to no session: ', names(unapplied), '.'],
      expired.length && [Words.count(expired.length, 'waiver'), ` ${expired.length === 1 ? 'has' : 'have'} expired. `, jump('waivers', 'See waivers')],
      expiring.length && [Words.count(expiring.length, 'waiver'), ` ${expiring.length === 1 ? 'expires' : 'expire'} within 14 days. `, jump('waivers', 'See waivers')],
    ].filter(Boolean);
    section.hidden = !lines.length;
    section.replaceChildren(h('ul', {}, lines.map((line) => h('li', {}, line))));
  };

  const unreadable = (section, { unreadable: list, targets }, all) => {
    const row = (item) => [
      item.session_id === undefined || item.session_id === null ? h('em', {}, 'the whole work group') : Dom.code(item.session_id, 120),
      Dom.text(item.work_group ?? '(none)', 120), Words.reason(item.reason), Dom.text(item.code ?? '', 80), Dom.text(item.message),
      ...(targets ? [Dom.text(item.target ?? '', 120)] : []),
    ];
    const heads = ['Session', 'Work group', 'Reason', 'Code', 'Message', ...(targets ? ['Target'] : [])];
    section.replaceChildren(heading('unreadable', 'Could not be read', Words.number(list.length)),
      list.length ? paged('What could not be read', heads, list, row, all)
        : h('p', { class: 'empty' }, 'Nothing is listed as unreadable.'));
  };

  /** What was drift in the previous report, and what became of it: the open first. */
  const earlier = (section, { earlier: list, targets }, all) => {
    section.hidden = !PREPARED.changes;
    const state = { fixed: 'compliant', gone: 'plain', unknown: 'unverified' };
    const row = (item) => [
      h('span', { class: `tag ${state[item.change]}` }, item.change), Dom.text(item.policy, 80), Dom.code(item.pointer || '/', 160),
      item.actual.slice(0, 5).map((value) => h('div', {}, value === null ? h('em', {}, 'absent') : Dom.code(JSON.stringify(value), 160))),
      Dom.text(item.work_group ?? '(none)', 120), Dom.text(item.reason), Dom.text(Words.time(item.first_seen), 60),
      ...(targets ? [Dom.text(item.target ?? '', 120)] : []),
    ];
    const heads = ['Now', 'Policy', 'Setting', 'Was', 'Work group', 'Because', 'First seen', ...(targets ? ['Target'] : [])];
    section.replaceChildren(heading('earlier', 'Drift of the previous report', Words.number(list.length)),
      list.length ? paged('Drift of the previous report', heads, PREPARED.earlier.map((index) => list[index]), row, all)
        : h('p', { class: 'empty' }, 'All of it is among the findings.'));
  };

  const waivers = (section, report, all) => {
    const items = PREPARED.waivers.map((item) => ({ ...item, waiver: report.waivers[item.list][item.index] }));
    const status = ({ list, expiring, unused }) => {
      if (list === 'expired') return h('span', { class: 'tag drift' }, 'expired');
      return [
        expiring ? h('span', { class: 'tag warning' }, 'expires soon') : h('span', { class: 'tag plain' }, 'in force'),
        unused && [' ', h('span', { class: 'tag warning' }, 'unused')],
      ];
    };
    const scope = ({ pointer, applies_to: applies, actual }) => [
      h('div', {}, pointer === undefined || pointer === null ? 'everything' : Dom.code(pointer, 160)),
      applies !== undefined && applies !== null && h('div', {}, 'where ', Dom.code(JSON.stringify(applies), 160)),
      actual !== undefined && h('div', {}, 'while it is ', Dom.code(JSON.stringify(actual), 160)),
    ];
    const row = (item) => [
      Dom.text(item.waiver.policy, 80), status(item), h('span', { class: 'brief' }, Dom.short(item.waiver.expires)), scope(item.waiver), Dom.text(item.waiver.reason),
      Dom.text(item.waiver.owner, 120), Words.number(item.waiver.findings), ...(report.targets ? [Dom.text(item.waiver.target ?? '', 120)] : []),
    ];
    const heads = ['Policy', 'Status', 'Expires', 'Covers', 'Reason', 'Owner', 'Findings', ...(report.targets ? ['Target'] : [])];
    section.replaceChildren(heading('waivers', 'Waivers', Words.number(items.length)),
      items.length ? paged('Waivers', heads, items, row, all) : h('p', { class: 'empty' }, 'No waiver.'));
  };

  const policies = (section, { policies: list }, all) => {
    const row = (policy) => [
      h('a', { href: Filter.format({ policy: policy.name }) }, Dom.short(policy.name, 80)), h('span', { class: 'brief' }, policy.severity),
      policy.sessions === 0 ? h('span', { class: 'tag warning' }, 'applied to none') : Words.number(policy.sessions),
      Words.number(policy.checks), Words.number(policy.findings),
      policy.description ? Dom.text(policy.description) : '', policy.remediation ? Dom.text(policy.remediation) : '',
    ];
    section.replaceChildren(heading('policies', 'Policies', Words.number(list.length)),
      list.length
        ? paged('Policies', ['Policy', 'Severity', 'Sessions', 'Checks', 'Findings', 'Description', 'Remediation'], list, row, all)
        : h('p', { class: 'empty' }, 'No policy.'));
  };

  /** The first entries of such a section in a line each, where the page begins. */
  const first = (holder, id, title, lines) => {
    holder.hidden = !lines.length;
    if (!lines.length) return;
    holder.replaceChildren(h('p', {}, `${title} `, h('a', { href: `#${id}`, 'data-jump': id }, 'See all')),
      h('ol', {}, lines.map((line) => h('li', {}, Dom.text(line, 400)))));
  };

  /** A section that is only there where its list was asked for. */
  const optional = (section, { title, list, about, empty, heads, row }, all) => {
    section.hidden = !list;
    if (!list) return;
    section.replaceChildren(heading(section.id, title, Words.number(list.length)), h('p', { class: 'shown' }, about),
      list.length ? paged(title, heads, list, row, all) : h('p', { class: 'empty' }, empty));
  };

  const outliers = (section, { outliers: list, targets }, all) => {
    const value = (each) => (each === null ? h('em', {}, 'absent') : Dom.code(typeof each === 'string' ? each : JSON.stringify(each), 160));
    const row = (each) => [
      Dom.code(each.pointer, 240),
      each.sessions.slice(0, 20).map((one) => h('div', {}, value(one.actual), ' in ', Dom.code(one.session_id, 80))),
      [value(each.usual), ` in ${Words.number(each.usual_count)} of ${Words.number(each.compared)}`],
      Object.entries(each.group).map(([pointer, its]) => h('div', { title: pointer }, Dom.text(its === null ? '(none)' : its, 120))),
      each.sessions[0].score.toFixed(2),
      ...(targets ? [Dom.text(each.target ?? '', 120)] : []),
    ];
    optional(section, {
      title: 'Outliers',
      list,
      about: 'Settings in which few sessions differ from most sessions like them, the most conspicuous first. No verdict depends on them.',
      empty: 'No session differs conspicuously from others like it.',
      heads: ['Setting', 'Actual', 'Usual', 'Group', 'Score', ...(targets ? ['Target'] : [])],
      row,
    }, all);
  };

  const coverage = (section, { targets }, all) => {
    const found = PREPARED.coverage;
    section.hidden = !found;
    if (!found) return;
    const value = (each) => h('div', {}, Dom.code(typeof each === 'string' ? each : JSON.stringify(each), 160));
    const row = (each) => [
      Dom.code(each.pointer, 240), each.values.map(value), each.changes.map((one) => h('div', {}, one)),
      each.paste ? h('details', {}, h('summary', {}, 'Policy to paste'), h('pre', {}, each.paste)) : 'no single policy can',
      ...(targets ? [Dom.text(each.target, 120)] : []),
    ];
    const heads = ['Setting', 'Values now', 'Not noticed if', 'Noticed by', ...(targets ? ['Target'] : [])];
    section.replaceChildren(heading('coverage', 'Coverage', Words.number(found.gaps.length)),
      h('p', { class: 'shown' }, 'Which of the settings that sessions have would any policy notice if they changed? No verdict depends on it.'),
      h('ul', {}, found.sentences.map((line) => h('li', {}, Dom.text(line, 400)))),
      found.gaps.length ? paged('Settings that could change unnoticed', heads, found.gaps, row, all) : h('p', { class: 'empty' }, 'No setting could change unnoticed.'),
      found.unreached.length && h('p', { class: 'shown' }, 'No session ever reached:'),
      found.unreached.length && h('ul', {}, found.unreached.slice(0, 200).map((line) => h('li', {}, Dom.text(line, 400)))));
  };

  /** Where nothing was declared: facts about what was read, and what to do next. */
  const fleet = (section, all) => {
    const { fleet: lines, next_steps: steps } = PREPARED;
    section.hidden = !lines.length;
    if (!lines.length) return;
    const step = ({ words, command }) => {
      const code = h('code', {}, command);
      return [h('p', {}, `${words}: `, Dom.button('Copy', () => Dom.copy(command, code), { class: 'more' })), h('pre', {}, code)];
    };
    section.replaceChildren(heading('fleet', 'What was read'), h('div', { class: 'beside' },
      h('ul', {}, lines.map((line) => h('li', {}, Dom.text(line, all ? Infinity : 400)))), h('div', {}, steps.map(step))));
  };

  const targets = (section, { targets: list }, all) => {
    section.hidden = !list;
    if (!list) return;
    const labels = (each) => Object.entries(each.labels ?? {}).map(([name, value]) =>
      h('div', {}, Dom.text(name, 60), ': ', Dom.text(value, 120)));
    const row = (each) => {
      const verdict = Words.verdict(each.verdict);
      return [
        h('a', { href: Filter.format({ target: each.name }) }, Dom.short(each.name, 80)),
        h('span', { class: `tag ${verdict.state}` }, verdict.word), each.problem === undefined ? '' : h('strong', {}, Dom.text(each.problem)),
        Dom.text(each.account_id ?? '', 80), Dom.text((each.regions ?? []).join(', '), 160), labels(each),
        each.summary ? Words.number(each.summary.sessions) : '', each.summary ? Words.number(each.summary.drifted) : '',
        each.generated_at ? Dom.text(Words.time(each.generated_at), 60) : '',
      ];
    };
    const heads = ['Target', 'Verdict', 'Problem', 'Account', 'Regions', 'Labels', 'Sessions', 'Drifted', 'Made'];
    section.replaceChildren(heading('targets', 'Targets', Words.number(list.length)), paged('Targets', heads, list, row, all));
  };

  const render = (report, all = false) => {
    const at = (id) => document.getElementById(id);
    errors(at('errors'), report);
    notices(at('notices'), report);
    earlier(at('earlier'), report, all);
    first(at('oddest'), 'outliers', 'Odd, whatever was declared:', PREPARED.oddest);
    fleet(at('fleet'), all);
    outliers(at('outliers'), report, all);
    const found = PREPARED.coverage;
    first(at('gaps'), 'coverage', found ? `${found.sentences[0].replace(/^./, (letter) => letter.toUpperCase())}. Not noticed:` : '', found ? found.first : []);
    coverage(at('coverage'), report, all);
    unreadable(at('unreadable'), report, all);
    waivers(at('waivers'), report, all);
    policies(at('policies'), report, all);
    targets(at('targets'), report, all);
  };

  return { render };
})();
